import { type Bus, connectBus } from './connection.ts';
import { encodeString } from './message.ts';

/** How long the bus may take for its first reply, milliseconds. */
const DEADLINE = 5_000;

/** `deadline`: for the first reply, milliseconds. */
interface Wish {
  readonly deadline?: number | undefined;
  /** What must be true of an owner to count, and a match rule for the signals after which it is asked anew. */
  readonly isReady?: (bus: Bus) => Promise<boolean>;
  readonly rule?: string;
  /** This process cannot reach the bus, and nothing will be told. */
  readonly onUnreachable?: () => void;
}

/**
 * Watches whether any process owns a name on the session bus. Calls `onChange` once the bus has answered and after each
 * change; with `false` without a bus; never when this process cannot reach the bus (see {@link connectBus}).
 * @param onChange gets also whether there is a bus, on which an owner may come
 * @returns stops watching
 * @see D-Bus Specification, "Message Bus Messages"
 */
export function watchNameOwner(
  name: string,
  address: string,
  onChange: (isOwned: boolean, isOnBus: boolean) => void,
  { deadline = DEADLINE, isReady = async () => true, rule, onUnreachable }: Wish = {},
): () => void {
  let known: boolean | undefined;
  let isWatching = true;
  const report = (isOwned: boolean, isOnBus: boolean) => {
    if (isOwned === known || !isWatching) return;
    known = isOwned;
    onChange(isOwned, isOnBus);
  };
  const bus = connectBus(address, {
    // Any signal may be the one that matters: the bus itself is asked again.
    onSignal: () => void check(),
    onClose: (isReachable) => {
      clearTimeout(timer);
      if (isReachable) report(false, false);
      else if (isWatching) onUnreachable?.();
    },
  });
  if (bus === undefined) {
    if (address === '') report(false, false);
    else onUnreachable?.();
    return () => undefined;
  }
  const timer = setTimeout(() => bus.close(), deadline);
  const check = async () => {
    const reply = await bus.callBus('NameHasOwner', 's', encodeString(name));
    if (!reply.ok || reply.value.length !== 4) return;
    clearTimeout(timer);
    report(reply.value.readUInt32LE(0) === 1 && (await isReady(bus)), true);
  };
  for (const heard of [nameOwnerMatchRule(name), ...(rule === undefined ? [] : [rule])])
    void bus.callBus('AddMatch', 's', encodeString(heard));
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
