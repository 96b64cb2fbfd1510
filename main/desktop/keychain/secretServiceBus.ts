import { fail, ok, type Result } from '../../result.ts';
import { type Bus, type CallFailure, connectBus } from '../dbus/connection.ts';
import { type BusCall, type BusMessage, concatAligned, encodeString, readString } from '../dbus/message.ts';
import { nameOwnerMatchRule } from '../dbus/nameOwner.ts';
import { startDeadline } from '../system/deadline.ts';

const NAME = 'org.freedesktop.secrets';
/** What asks for passwords for gnome-keyring. */
const PROMPTER = 'org.gnome.keyring.SystemPrompter';
/** An object that does not exist, as services say it. */
const NO_OBJECT = /\.(UnknownObject|UnknownMethod|UnknownInterface|NoSuchObject)$/;
/** The service's own object. */
export const SERVICE = { path: '/org/freedesktop/secrets', interface: 'org.freedesktop.Secret.Service' };

/** Asks for a property of a keyring. */
const readProperty = (name: string) => ({
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  signature: 'ss',
  body: concatAligned(4, ['org.freedesktop.Secret.Collection', name].map(encodeString)),
});
const IS_LOCKED = readProperty('Locked');
/** KDE's own door to the wallets that it shows as keyrings, of Plasma 6 and 5. */
const KWALLETS = [6, 5].map((version) => ({
  destination: `org.kde.kwalletd${version}`,
  path: `/modules/kwalletd${version}`,
  interface: 'org.kde.KWallet',
}));
/** Which objects stand below this path, in XML: the service's open prompts. @see D-Bus Specification, "Introspection Data Format" */
const PROMPTS = {
  path: `${SERVICE.path}/prompt`,
  interface: 'org.freedesktop.DBus.Introspectable',
  member: 'Introspect',
};

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
  const service = {
    /**
     * Gives the body of a method's return; starts the service only if told to. Failure: the D-Bus error's name,
     * `silent` after the deadline, `gone` without a bus, `unreachable` when this process cannot open the bus's socket.
     */
    call(call: Omit<BusCall, 'destination'> & Partial<BusCall>): Promise<Result<Buffer, CallFailure>> {
      const reply = connected()?.call({ destination: NAME, autoStart: false, ...call });
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
    /** Whether a keyring is locked; undefined when the reply does not say. */
    async isLocked(path: string): Promise<Result<boolean | 'missing' | undefined, CallFailure>> {
      const ask = () => service.call({ ...IS_LOCKED, path });
      const first = await ask();
      // gnome-keyring may be hasty with a new client: see `readDefaultKeyring` of secretService.ts.
      const reply = !first.ok && NO_OBJECT.test(first.failure) ? await ask() : first;
      if (!reply.ok) return NO_OBJECT.test(reply.failure) ? ok('missing') : reply;
      // A variant: its signature takes three bytes, and the boolean starts at four.
      return ok(reply.value.length === 8 ? reply.value.readUInt32LE(4) === 1 : undefined);
    },
    /** Whether a keyring is a wallet of KDE's that is open, whatever the service says of it. */
    async isOpenWallet(path: string): Promise<boolean> {
      const label = await service.call({ ...readProperty('Label'), path });
      if (!label.ok) return false;
      // A variant: its signature takes three bytes, and the text starts at four. A wallet's label is its name.
      const body = encodeString(readString(label.value, 4));
      for (const kwallet of KWALLETS) {
        const reply = await service.call({ ...kwallet, member: 'isOpen', signature: 's', body });
        if (reply.ok) return reply.value.length === 4 && reply.value.readUInt32LE(0) === 1;
      }
      return false;
    },
    /** Whether the service has prompts for anybody, which may be on the screen. */
    async hasPrompts(): Promise<boolean> {
      const reply = await service.call(PROMPTS);
      return reply.ok && reply.value.length > 4 && /<node name=/.test(readString(reply.value));
    },
    /** Whether a program is there, or would be started, that asks for passwords for gnome-keyring. */
    async hasPrompter(): Promise<boolean> {
      const isOwned = await connected()?.callBus('NameHasOwner', 's', encodeString(PROMPTER));
      if (isOwned?.ok && isOwned.value.length === 4 && isOwned.value.readUInt32LE(0) === 1) return true;
      const startable = await connected()?.callBus('ListActivatableNames');
      return startable?.ok === true && startable.value.includes(`${PROMPTER}\0`);
    },
    /** Disconnects for good. */
    close(): void {
      isClosed = true;
      bus?.close();
    },
  };
  return service;
}
