import {
  aligned,
  type BusMessage,
  concatAligned,
  encodeDictionary,
  encodeSignature,
  encodeString,
  encodeStringArray,
  readString,
} from '../dbus/message.ts';
import { SERVICE, type SecretServiceBus } from './secretServiceBus.ts';

const PROMPT = 'org.freedesktop.Secret.Prompt';
/** A person needs longer to see a dialog and close it, milliseconds. */
const QUICKEST = 500;
const LABEL = 'org.freedesktop.Secret.Collection.Label';

/** The desktop's dialog for a keyring's password. @see Secret Service API Draft, "Prompts and Prompting" */
export class KeyringPrompt {
  readonly #bus: SecretServiceBus;
  readonly #onQuestion: (isOpen: boolean) => void;
  #onCompleted: ((prompt: string, isDismissed: boolean) => void) | undefined;

  /** @param onQuestion called when the dialog is on the screen, and when it is gone */
  constructor(bus: SecretServiceBus, onQuestion: (isOpen: boolean) => void) {
    this.#bus = bus;
    this.#onQuestion = onQuestion;
  }

  /**
   * Unlocks a keyring and those of these items, or makes a first keyring when the path is `/`; may ask the person for a
   * password. Throws a `RangeError` at an invalid reply. Gives whether the dialog was dismissed or could not be shown:
   * `at-once` when no person could have been that quick.
   */
  async unlock(keyring: string, items: readonly string[]): Promise<'dismissed' | 'at-once' | undefined> {
    const isFirst = keyring === '/';
    const act = isFirst
      ? { member: 'CreateCollection', signature: 'a{sv}s', body: encodeFirstKeyring() }
      : { member: 'Unlock', signature: 'ao', body: encodeStringArray([keyring, ...items]) };
    const reply = await this.#bus.call({ ...SERVICE, ...act });
    const prompt = reply.ok ? readPrompt(reply.value, isFirst) : '/';
    if (prompt === '/') return undefined;
    const asked = performance.now();
    if (!(await this.#show(prompt))) return undefined;
    return performance.now() - asked < QUICKEST ? 'at-once' : 'dismissed';
  }

  /** Takes note of a `Completed` signal, whose path names the prompt. */
  complete({ path, body }: BusMessage): void {
    if (body.length >= 4) this.#onCompleted?.(path, body.readUInt32LE(0) === 1);
  }

  /** Counts an open prompt as dismissed: the service that showed it is gone. */
  cancel(): void {
    this.#onCompleted?.('', true);
  }

  async #show(prompt: string): Promise<boolean> {
    const completed = new Promise<boolean>((resolve) => {
      this.#onCompleted = (path, isDismissed) => {
        if (path === prompt || path === '') resolve(isDismissed);
      };
    });
    const body = encodeString('');
    const shown = await this.#bus.call({ path: prompt, interface: PROMPT, member: 'Prompt', signature: 's', body });
    if (!shown.ok) return true;
    this.#onQuestion(true);
    return completed.finally(() => this.#onQuestion(false));
  }
}

/** The prompt's path, after the new keyring's path or the array of what needed no prompt; `/` when nobody is asked. */
function readPrompt(body: Buffer, followsPath: boolean): string {
  return readString(body, aligned(4 + body.readUInt32LE(0) + (followsPath ? 1 : 0), 4));
}

/** The properties of a first keyring, only its label, and the alias by which every program finds it. */
function encodeFirstKeyring(): Buffer {
  const label = Buffer.concat([encodeString(LABEL), encodeSignature('s')]);
  const properties = encodeDictionary([concatAligned(4, [label, encodeString('Default keyring')])]);
  return concatAligned(4, [properties, encodeString('default')]);
}
