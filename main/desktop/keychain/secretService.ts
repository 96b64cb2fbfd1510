import type { KeychainFailure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { CallFailure } from '../dbus/connection.ts';
import { type BusMessage, concatAligned, encodeString, readString } from '../dbus/message.ts';
import { KeyringPrompt } from './keyringPrompt.ts';
import { encodeItemSearch, type FoundItems, readFoundItems } from './secretItems.ts';
import { SERVICE, type SecretServiceBus, secretServiceBus } from './secretServiceBus.ts';

/** `unknown`: this process cannot reach the bus, or the reply says neither open nor locked. */
export type KeyringStatus = Result<'open' | 'unknown', KeychainFailure>;
/** `asks`: the keyring is open, and the person is asked before this item is given; KeePassXC asks each new client so. */
type ItemStatus = Result<'open' | 'asks' | 'unknown', KeychainFailure>;

interface Listeners {
  /** The status differs from the last check, whoever made that. */
  readonly onChange: () => void;
  /** Another process provides the service now, or none: sessions with the one before are void. */
  readonly onOwner: () => void;
  /** The desktop's dialog for a keyring's password is on the screen, or is gone. */
  readonly onQuestion: (isOpen: boolean) => void;
}

const IS_LOCKED = {
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  signature: 'ss',
  body: concatAligned(4, ['org.freedesktop.Secret.Collection', 'Locked'].map(encodeString)),
};
/** Which objects stand below this path, in XML: the service's open prompts. @see D-Bus Specification, "Introspection Data Format" */
const PROMPTS = {
  path: `${SERVICE.path}/prompt`,
  interface: 'org.freedesktop.DBus.Introspectable',
  member: 'Introspect',
};
/** For a reply that waits for no person, milliseconds. */
const DEADLINE = 5_000;
/** How often the status is checked while the keyring is not open, milliseconds: some services do not announce an unlock. */
const PERIOD = 5_000;
/** No process provides the service, and the bus can start none. */
const NO_SERVICE = /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/;
/** Signals after which the status may have changed. */
const CHANGES: readonly string[] = ['NameOwnerChanged', 'CollectionChanged', 'PropertiesChanged'];

/**
 * The Secret Service of a Linux desktop: gnome-keyring, KWallet, KeePassXC. Only `unlock` ever shows a dialog.
 * @see Secret Service API Draft, "Locking and Unlocking"
 */
export class SecretService {
  readonly #bus: SecretServiceBus;
  readonly #prompt: KeyringPrompt;
  readonly #listeners: Listeners;
  #hasBeenThere = false;
  #isDenied = false;
  #isClosed = false;
  #lastStatus = '';
  #timer: NodeJS.Timeout | undefined;
  #unlocking: Promise<KeyringStatus> | undefined;
  /** Items found in another keyring that was locked: the next `unlock` includes them. */
  #lockedItems: readonly string[] = [];

  /** @param address as in `DBUS_SESSION_BUS_ADDRESS`; empty when there is no bus */
  constructor(address: string, listeners: Listeners, deadline = DEADLINE) {
    this.#listeners = listeners;
    this.#bus = secretServiceBus(address, deadline, {
      onSignal: (signal) => this.#hear(signal),
      onClose: (hadAnswered) => {
        this.#prompt.cancel();
        // The end of a connection that never answered is no news.
        if (!hadAnswered || this.#isClosed) return;
        listeners.onOwner();
        void this.checkStatus();
      },
    });
    this.#prompt = new KeyringPrompt(this.#bus, listeners.onQuestion);
  }

  /** Whether the keyring for new secrets is open; shows no dialog. */
  async checkStatus(): Promise<KeyringStatus> {
    const status = await this.#readStatus().catch((): KeyringStatus => ok('unknown'));
    const before = this.#lastStatus;
    this.#lastStatus = status.ok ? status.value : status.failure.code;
    clearTimeout(this.#timer);
    if (this.#isClosed) return status;
    if (!status.ok) this.#timer = setTimeout(() => void this.checkStatus(), PERIOD);
    if (before !== '' && before !== this.#lastStatus) this.#listeners.onChange();
    return status;
  }

  /** How an item of keytar's stands, which may lie in another keyring than the one for new secrets; shows no dialog. */
  async checkItem(service: string, account: string): Promise<ItemStatus> {
    try {
      const found = await this.#search(service, account);
      if (!found.ok) return this.#statusAfter(found.failure);
      const { open, locked } = found.value;
      for (const item of locked) {
        const isKeyringLocked = await this.#isLocked(keyringOf(item));
        if (isKeyringLocked.ok && isKeyringLocked.value === false) continue;
        this.#lockedItems = locked;
        return fail({ code: 'keychain-locked' });
      }
      return ok(open.length === 0 && locked.length > 0 ? 'asks' : 'open');
    } catch {
      // An invalid reply.
      return ok('unknown');
    }
  }

  /** Whether a question of the service is on the screen, now that a call about this item takes its time. */
  async isAsking(service: string, account: string): Promise<boolean> {
    const reply = await this.#bus.call(PROMPTS);
    if (reply.ok && hasChildren(reply.value)) return true;
    const item = await this.checkItem(service, account);
    return item.ok && item.value === 'asks';
  }

  /** Deletes an item of keytar's from other keyrings when the keyring for new secrets has it too: keytar may find those first. */
  async deleteDuplicates(service: string, account: string): Promise<void> {
    try {
      const keyring = await this.#readDefaultKeyring(false);
      const found = await this.#search(service, account);
      if (!keyring.ok || !found.ok) return;
      const { open } = found.value;
      const isInDefault = (item: string) => item.startsWith(`${keyring.value}/`);
      // Without one there, the others are all there is.
      if (!open.some(isInDefault)) return;
      for (const path of open.filter((item) => !isInDefault(item))) {
        await this.#bus.call({ path, interface: 'org.freedesktop.Secret.Item', member: 'Delete' });
      }
    } catch {
      // An invalid reply: the duplicate stays, and the write that it hides fails.
    }
  }

  /** Has the desktop ask the person for the keyring's password, or for one for a first keyring; one dialog at a time. */
  unlock(): Promise<KeyringStatus> {
    this.#unlocking ??= this.#unlock()
      // An invalid reply: all that can be given is the status.
      .catch(() => this.checkStatus())
      .finally(() => {
        this.#unlocking = undefined;
      });
    return this.#unlocking;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#bus.close();
  }

  #hear(signal: BusMessage): void {
    if (signal.member === 'NameOwnerChanged') {
      this.#prompt.cancel();
      this.#listeners.onOwner();
    }
    if (CHANGES.includes(signal.member)) void this.checkStatus();
    if (signal.member === 'Completed') this.#prompt.complete(signal);
  }

  async #unlock(): Promise<KeyringStatus> {
    const keyring = await this.#readDefaultKeyring(true);
    if (keyring.ok) {
      const items = this.#lockedItems;
      this.#lockedItems = [];
      this.#isDenied = await this.#prompt.unlock(keyring.value, items);
    }
    return this.checkStatus();
  }

  async #readStatus(): Promise<KeyringStatus> {
    const keyring = await this.#readDefaultKeyring(!this.#hasBeenThere && this.#lastStatus === '');
    if (!keyring.ok) return this.#statusAfter(keyring.failure);
    const locked = fail({ code: this.#isDenied ? 'keychain-denied' : 'keychain-locked' } as const);
    if (keyring.value === '/') return locked;
    const isLocked = await this.#isLocked(keyring.value);
    if (!isLocked.ok) return this.#statusAfter(isLocked.failure);
    if (isLocked.value === undefined) return ok('unknown');
    if (isLocked.value) return locked;
    this.#isDenied = false;
    return ok('open');
  }

  /** Whether a keyring is locked; undefined when the reply does not say. */
  async #isLocked(path: string): Promise<Result<boolean | undefined, CallFailure>> {
    const reply = await this.#bus.call({ ...IS_LOCKED, path });
    if (!reply.ok) return reply;
    // A variant: its signature takes three bytes, and the boolean starts at four.
    return ok(reply.value.length === 8 ? reply.value.readUInt32LE(4) === 1 : undefined);
  }

  /** The path of the keyring for new secrets; `/` when nobody has made one. */
  async #readDefaultKeyring(autoStart: boolean): Promise<Result<string, CallFailure>> {
    const body = encodeString('default');
    const read = () => this.#bus.call({ ...SERVICE, member: 'ReadAlias', signature: 's', body, autoStart });
    const first = await read();
    // While other clients come and go, gnome-keyring now and then answers the first call of a new one so: 45 of 45,636.
    const isHasty = first.ok ? readString(first.value) === '/' : first.failure.endsWith('.UnknownMethod');
    const reply = isHasty ? await read() : first;
    if (!reply.ok) return reply;
    this.#hasBeenThere = true;
    return ok(readString(reply.value));
  }

  async #search(service: string, account: string): Promise<Result<FoundItems, CallFailure>> {
    const body = encodeItemSearch(service, account);
    const reply = await this.#bus.call({ ...SERVICE, member: 'SearchItems', signature: 'a{ss}', body });
    return reply.ok ? ok(readFoundItems(reply.value)) : reply;
  }

  #statusAfter(failure: CallFailure): KeyringStatus {
    if (failure === 'silent' || failure.endsWith('.NoReply')) return fail({ code: 'keychain-silent' });
    if (failure !== 'gone' && !NO_SERVICE.test(failure)) return ok('unknown');
    // It answered a while ago, so it has stopped; to report that there is none would be wrong.
    if (this.#hasBeenThere) return fail({ code: 'keychain-silent' });
    const reason = failure === 'gone' ? 'no session bus' : 'no Secret Service';
    return fail({ code: 'keychain-unavailable', reason });
  }
}

/** The path of an item's keyring. */
function keyringOf(item: string): string {
  return item.slice(0, item.lastIndexOf('/'));
}

function hasChildren(introspection: Buffer): boolean {
  return introspection.length > 4 && /<node name=/.test(readString(introspection));
}
