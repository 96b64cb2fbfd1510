import { connectBus } from './connection.ts';
import { encodeString } from './message.ts';

/** How long the bus may take for its first answer, milliseconds. */
const DEADLINE = 5_000;

/**
 * Follows whether anybody owns a name on the session bus, which Electron has no way to ask. `onChange` hears it once the
 * bus has answered, and whenever it changes; where there is no bus, or nothing that answers as one, nobody does. It hears
 * nothing of a bus that cannot be looked at: one that is no Unix socket, or an abstract one with a libuv before 1.49.
 * @param address as in `DBUS_SESSION_BUS_ADDRESS`; empty when there is no bus
 * @param deadline for the first answer, milliseconds
 * @returns what ends it
 * @see D-Bus Specification, "Message Bus Messages"
 */
export function watchNameOwner(
  name: string,
  address: string,
  onChange: (isOwned: boolean) => void,
  deadline = DEADLINE,
): () => void {
  let known: boolean | undefined;
  let isFollowed = true;
  const tell = (isOwned: boolean) => {
    if (isOwned === known || !isFollowed) return;
    known = isOwned;
    onChange(isOwned);
  };
  const bus = connectBus(address, {
    // Whatever it tells, the bus knows best.
    onSignal: () => void ask(),
    onClose: (isReachable) => {
      clearTimeout(timer);
      if (isReachable) tell(false);
    },
  });
  if (bus === undefined) {
    if (address === '') tell(false);
    return () => undefined;
  }
  const timer = setTimeout(() => bus.close(), deadline);
  const ask = async () => {
    const answer = await bus.ask('NameHasOwner', 's', encodeString(name));
    if (!answer.ok || answer.value.length !== 4) return;
    clearTimeout(timer);
    tell(answer.value.readUInt32LE(0) === 1);
  };
  void bus.ask('AddMatch', 's', encodeString(nameOwnerMatchRule(name)));
  void ask();
  return () => {
    isFollowed = false;
    bus.close();
  };
}

/** The rule by which the bus tells when a name gets another owner. */
export function nameOwnerMatchRule(name: string): string {
  return `type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='${name}'`;
}
