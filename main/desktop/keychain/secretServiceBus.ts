import { fail, type Result } from '../../result.ts';
import { type Bus, type CallFailure, connectBus } from '../dbus/connection.ts';
import { type BusCall, type BusMessage, encodeString } from '../dbus/message.ts';
import { nameOwnerMatchRule } from '../dbus/nameOwner.ts';
import { startDeadline } from '../system/deadline.ts';

const NAME = 'org.freedesktop.secrets';
/** The service's own object. */
export const SERVICE = { path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };

interface Listeners {
  readonly onSignal: (signal: BusMessage) => void;
  /** The connection has ended; `hadAnswered`: a call had reached the bus by it. */
  readonly onClose: (hadAnswered: boolean) => void;
}

/** Calls to the Secret Service over a connection that the next call opens again when it has ended. */
export type SecretServiceBus = ReturnType<typeof secretServiceBus>;

/** @param deadline for each call, milliseconds */
export function secretServiceBus(address: string, deadline: number, { onSignal, onClose }: Listeners) {
  let bus: Bus | undefined;
  let hasAnswered = false;
  let canReach = true;
  let isClosed = false;
  const connected = () => {
    if (bus !== undefined || isClosed) return bus;
    bus = connectBus(address, {
      onSignal,
      onClose: (isReachable) => {
        const hadAnswered = hasAnswered;
        canReach = isReachable;
        bus = undefined;
        hasAnswered = false;
        onClose(hadAnswered);
      },
    });
    void bus?.callBus('AddMatch', 's', encodeString(nameOwnerMatchRule(NAME)));
    void bus?.callBus('AddMatch', 's', encodeString(`type='signal',sender='${NAME}'`));
    return bus;
  };
  return {
    /**
     * Gives the body of a method's return; starts the service only if told to. Failure: the D-Bus error's name,
     * `silent` after the deadline, `gone` without a bus, `unreachable` when this process cannot open the bus's socket.
     */
    call(call: Omit<BusCall, 'destination'>): Promise<Result<Buffer, CallFailure>> {
      const reply = connected()?.call({ autoStart: false, ...call, destination: NAME });
      if (reply === undefined) return Promise.resolve(fail(address === '' ? 'gone' : 'unreachable'));
      return new Promise((resolve) => {
        const late = startDeadline(deadline);
        late.signal.addEventListener('abort', () => resolve(fail('silent')));
        void reply.then((outcome) => {
          late.cancel();
          const isGone = !outcome.ok && outcome.failure === 'gone';
          hasAnswered ||= !isGone;
          resolve(isGone && !canReach ? fail('unreachable') : outcome);
        });
      });
    },
    /** Disconnects for good. */
    close(): void {
      isClosed = true;
      bus?.close();
    },
  };
}
