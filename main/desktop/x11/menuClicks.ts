import type { Display } from './display.ts';
import { encodeRequest } from './wire.ts';

const RIGHT_BUTTON = 3;
const ANY_MODIFIER = 0x8000;
const INPUT_ONLY = 2;
/** The longest side that a window may have: what is outside its parent is cut off. */
const WHOLE = 0x7fff;
/** The press alone, with the pointer's events held back until `AllowEvents`, and the keyboard's not. */
const HELD_PRESS = 0x0100_0004;
const SUBSTRUCTURE_EVENTS = 0x8_0000;
const EVENT = { buttonPress: 4, mapNotify: 19 };
const ALLOW = { dropped: 0, asIfUnheld: 2 };

/**
 * Holds each press of the right button in guarded windows back in the X server, and lets it go on to the window's own
 * program once the clipboard's owner has answered: Chromium asks it for the menu, and waits. A press under a silent owner
 * is dropped.
 * @see X Window System Protocol, "GrabButton", "AllowEvents"
 */
export class MenuClicks {
  readonly #display: Display;
  readonly #isAnswering: () => Promise<boolean>;
  /** The window that lies over each guarded one. */
  readonly #covers = new Map<number, number>();

  constructor(display: Display, isAnswering: () => Promise<boolean>) {
    this.#display = display;
    this.#isAnswering = isAnswering;
  }

  /**
   * Guards a window of any program until it is destroyed. Not by a grab on the window itself, where window managers have
   * theirs and one would end the other, but on an invisible one inside it, whose other events pass on to it.
   */
  guard(window: number): void {
    const { resourceBase } = this.#display.setup;
    const cover = resourceBase + this.#covers.size + 1;
    this.#covers.set(window, cover);
    const size = WHOLE | (WHOLE << 16);
    this.#display.send(encodeRequest(1, 0, cover, window, 0, size, INPUT_ONLY << 16, 0, 0));
    const button = (RIGHT_BUTTON | (ANY_MODIFIER << 16)) >>> 0;
    this.#display.send(encodeRequest(28, 0, cover, HELD_PRESS, 0, 0, button));
    this.#display.send(encodeRequest(2, 0, window, 0x800, SUBSTRUCTURE_EVENTS));
    this.#display.send(encodeRequest(8, 0, cover));
  }

  /** Takes each event of the display. */
  hear(event: Buffer): void {
    const kind = event.readUInt8(0);
    if (kind === EVENT.buttonPress) void this.#decide(event.readUInt32LE(4));
    if (kind !== EVENT.mapNotify) return;
    // Chromium draws into windows that it adds inside its own: the cover goes on top again.
    const cover = this.#covers.get(event.readUInt32LE(4));
    if (cover !== undefined && event.readUInt32LE(8) !== cover)
      this.#display.send(encodeRequest(12, 0, cover, 0x40, 0));
  }

  async #decide(time: number): Promise<void> {
    const mode = (await this.#isAnswering()) ? ALLOW.asIfUnheld : ALLOW.dropped;
    this.#display.send(encodeRequest(35, mode, time));
  }
}
