import { connectBus } from './connection.ts';
import { encodeString } from './message.ts';

/** How long the bus may take for its first reply, milliseconds. */
const DEADLINE = 5_000;

/**
 * Watches whether any process owns a name on the session bus. Calls `onChange` once the bus has answered and after each
 * change; with `false` without a bus; never when this process cannot reach the bus (see {@link connectBus}).
 * @param deadline for the first reply, milliseconds
 * @returns stops watching
 * @see D-Bus Specification, "Message Bus Messages"
 */
export function watchNameOwner(
  name: string,
  address: string,
  onChange: (isOwned: boolean) => void,
  deadline = DEADLINE,
): () => void {
  let known: boolean | undefined;
  let isWatching = true;
  const report = (isOwned: boolean) => {
    if (isOwned === known || !isWatching) return;
    known = isOwned;
    onChange(isOwned);
  };
  const bus = connectBus(address, {
    // Any signal may be the one that matters: the bus itself is asked again.
    onSignal: () => void check(),
    onClose: (isReachable) => {
      clearTimeout(timer);
      if (isReachable) report(false);
    },
  });
  if (bus === undefined) {
    if (address === '') report(false);
    return () => undefined;
  }
  const timer = setTimeout(() => bus.close(), deadline);
  const check = async () => {
    const reply = await bus.callBus('NameHasOwner', 's', encodeString(name));
    if (!reply.ok || reply.value.length !== 4) return;
    clearTimeout(timer);
    report(reply.value.readUInt32LE(0) === 1);
  };
  void bus.callBus('AddMatch', 's', encodeString(nameOwnerMatchRule(name)));
  void check();
  return () => {
    isWatching = false;
    bus.close();
  };
}

/** The match rule for the signal that a name has a new owner, or none. */
export function nameOwnerMatchRule(name: string): string {
  return `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`;
}
