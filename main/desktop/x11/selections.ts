import { type Atoms, internAtoms } from './atoms.ts';
import { type Display, openDisplay } from './display.ts';
import { MenuClicks } from './menuClicks.ts';
import { programOf } from './program.ts';
import { encodeRequest, kindOf, words } from './wire.ts';

/** `CLIPBOARD` is what Copy fills, `PRIMARY` what is selected. */
export type SelectionName = 'CLIPBOARD' | 'PRIMARY';

/** How long another program may take to answer, milliseconds. */
const PATIENCE = 200;
/** How often an owner is asked before it counts as hung: on a busy machine one that is well may miss the first times. */
const MOST_ASKED = 5;
const NONE = 0;
const PROPERTY_EVENTS = 0x40_0000;
const EVENT = { property: 28, selectionClear: 29, selectionRequest: 30, selectionNotify: 31 };
/** A property's state in an event: it has a new value. */
const NEW_VALUE = 0;
/** Bytes of the longest text that is read, and of the longest part of one. */
const LONGEST = 1_048_576;
/**
 * What takes the place of a secret that another program holds. Clipboard managers answer an empty clipboard with the last
 * text that they took, and parcellite and diodon take no blank, so there must be words.
 */
const REPLACEMENT = 'Cleared by Token Desk';
/**
 * X11's selections, without ever waiting long for a program that does not answer.
 * @see ICCCM §2 "Peer-to-Peer Communication by Means of Selections"
 */
export class Selections {
  readonly #display: Display;
  readonly #atoms: Atoms;
  readonly #window: number;
  readonly #listeners = new Set<(event: Buffer) => void>();
  readonly #menuClicks: MenuClicks;
  /** What this program offers on the clipboard, and since when by the server's clock. */
  #offered: { readonly text: string; readonly since: number; readonly isSecret: boolean } | undefined;
  #reading: Promise<unknown> = Promise.resolve();

