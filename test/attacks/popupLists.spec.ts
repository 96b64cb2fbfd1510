import { expect, type Page } from '@playwright/test';
import { type Popup, test } from '../app/harness/popupTest.ts';
import { openXPointer, type XPointer } from '../app/xPointer.ts';
import { type Area, openXScreen } from './xScreen.ts';
import { openXWindows } from './xWindows.ts';

// Lists that a sign-in page opens, which are windows of their own: none covers the bar, and an ordinary one works. By the X
// server's own pointer and keys, and by what stands on its screen.

const LOW = 'position:absolute;left:10px;bottom:20px';
const BIG = 'font-size:30px;font-weight:bold';
const options = (style = '') =>
  Array.from({ length: 30 }, (_, at) => `<option style="${style}">accounts.example.com ${at}</option>`).join('');
const select = (place = LOW) => `<select id="field" style="${place}">${options(BIG)}</select>`;

/** Ends once the page has drawn what it is now. */
const DRAWN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

let pointer: XPointer;
let windows: Awaited<ReturnType<typeof openXWindows>>;
let screen: Awaited<ReturnType<typeof openXScreen>>;
test.beforeAll(async () => {
  const { env } = process;
  [pointer, windows, screen] = await Promise.all([openXPointer(env), openXWindows(env), openXScreen(env)]);
});

/** Where the newest sign-in window's bar and page stand on the screen. */
const places = ({ app }: Popup): Promise<{ readonly bar: Area; readonly page: Area }> =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows().toSorted((one, other) => other.id - one.id);
    const [view] = window?.contentView.children ?? [];
    if (window === undefined || view === undefined) throw new Error('no sign-in window');
    const { x, y } = window.getContentBounds();
    const { width, height, ...inside } = view.getBounds();
    const page = { x: x + inside.x, y: y + inside.y, width, height };
    return { bar: { x, y, width, height: inside.y }, page };
  });

/** What a person sees in a part of the screen, once it does not change any more. */
async function settled(area: Area): Promise<string> {
  let before = '';
  await expect
    .poll(async () => {
      const seen = await screen(area);
      const isSame = seen === before;
      before = seen;
      return isSame;
    })
    .toBe(true);
  return before;
}

/** The page's field, in the page itself or in a frame, in pixels of the screen: its middle. */
async function middleOf(popup: Popup, page: Area): Promise<readonly [number, number]> {
  const shown = await popup.page();
  await expect.poll(() => popup.run('innerHeight')).toBe(page.height);
  const field =
    (await shown.locator('iframe').count()) > 0
      ? shown.frameLocator('iframe').locator('#field')
      : shown.locator('#field');
  const box = await field.boundingBox();
  if (box === null) throw new Error('no field');
  return [Math.round(page.x + box.x + box.width / 2), Math.round(page.y + box.y + box.height / 2)];
}

/** Does what opens a list, waits for it, and gives where it stands. */
async function opened(act: () => Promise<void>): Promise<Area> {
  const before = new Set((await windows()).map(({ id }) => id));
  const added = async () => (await windows()).filter(({ id, height }) => !before.has(id) && height > 20);
  await act();
  await expect.poll(async () => (await added()).length).toBe(1);
  const [list] = await added();
  if (list === undefined) throw new Error('it is gone again');
  return list;
}

type Open = (at: readonly [number, number]) => Promise<void>;
const click: Open = ([x, y]) => pointer.click(x, y, 1);
const keys: Open = async ([x]) => {
  // Beside the field, for the focus of the window.
  await pointer.click(x, 400, 1);
  await pointer.press('Tab', '+Alt', 'Down', '-Alt');
};
const PICKER = 'onmousedown="this.showPicker(); event.preventDefault()"';

/** Gives the sign-in window another place and size, `bar` and page together. */
async function moveTo(popup: Popup, { x, y, width, height }: Area): Promise<void> {
  await popup.app.evaluate(
    ({ BrowserWindow }, bounds) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (!window.getParentWindow()) continue;
        window.setBounds(bounds);
        // Without a window manager Electron tells of a new size before it knows it; the focus has the parts arranged anew.
        window.getParentWindow()?.focus();
        window.focus();
      }
    },
    { x, y, width, height },
  );
  const isThere = async () => {
    const { bar, page } = await places(popup);
    return { x: bar.x, y: bar.y, width: page.width, height: bar.height + page.height };
  };
  await expect.poll(isThere).toEqual({ x, y, width, height });
}

/** Where a picker of a lesser height has no room below its field. */
const AT_BOTTOM = { x: 400, y: 378, width: 400, height: 420 };
const HIGH = 'position:absolute;left:10px;top:110px';

