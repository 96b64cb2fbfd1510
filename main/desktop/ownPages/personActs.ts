import type { InputEvent, WebContents } from 'electron';
import type { Clock } from '../../connections/model/ports.ts';

/** From the press of a key or button until the page has asked for what it means, milliseconds. */
const LONGEST = 2_000;
/** The keys that press a button, submit a form, or leave a question. */
const KEYS: readonly string[] = ['Enter', ' ', 'Escape'];
/** The keys that choose another value in a field that lists some: one press each, also while they are held down. */
const CHOOSING = /^(?:Arrow(?:Up|Down|Left|Right)|Home|End|PageUp|PageDown|\d)$/;
/** Presses of those keys that may wait for their requests; nobody presses more within the time. */
const MOST_CHOSEN = 20;
/** Held with Ctrl or Command it copies the token of a row. */
const COPY_KEY = 'c';
/** The keys that choose something with Control, on macOS with Command: by their place, as a layout may have other signs there. */
const HELD_KEYS = /^(?:Digit|Numpad)[1-9]$/;
/** As Electron and Chromium call Control and Command. */
const HOLDING: readonly string[] = ['control', 'ctrl', 'meta', 'command', 'cmd'];
/** Of a keyboard, and of whoever drives the page from outside (Electron's own `sendInputEvent`, a debugger). */
const KEY_DOWN: readonly string[] = ['rawKeyDown', 'keyDown'];
const POINTERS: readonly string[] = ['mouseUp', 'touchEnd', 'gestureTap'];

/** What a person did in a page. */
export interface PersonActs {
  /**
   * Whether the person pressed something a moment ago; each press counts once. For a `choice` each press of a key that
   * chooses a value counts as well, which is too little for any other act.
   */
  readonly take: (act?: 'choice') => boolean;
  /** Counts what the person chose in the app's own menu as a press. */
  readonly press: () => void;
  /** Runs what makes input for the page by itself: none of it counts. */
  readonly passOver: (act: () => void) => void;
  /** Calls `listener` with each press. */
  readonly onAct: (listener: () => void) => void;
}

/**
 * Watches what a person presses in a page. The events are raised on the input's way to the page, by Chromium's browser
 * process: whatever runs in the page's process, they cannot be made there.
 */
export function watchPersonActs(contents: WebContents, clock: Pick<Clock, 'uptime'>): PersonActs {
  let pressedAt: number | undefined;
  let chosenAt: readonly number[] = [];
  let isPassedOver = false;
  let listener: () => void = () => undefined;
  const press = () => {
    pressedAt = clock.uptime();
    listener();
  };
  const isRecent = (at: number) => clock.uptime() - at <= LONGEST;
  const takeChoice = () => {
    const [first, ...others] = chosenAt.filter(isRecent);
    chosenAt = others;
    return first !== undefined;
  };
  contents.on('input-event', (_event, input) => {
    if (isPassedOver) return;
    if (POINTERS.includes(input.type)) press();
    if (KEY_DOWN.includes(input.type) && isChoosing(input))
      chosenAt = [...chosenAt, clock.uptime()].slice(-MOST_CHOSEN);
    if (!isOurKey(input)) return;
    const isRepeated = input.modifiers?.some((name) => name.toLowerCase() === 'isautorepeat');
    if (KEY_DOWN.includes(input.type) && isRepeated !== true) press();
    // Some controls act when the key is let go, however long it was held.
    if (input.type === 'keyUp' && pressedAt !== undefined) pressedAt = clock.uptime();
  });
  return {
    take: (act) => {
      if (act === 'choice' && takeChoice()) return true;
      const isPressed = pressedAt !== undefined && isRecent(pressedAt);
      pressedAt = undefined;
      return isPressed;
    },
    press,
    passOver: (act) => {
      isPassedOver = true;
      try {
        act();
      } finally {
        isPassedOver = false;
      }
    },
    onAct: (heard) => {
      listener = heard;
    },
  };
}

function isChoosing(input: InputEvent): boolean {
  const key: unknown = Reflect.get(input, 'key');
  return typeof key === 'string' && CHOOSING.test(key) && !isHolding(input);
}

function isHolding({ modifiers = [] }: InputEvent, names = HOLDING): boolean {
  return modifiers.some((name) => names.includes(name.toLowerCase()));
}

/** Electron tells the key as well, though its types do not. */
function isOurKey(input: InputEvent): boolean {
  const [key, code]: readonly unknown[] = [Reflect.get(input, 'key'), Reflect.get(input, 'code')];
  if (typeof key !== 'string') return false;
  if (KEYS.includes(key)) return true;
  // With Shift it is the menu's, which counts by itself.
  if (!isHolding(input) || isHolding(input, ['shift'])) return false;
  return key.toLowerCase() === COPY_KEY || (typeof code === 'string' && HELD_KEYS.test(code));
}
