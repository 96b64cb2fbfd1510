import type { Clipboard } from '../../main/connections/model/ports.ts';
import type { Secret } from '../../main/oauth/secret.ts';
import { type ClosedGate, closedGate, type Gate } from './gate.ts';

/** A clipboard in memory; `text` is its content, which a test may replace as another app would. */
export class FakeClipboard implements Clipboard {
  text = '';
  /** Whether writes succeed. */
  isBroken = false;
  /** A clipboard manager, and how often it brings a text back that was cleared. */
  manager = { name: 'clipman', insists: 0 };
  #gate: ClosedGate | undefined;

  /** The next write waits at the gate before it is done. */
  hold(): Gate {
    this.#gate = closedGate();
    return this.#gate;
  }

  async write(secret: Secret): Promise<boolean> {
    const gate = this.#gate;
    this.#gate = undefined;
    await gate?.pass();
    if (this.isBroken) return false;
    this.text = secret.reveal();
    return true;
  }

  async writePlain(text: string): Promise<boolean> {
    if (!this.isBroken) this.text = text;
    return !this.isBroken;
  }

  async clear(secret: Secret): Promise<void> {
    if (this.text !== secret.reveal()) return;
    if (this.manager.insists > 0) this.manager.insists -= 1;
    else this.text = '';
  }

  async holder(secret: Secret): Promise<string | undefined> {
    return this.text === secret.reveal() ? this.manager.name : undefined;
  }
}
