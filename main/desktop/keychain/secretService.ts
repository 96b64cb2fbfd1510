import type { KeychainFailure, KeychainFault } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { CallFailure } from '../dbus/connection.ts';
import { type BusMessage, encodeString, readString } from '../dbus/message.ts';
import { aborted, startDeadline } from '../system/deadline.ts';
import { KeyringPrompt } from './keyringPrompt.ts';
import { encodeItemSearch, type FoundItems, readFoundItems } from './secretItems.ts';
import { SERVICE, type SecretServiceBus, secretServiceBus } from './secretServiceBus.ts';

/** `unknown`: this process cannot reach the bus, or the reply says neither open nor locked. */
export type KeyringStatus = Result<'open' | 'unknown', KeychainFailure>;
/** `asks`: the keyring is open, and the person is asked before this item is given; KeePassXC asks each new client so. */
type ItemStatus = Result<'none' | 'open' | 'asks' | 'unknown', KeychainFailure>;

interface Listeners {
  /** The status differs from the last check, whoever made that. */
  readonly onChange: () => void;
  /** Another process provides the service now, or none: sessions with the one before are void. */
  readonly onOwner: () => void;
  /** The desktop's dialog for a keyring's password is on the screen, or is gone. */
  readonly onQuestion: (isOpen: boolean) => void;
}

/** For a reply that waits for no person, milliseconds. */
const DEADLINE = 5_000;
/** How often the status is checked while the keyring is not open, milliseconds: some services do not announce an unlock. */
const PERIOD = 5_000;
/** A wallet that is open needs no person for that, milliseconds. */
const LONGEST_OPENING = 500;
/** No process provides the service, and the bus can start none. */
const NO_SERVICE = /\.(ServiceUnknown|NameHasNoOwner|Spawn\.\w+)$/;
/** A policy of the bus, or AppArmor's, does not let the call through. */
const BLOCKED = /\.(AccessDenied|AuthFailed)$/;
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
  readonly #isConfined: boolean;
  #hasBeenThere = false;
  /** Why the last `unlock` opened nothing, until it is open. */
  #refusal: 'denied' | 'nobody-asks' | undefined;
  #isClosed = false;
  #lastStatus = '';
  #timer: NodeJS.Timeout | undefined;
  #unlocking: Promise<KeyringStatus> | undefined;
  /** The opening of a keyring for this program that the person has opened already: once, until it is open or locked anew. */
  #opening: Promise<unknown> | undefined;
  /** Items found in another keyring that was locked: the next `unlock` includes them. */
  #lockedItems: readonly string[] = [];

  /**
   * @param address as in `DBUS_SESSION_BUS_ADDRESS`; empty when there is no bus
   * @param isConfined whether the app runs in a sandbox, which hides services that it may not use
   */
  constructor(address: string, listeners: Listeners, isConfined = false, deadline = DEADLINE) {
    this.#listeners = listeners;
    this.#isConfined = isConfined;
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
    this.#lastStatus = JSON.stringify(status);
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
        const isKeyringLocked = await this.#bus.isLocked(keyringOf(item));
        if (isKeyringLocked.ok && isKeyringLocked.value === false) continue;
        this.#lockedItems = locked;
        return fail({ code: 'keychain-locked' });
      }
      return ok(open.length > 0 ? 'open' : locked.length > 0 ? 'asks' : 'none');
    } catch {
      // An invalid reply.
      return ok('unknown');
    }
  }

  /** Whether a question of the service is on the screen, now that a call about this item takes its time. */
  async isAsking(service: string, account: string): Promise<boolean> {
    if (await this.#bus.hasPrompts()) return true;
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
      this.#opening = undefined;
      this.#listeners.onOwner();
    }
    if (CHANGES.includes(signal.member)) void this.checkStatus();
    if (signal.member === 'Completed') this.#prompt.complete(signal);
  }

  async #unlock(): Promise<KeyringStatus> {
    // One prompt at a time.
    await this.#opening;
    const keyring = await this.#readDefaultKeyring(true);
    if (keyring.ok) {
      const isLocked = keyring.value === '/' ? undefined : await this.#bus.isLocked(keyring.value);
      const isThere = isLocked !== undefined && !(isLocked.ok && isLocked.value === 'missing');
      const items = this.#lockedItems;
      this.#lockedItems = [];
      const refused = await this.#prompt.unlock(isThere ? keyring.value : '/', items);
      this.#refusal = refused === 'at-once' && !(await this.#bus.hasPrompter()) ? 'nobody-asks' : refused && 'denied';
    }
    return this.checkStatus();
  }

  async #readStatus(): Promise<KeyringStatus> {
    const keyring = await this.#readDefaultKeyring(!this.#hasBeenThere && this.#lastStatus === '');
    if (!keyring.ok) return this.#statusAfter(keyring.failure);
    const denied = this.#refusal === 'denied' ? fail({ code: 'keychain-denied' } as const) : undefined;
    if (keyring.value === '/') return denied ?? unusable(this.#refusal ? 'cannot-set-up' : 'no-keyring');
    const isLocked = await this.#bus.isLocked(keyring.value);
    if (!isLocked.ok) return this.#statusAfter(isLocked.failure);
    if (isLocked.value === 'missing') return unusable('keyring-missing');
    if (isLocked.value === undefined) return ok('unknown');
    if (isLocked.value && (await this.#isOpenNow(keyring.value))) return this.#readStatus();
    if (isLocked.value) return denied ?? (this.#refusal ? unusable('nobody-asks') : fail({ code: 'keychain-locked' }));
    this.#refusal = undefined;
    this.#opening = undefined;
    return ok('open');
  }

  /** KWallet calls a wallet locked until somebody unlocks it here, also one that the login opened: then it asks nobody. */
  async #isOpenNow(keyring: string): Promise<boolean> {
    if (!(await this.#bus.isOpenWallet(keyring))) this.#opening = undefined;
    else if (this.#opening === undefined && this.#unlocking === undefined) {
      this.#opening = this.#prompt.unlock(keyring, []);
      const isLate = startDeadline(LONGEST_OPENING);
      const isDone = await Promise.race([this.#opening, aborted(isLate.signal)]).then(
        () => true,
        () => false,
      );
      isLate.cancel();
      return isDone;
    }
    return false;
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
    if (BLOCKED.test(failure)) return unusable('blocked');
    if (failure !== 'gone' && !NO_SERVICE.test(failure)) return ok('unknown');
    // It answered a while ago, so it has stopped; to report that there is none would be wrong.
    if (this.#hasBeenThere) return fail({ code: 'keychain-silent' });
    if (this.#isConfined) return unusable('blocked');
    const reason = failure === 'gone' ? 'no session bus' : 'no Secret Service';
    return fail({ code: 'keychain-unavailable', reason });
  }
}

function unusable(reason: KeychainFault): Result<never, KeychainFailure> {
  return fail({ code: 'keychain-unusable', reason });
}

/** The path of an item's keyring. */
function keyringOf(item: string): string {
  return item.slice(0, item.lastIndexOf('/'));
}
