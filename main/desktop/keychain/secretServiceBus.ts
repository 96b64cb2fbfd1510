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

/** Calls to the Secret Service, each with a deadline, over a connection that the next call opens again when it has ended. */
export class SecretServiceBus {
  readonly #address: string;
  readonly #deadline: number;
  readonly #listeners: Listeners;
  #bus: Bus | undefined;
  #hasAnswered = false;
  #isReachable = true;
  #isClosed = false;

  /** @param deadline for each call, milliseconds */
  constructor(address: string, deadline: number, listeners: Listeners) {
    this.#address = address;
    this.#deadline = deadline;
    this.#listeners = listeners;
  }

  /**
   * Gives the body of a method's return; starts the service only if the call says so. Failure: the D-Bus error's name,
   * `silent` after the deadline, `gone` without a bus, `unreachable` when this process cannot open the bus's socket.
   */
  call(call: Omit<BusCall, 'destination'>): Promise<Result<Buffer, CallFailure>> {
    const reply = this.#connected()?.call({ autoStart: false, ...call, destination: NAME });
    if (reply === undefined) return Promise.resolve(fail(this.#address === '' ? 'gone' : 'unreachable'));
    return new Promise((resolve) => {
      const deadline = startDeadline(this.#deadline);
      deadline.signal.addEventListener('abort', () => resolve(fail('silent')));
      void reply.then((outcome) => {
        deadline.cancel();
        const isGone = !outcome.ok && outcome.failure === 'gone';
        this.#hasAnswered ||= !isGone;
        resolve(isGone && !this.#isReachable ? fail('unreachable') : outcome);
      });
    });
  }

  /** Disconnects for good. */
  close(): void {
    this.#isClosed = true;
    this.#bus?.close();
  }

  #connected(): Bus | undefined {
    if (this.#bus !== undefined || this.#isClosed) return this.#bus;
    this.#bus = connectBus(this.#address, {
      onSignal: this.#listeners.onSignal,
      onClose: (isReachable) => {
        const hadAnswered = this.#hasAnswered;
        this.#isReachable = isReachable;
        this.#bus = undefined;
        this.#hasAnswered = false;
        this.#listeners.onClose(hadAnswered);
      },
    });
    void this.#bus?.callBus('AddMatch', 's', encodeString(nameOwnerMatchRule(NAME)));
    void this.#bus?.callBus('AddMatch', 's', encodeString(`type='signal',sender='${NAME}'`));
    return this.#bus;
  }
}
