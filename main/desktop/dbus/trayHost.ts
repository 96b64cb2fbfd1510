import type { Bus } from './connection.ts';
import { concatAligned, encodeString } from './message.ts';
import { watchNameOwner } from './nameOwner.ts';

const WATCHER = 'org.kde.StatusNotifierWatcher';

/**
 * Watches whether anything shows tray icons: the watcher that takes them, with a host that draws them. A desktop may start
 * the one long before the other, and Electron offers no icon to a watcher alone. As {@link watchNameOwner}.
 * @see freedesktop.org, "StatusNotifierWatcher"
 */
export function watchTrayHost(
  address: string,
  onChange: (isThere: boolean, isOnBus: boolean) => void,
  onUnreachable: () => void,
): () => void {
  // The bus lets through what the name's owner says, and nobody else.
  const rule = `type='signal',sender='${WATCHER}',interface='${WATCHER}'`;
  return watchNameOwner(WATCHER, address, onChange, { rule, isReady: hasHost, onUnreachable });
}

async function hasHost(bus: Bus): Promise<boolean> {
  const property = await bus.call({
    destination: WATCHER,
    path: '/StatusNotifierWatcher',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: concatAligned(4, [encodeString(WATCHER), encodeString('IsStatusNotifierHostRegistered')]),
  });
  // A variant: the signature `b` in three bytes, one of padding, the boolean.
  return property.ok && property.value.length === 8 && property.value.readUInt32LE(4) === 1;
}