const LISTS: readonly (readonly [what: string, html: string, open: Open, place?: Area])[] = [
  ['by a click on a select', select(), click],
  ['by a key in a select', select(), keys],
  ['by a script of a select', select().replace('<select', `<select ${PICKER}`), click],
  [
    'of a frame without an address',
    `<iframe style="${LOW};height:90px;border:0" srcdoc='${select()}'></iframe>`,
    click,
  ],
  ['in a window that was moved and has another size', select(), click, { x: 700, y: 150, width: 450, height: 600 }],
  ['for a date', `<input type="date" id="field" ${PICKER} style="${HIGH}">`, click, AT_BOTTOM],
  ['for a colour', `<input type="color" id="field" ${PICKER} style="${HIGH}">`, click, AT_BOTTOM],
];

/** Opens the list of the page that is shown, and looks whether the bar is as it was. */
async function expectBelow(popup: Popup, open: Open): Promise<void> {
  const { bar, page } = await places(popup);
  const before = await settled(bar);
  // A page that was not drawn yet gets no click.
  await popup.run(DRAWN);
  await settled(page);
  const list = await opened(async () => open(await middleOf(popup, page)));
  expect.soft(list.y).toBeGreaterThanOrEqual(page.y);
  expect(await settled(bar)).toBe(before);
  await pointer.press('Escape');
}

for (const [what, html, open, place] of LISTS)
  test(`no list covers the bar: ${what}`, async ({ popup }) => {
    popup.provider.answer('/consent', html);
    await popup.begin('/consent');
    await popup.page();
    if (place !== undefined) await moveTo(popup, place);
    await expectBelow(popup, open);
  });

test('no list covers the bar: of a page at another site, to which the first one goes', async ({ popup }) => {
  popup.provider.answer('/consent', 'a page');
  popup.provider.answer('/next', select());
  await popup.begin('/consent');
  const next = `${popup.provider.origin.replace('127.0.0.1', 'localhost')}/next`;
  await popup.run(`location.href = '${next}'`);
  await expect.poll(async () => (await popup.page()).url()).toBe(next);
  await expectBelow(popup, click);
});

test('no list covers the bar: in a second window', async ({ popup }) => {
  popup.provider.answer('/consent', `<button id="go" onclick="window.open('/second')">Open</button>`);
  popup.provider.answer('/second', select());
  await popup.begin('/consent');
  await popup.press('#go');
  await (await popup.bar()).getByRole('button', { name: 'Allow' }).click();
  const isSecond = (one: Page) => one.url().endsWith('/second');
  await expect.poll(() => popup.app.windows().some(isSecond)).toBe(true);
  const second = popup.app.windows().find(isSecond);
  if (second === undefined) throw new Error('no second window');
  await expectBelow({ ...popup, page: async () => second, run: (script) => second.evaluate(script) }, click);
});

const SUGGESTED = `<input id="field" list="all" style="${LOW}"><datalist id="all">${options()}</datalist>`;
test('no list covers the bar: of suggestions, by a click, keys and a script', async ({ popup }) => {
  popup.provider.answer(
    '/consent',
    SUGGESTED.replace('<input', `<input onkeydown="event.key === 'F1' && this.showPicker()"`),
  );
  await popup.begin('/consent');
  await popup.page();
  const { bar, page } = await places(popup);
  const before = await settled(bar);
  const at = await middleOf(popup, page);
  for (const act of [
    () => click(at).then(() => click(at)),
    () => pointer.press('Down'),
    () => pointer.press('a', 'c'),
    () => pointer.press('F1'),
  ]) {
    await act();
    // What the page asked for before its next picture is there with it.
    await popup.run(DRAWN);
    expect(await settled(bar)).toBe(before);
  }
  expect(await popup.run("document.querySelector('#field').value")).toBe('ac');
});

test('an ordinary select is still chosen from, by the mouse and by keys', async ({ popup }) => {
  popup.provider.answer(
    '/consent',
    `<select id="field" style="position:absolute;left:10px;top:200px">${options()}</select>`,
  );
  await popup.begin('/consent');
  await popup.page();
  const { page } = await places(popup);
  const at = await middleOf(popup, page);
  const chosen = () => popup.run("document.querySelector('#field').selectedIndex");
  const list = await opened(() => click(at));
  expect(list.y).toBeGreaterThan(at[1]);
  await pointer.click(list.x + 20, list.y + Math.round((list.height * 2.5) / 20), 1);
  await expect.poll(chosen).toBe(2);
  await opened(() => pointer.press('+Alt', 'Down', '-Alt'));
  await pointer.press('Down', 'Down', 'Return');
  await expect.poll(chosen).toBe(4);
});
