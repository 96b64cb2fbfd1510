import type { WebContents } from 'electron';
import type { TextSize } from '../../../preload/settings.ts';

/** Chromium's zoom levels, 1.2 to their power: from a half to 250 %. Ctrl and the wheel go half a level, as the keys do. */
const LEAST = -4;
const MOST = 5;
const STEP = 0.5;
/** What a text size adds to the person's zoom. Everything grows together, so that a window of any size stays as it was laid out. */
const TEXT_LEVELS: Readonly<Record<TextSize, number>> = { small: -0.5, normal: 0, large: 1 };

type Zoomed = Pick<WebContents, 'zoomLevel' | 'once' | 'on'>;

/** How large the window's page is: by the text size that was chosen, and by the person's own zoom over it. */
export class Zoom {
  #own: number;
  #textSize: TextSize;
  #page: Zoomed | undefined;
  #isShown = false;

  /** @param own the level that the person left */
  constructor(own: number, textSize: TextSize) {
    this.#own = own;
    this.#textSize = textSize;
  }

  /** The person's own level; the menu changes the page's without a word. */
  get own(): number {
    return this.#isShown && this.#page ? this.#page.zoomLevel - TEXT_LEVELS[this.#textSize] : this.#own;
  }

  /** Follows the window's page. */
  attach(page: Zoomed): void {
    this.#page = page;
    // Chromium remembers it too, but loses it when the app ends within seconds.
    page.once('did-navigate', () => {
      this.#set(this.#own);
      this.#isShown = true;
    });
    page.on('zoom-changed', (_event, direction) => this.#set(this.own + (direction === 'in' ? STEP : -STEP)));
  }

  /** Shows the page in another text size. */
  setTextSize(size: TextSize): void {
    const { own } = this;
    this.#textSize = size;
    if (this.#isShown) this.#set(own);
  }

  /** Takes the zoom back, of the window's page or of another. */
  reset(page: Pick<WebContents, 'zoomLevel'>): void {
    if (page === this.#page) this.#set(0);
    else page.zoomLevel = 0;
  }

  #set(own: number): void {
    if (this.#page) this.#page.zoomLevel = Math.min(MOST, Math.max(LEAST, own + TEXT_LEVELS[this.#textSize]));
  }
}