  private constructor(display: Display, atoms: Atoms) {
    this.#display = display;
    this.#atoms = atoms;
    this.#window = display.setup.resourceBase;
    this.#menuClicks = new MenuClicks(display, () => this.isAnswering());
    // InputOnly, one pixel, never shown: it stands for this program, and takes the texts that it asks for.
    const { root } = display.setup;
    display.send(encodeRequest(1, 0, this.#window, root, 0, 0x1_0001, 0x2_0000, 0, 0x800, PROPERTY_EVENTS));
  }

  /** The selections of the display that the environment names; undefined when there is none. */
  static async open(env: NodeJS.ProcessEnv): Promise<Selections | undefined> {
    let hear = (_event: Buffer): void => undefined;
    const display = await openDisplay(env, (event) => hear(event));
    if (display === undefined) return undefined;
    const atoms = await internAtoms(display);
    if (atoms === undefined) return undefined;
    const selections = new Selections(display, atoms);
    hear = (event) => selections.#hear(event);
    return selections;
  }

  /** Offers the text on the clipboard alone, a secret marked as one; gives whether other programs get it from here. */
  async offer(text: string, as: 'secret' | 'plain' = 'secret'): Promise<boolean> {
    const since = await this.#now();
    const longest = this.#display.setup.longestRequest - 24;
    if (since === undefined || Buffer.byteLength(text) > longest) return false;
    this.#offered = { text, since, isSecret: as === 'secret' };
    this.#display.send(encodeRequest(22, 0, this.#window, this.#atoms.CLIPBOARD, since));
    const isOurs = (await this.#owner('CLIPBOARD')) === this.#window;
    if (!isOurs) this.#offered = undefined;
    return isOurs;
  }

  /** Takes this text off the clipboard and out of the primary selection. One that another program offers is replaced. */
  async clear(text: string): Promise<void> {
    const now = await this.#now();
    if (now === undefined) return;
    if (this.#offered?.text === text) this.#disown('CLIPBOARD', now);
    else if ((await this.read('CLIPBOARD')) === text) await this.offer(REPLACEMENT);
    if ((await this.read('PRIMARY')) === text) this.#disown('PRIMARY', now);
    // The server answers in order: what was sent before is done.
    await this.#owner('CLIPBOARD');
  }

  /** The name of the program that offers exactly this text, empty when nobody knows it; undefined when none does. */
  async holder(text: string): Promise<string | undefined> {
    for (const selection of ['CLIPBOARD', 'PRIMARY'] as const) {
      const owner = await this.#owner(selection);
      if ((await this.read(selection)) === text) return programOf(this.#display, this.#atoms, owner);
    }
    return undefined;
  }

  /** Empties the primary selection if the program that has this window owns it. */
  async clearSelectionOf(window: number): Promise<void> {
    const now = await this.#now();
    const { resourceMask } = this.#display.setup;
    const owner = await this.#owner('PRIMARY');
    // One connection's resources differ inside the mask alone.
    const isItsOwn = owner !== NONE && (owner | resourceMask) === (window | resourceMask);
    if (!isItsOwn || now === undefined) return;
    this.#disown('PRIMARY', now);
    await this.#owner('PRIMARY');
  }

  /** Lets no right click into the window of a program before the clipboard's owner has answered. */
  guardMenus(window: number): void {
    this.#menuClicks.guard(window);
  }

  /** Whether the clipboard's owner answers what Chromium asks it for a menu: its forms. True when there is none. */
  async isAnswering(): Promise<boolean> {
    for (let asked = 0; asked < MOST_ASKED; asked += 1)
      if ((await this.read('CLIPBOARD', 'TARGETS')) !== undefined) return true;
    return false;
  }

  /** A selection in this form: empty when it has none, undefined when its owner does not answer in time. */
  read(selection: SelectionName, form: 'UTF8_STRING' | 'TARGETS' = 'UTF8_STRING'): Promise<string | undefined> {
    const text = this.#reading.then(() => this.#read(selection, this.#atoms[form]));
    this.#reading = text;
    return text;
  }

  async #read(selection: SelectionName, form: number): Promise<string | undefined> {
    const owner = await this.#owner(selection);
    if (owner === NONE) return '';
    if (owner === this.#window) return this.#offered?.text ?? '';
    const { TOKEN_DESK, INCR } = this.#atoms;
    const asked = await this.#now();
    if (asked === undefined) return undefined;
    // By the time of the question, which it repeats, an answer is told from a late one to an earlier question.
    const answering = this.#next((event) => kindOf(event) === EVENT.selectionNotify && event.readUInt32LE(4) === asked);
    this.#display.send(encodeRequest(24, 0, this.#window, this.#atoms[selection], form, TOKEN_DESK, asked));
    const answer = await answering;
    if (answer === undefined) return undefined;
    if (answer.readUInt32LE(20) === NONE) return '';
    // Each part of a long text is put there when the one before was taken, so it is listened for before that.
    const listen = () => this.#next((event) => this.#isProperty(event, TOKEN_DESK, NEW_VALUE));
    let part = listen();
    const first = await this.#take();
    if (first.type !== INCR) return first.bytes.toString();
    let text: Buffer = Buffer.alloc(0);
    while (text.length <= LONGEST && (await part) !== undefined) {
      part = listen();
      const { bytes } = await this.#take();
      // An empty part is the last one.
      if (bytes.length === 0) return text.toString();
      text = Buffer.concat([text, bytes]);
    }
    return undefined;
  }

  /** Takes what another program has put into our window's property. */
  async #take(): Promise<{ readonly type: number; readonly bytes: Buffer }> {
    const reply = await this.#display.ask(
      encodeRequest(20, 1, this.#window, this.#atoms.TOKEN_DESK, 0, 0, LONGEST / 4),
    );
    if (reply === undefined) return { type: NONE, bytes: Buffer.alloc(0) };
    const length = (reply.readUInt8(1) / 8) * reply.readUInt32LE(16);
    return { type: reply.readUInt32LE(8), bytes: reply.subarray(32, 32 + length) };
  }

  #disown(selection: SelectionName, now: number): void {
    if (selection === 'CLIPBOARD') this.#offered = undefined;
    // With a time: a program that took it meanwhile keeps it.
    this.#display.send(encodeRequest(22, 0, NONE, this.#atoms[selection], now));
  }

  async #owner(selection: SelectionName): Promise<number> {
    const reply = await this.#display.ask(encodeRequest(23, 0, this.#atoms[selection]));
    return reply?.readUInt32LE(8) ?? NONE;
  }

  /** The server's time, which it tells with each change of a property; undefined when it does not answer. */
  async #now(): Promise<number | undefined> {
    const { TIMESTAMP, INTEGER } = this.#atoms;
    const telling = this.#next((event) => this.#isProperty(event, TIMESTAMP, NEW_VALUE));
    this.#display.send(encodeRequest(18, 0, this.#window, TIMESTAMP, INTEGER, 32, 0));
    return (await telling)?.readUInt32LE(12);
  }

  /** The first event that fits; undefined when it takes too long. */
  #next(fits: (event: Buffer) => boolean): Promise<Buffer | undefined> {
    return new Promise((resolve) => {
      const end = (event?: Buffer) => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        resolve(event);
      };
      const listener = (event: Buffer) => {
        if (fits(event)) end(event);
      };
      const timer = setTimeout(end, PATIENCE);
      this.#listeners.add(listener);
    });
  }

  #hear(event: Buffer): void {
    const { CLIPBOARD } = this.#atoms;
    if (kindOf(event) === EVENT.selectionRequest) this.#answer(event);
    const isLost = kindOf(event) === EVENT.selectionClear && event.readUInt32LE(12) === CLIPBOARD;
    // Not when it was taken from us before we took it back. The server's time begins anew after 49 days.
    if (isLost && (event.readUInt32LE(4) - (this.#offered?.since ?? 0)) << 0 > 0) this.#offered = undefined;
    this.#menuClicks.hear(event);
    for (const listener of this.#listeners) listener(event);
  }

  /** Gives another program what it asks for. */
  #answer(event: Buffer): void {
    const [time, , requestor, selection, target, named] = [4, 8, 12, 16, 20, 24].map((at) => event.readUInt32LE(at));
    // A program that names no property is an old one, and means the target's name.
    const property = named || target;
    const given = selection === this.#atoms.CLIPBOARD ? this.#given(target ?? NONE) : undefined;
    if (given !== undefined) {
      const { type, format, bytes } = given;
      const units = bytes.length / (format / 8);
      this.#display.send(encodeRequest(18, 0, requestor ?? 0, property ?? 0, type, format, units, bytes));
    }
    const told = words(
      EVENT.selectionNotify,
      time ?? 0,
      requestor ?? 0,
      selection ?? 0,
      target ?? 0,
      given ? (property ?? 0) : NONE,
      0,
      0,
    );
    this.#display.send(encodeRequest(25, 0, requestor ?? 0, 0, told));
  }

  #given(target: number): { readonly type: number; readonly format: 8 | 32; readonly bytes: Buffer } | undefined {
    const { ATOM, INTEGER, STRING, TARGETS, TIMESTAMP, UTF8_STRING, TEXT, ...names } = this.#atoms;
    const marks = this.#offered?.isSecret ? [names['x-kde-passwordManagerHint']] : [];
    const texts = [UTF8_STRING, names['text/plain;charset=utf-8'], names['text/plain'], TEXT, STRING];
    if (this.#offered === undefined) return undefined;
    const { text, since } = this.#offered;
    if (target === TARGETS) return { type: ATOM, format: 32, bytes: words(TARGETS, TIMESTAMP, ...marks, ...texts) };
    if (target === TIMESTAMP) return { type: INTEGER, format: 32, bytes: words(since) };
    if (marks.includes(target)) return { type: target, format: 8, bytes: Buffer.from('secret') };
    if (!texts.includes(target)) return undefined;
    const type = target === TEXT ? UTF8_STRING : target;
    return { type, format: 8, bytes: Buffer.from(text, type === STRING ? 'latin1' : 'utf8') };
  }

  #isProperty(event: Buffer, atom: number, state: number): boolean {
    return kindOf(event) === EVENT.property && event.readUInt32LE(8) === atom && event.readUInt8(16) === state;
  }
}
