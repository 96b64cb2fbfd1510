import { describe, expect, it, vi } from 'vitest';
import { joinMenu } from '../../main/menuPart.ts';
import { fail, ok } from '../../main/result.ts';
import type { Act } from '../../preload/shared/acts.ts';

// Electron is no library outside its own process.
vi.mock('electron', () => ({ app: {}, Menu: {}, ipcMain: {} }));

/** The menu beside a window that is seen or not; `happened` in order. */
function joined(isVisible = true) {
  const happened: string[] = [];
  let listener: (act: Act, from: object | undefined) => void = () => undefined;
  const webContents = {
    send: (notice: string, act: string) => void happened.push(`${notice} ${act}`),
    zoomFactor: 1.5,
    sendInputEvent: (event: object) => void happened.push(JSON.stringify(event)),
  };
  const window = { webContents, isVisible: () => isVisible, isMinimized: () => false, isDestroyed: () => false };
  const menu = {
    offer: (acts: readonly Act[]) => void happened.push(`offer ${acts}`),
    onAct: (heard: typeof listener) => {
      listener = heard;
    },
  };
  const note = (what: string) => () => void happened.push(what);
  const passOver = (act: () => void) => {
    happened.push('passed over');
    act();
    happened.push('counts again');
  };
  const personActs = { press: note('press'), passOver };
  const { handlers, ask } = joinMenu({ window, menu, personActs, show: note('show') });
  return { window, happened, ask, ...handlers, choose: (from: object | undefined) => listener('copy', from) };
}

describe('what is chosen in the menu', () => {
  it('counts as a press and is told to the page', () => {
    const { window, happened, choose } = joined();
    choose(window);
    expect(happened).toEqual(['press', 'act copy']);
  });

  it('brings a hidden window to the front first', () => {
    const { happened, choose } = joined(false);
    choose(undefined);
    expect(happened).toEqual(['show', 'press', 'act copy']);
  });

  it('is nothing by the keys of another window, such as a sign-in page’s', () => {
    const { happened, choose } = joined();
    choose(joined().window);
    expect(happened).toEqual([]);
  });
});

describe('what the tray asks the page for', () => {
  it('is told at once, in a window that is shown, and is no press in it', async () => {
    const { happened, ask, offerActs } = joined();
    await offerActs(['settings']);
    ask('settings');
    await offerActs(['settings']);
    expect(happened).toEqual(['offer settings', 'show', 'act settings', 'offer settings']);
  });

  it('waits after a hidden start until the page is there and offers it, and is asked for once', async () => {
    const { happened, ask, offerActs } = joined(false);
    ask('settings');
    for (const acts of [[], ['help', 'settings'], ['settings']]) await offerActs(acts);
    expect(happened).toEqual(['show', 'offer ', 'offer help,settings', 'act settings', 'offer settings']);
  });
});

describe('a right click that the page asks for', () => {
  it('is made where a number says it, and nowhere else, and counts as no press', async () => {
    const { happened, rightClick } = joined();
    for (const [x, y] of [['1', 2], [1], [{}, null]])
      expect(await rightClick(x, y)).toEqual(fail({ code: 'bad-request' }));
    expect(happened).toEqual([]);
    expect(await rightClick(12, 34)).toEqual(ok(null));
    const there = { button: 'right', x: 18, y: 51, clickCount: 1 };
    const click = ['mouseDown', 'mouseUp'].map((type) => JSON.stringify({ type, ...there }));
    expect(happened).toEqual(['passed over', ...click, 'counts again']);
  });
});

describe('what the page offers', () => {
  it('is told to the menu, if it names nothing else', async () => {
    const { happened, offerActs } = joined();
    expect(await offerActs(['copy', 'add'])).toEqual(ok(null));
    expect(await offerActs([])).toEqual(ok(null));
    for (const bad of [
      undefined,
      null,
      'copy',
      { 0: 'copy', length: 1 },
      ['copy', 'quit'],
      [['copy']],
      ['toString'],
      [1],
    ])
      expect(await offerActs(bad)).toEqual(fail({ code: 'bad-request' }));
    expect(happened).toEqual(['offer copy,add', 'offer ']);
  });
});
