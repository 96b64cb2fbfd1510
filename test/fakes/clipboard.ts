import type { Clipboard } from '../../main/connections/ports.ts';
import type { Secret } from '../../main/oauth/secret.ts';

/** A clipboard that anyone may write to; `text` is what is on it. */
export class FakeClipboard implements Clipboard {
  text = '';
  /** Whether it takes what is written. */
  isBroken = false;

  async write(secret: Secret): Promise<boolean> {
    if (this.isBroken) return false;
    this.text = secret.reveal();
    return true;
  }

  async clear(secret: Secret): Promise<void> {
    if (this.text === secret.reveal()) this.text = '';
  }
}
