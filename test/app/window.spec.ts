import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { launchArguments, newFolder } from '../../tools/drive.mjs';
import { electronProgram } from '../../tools/setup/electron.mjs';
import { clickTray, notifications, trayItems } from '../../tools/tray.mjs';
import { axeViolations } from './axe.ts';
import {
  chooseMore,
  connectPractice,
  deskState,
  expect,
  fill,
  fillInternalApp,
  openForm,
  sharedTest,
  test,
} from './desk.ts';

test('closing the window keeps the app in the tray and says so once; the tray opens it again', async ({ desk }) => {
  const { app } = desk;
  const before = (await notifications()).length;
  const told = async () => (await notifications()).slice(before).map(({ title }) => title);
  const visible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  // The icon comes behind the page.
  await expect.poll(async () => (await trayItems()).length).toBe(1);
  for (const _ of ['first', 'second']) {
    await close();
    await expect.poll(visible).toEqual([false]);
    await clickTray('Open Token Desk');
    await expect.poll(visible).toEqual([true]);
  }
  await expect.poll(told).toEqual(['Token Desk keeps running']);
});

test('a second start focuses the first window and ends', async ({ desk }) => {
  const visible = () =>
    desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.isVisible()));
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  const second = spawn(electronProgram(), launchArguments(desk.folder), { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  await expect.poll(visible).toEqual([true]);
});

for (const { name, ends, tag } of [
  { name: 'Quit in the tray, and SIGTERM, end the app', ends: [() => clickTray('Quit'), by('SIGTERM')], tag: [] },
  { name: 'SIGINT and SIGHUP end the app', ends: [by('SIGINT'), by('SIGHUP')], tag: ['@nightly'] },
]) {
  test(name, { tag }, async () => {
    for (const end of ends) {
      const app = spawn(electronProgram(), launchArguments(newFolder()), { stdio: 'ignore' });
      const ended = once(app, 'exit');
      await expect.poll(async () => (await trayItems()).length).toBe(1);
      await end(app);
      expect(await ended).toEqual([0, null]);
      await expect.poll(async () => (await trayItems()).length).toBe(0);
    }
  });
}

/** A polite request of the system. */
function by(signal: NodeJS.Signals) {
  return (app: ChildProcess) => app.kill(signal);
}

test('a page that falls is there again, with all that main knows', async ({ desk }) => {
  await connectPractice(desk);
  const heading = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise((resolve) => contents?.once('did-finish-load', () => resolve(undefined)));
    contents?.forcefullyCrashRenderer();
    await loaded;
    return contents?.executeJavaScript(`new Promise((resolve) => {
      const look = () => {
        const heading = document.querySelector('main h1')?.textContent;
        if (heading === 'Practice organisation') resolve(heading);
        else requestAnimationFrame(look);
      };
      look();
    })`);
  });
  expect(heading).toBe('Practice organisation');
});

sharedTest('the page has the policy and nothing of Node', async ({ desk }) => {
  const { window } = desk;
  const found = await window.evaluate(async () => ({
    node: ['require', 'process', 'module', 'global'].filter((name) => name in globalThis),
    bridge: Object.keys(globalThis.window.bridge).sort(),
    inline: await new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
        once: true,
      });
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.wasRun = true';
      } catch {
        // A text is no script here; other ways in ownPage.spec.ts.
      }
      document.body.append(script);
    }),
  }));
  expect(found.node).toEqual([]);
  expect(found.inline).toBe('require-trusted-types-for');
  expect(found.bridge).toContain('copyToken');
});

sharedTest('the page cannot leave, open a window or be answered when it is not the window', async ({ desk }) => {
  const { app, window } = desk;
  const address = window.url();
  await window.evaluate(() => {
    location.href = 'https://example.org/';
    globalThis.window.open('https://example.org/');
  });
  expect(app.windows().map((page) => page.url())).toEqual([address]);
  const answer = await app.evaluate(async ({ BrowserWindow }, preload) => {
    const other = new BrowserWindow({ show: false, webPreferences: { sandbox: true, preload } });
    await other.loadURL('app://token-desk/index.html');
    const reply = await other.webContents.executeJavaScript('window.bridge.desk()');
    other.destroy();
    return reply;
  }, `${process.cwd()}/out/app/preload/preload.cjs`);
  expect(answer).toEqual({ ok: false, failure: { code: 'bad-request' } });
});

sharedTest('foreign arguments are refused without a word about why', async ({ desk }) => {
  const replies = await desk.window.evaluate(async () => {
    const bridge = new Map<string, (...args: never[]) => unknown>(Object.entries(globalThis.window.bridge));
    const bad = [undefined, null, 1, Number.NaN, [], {}, { kind: 'internal' }, 'x'.repeat(100_000)];
    const asked = ['connect', 'copyToken', 'revealToken', 'renew', 'remove', 'signInAgain'];
    const got: unknown[] = [];
    // One after the other: of many at once the later are refused for that.
    for (const request of asked) {
      for (const argument of bad) {
        got.push(await Reflect.apply(bridge.get(request) ?? Math.abs, undefined, [argument, argument]));
      }
    }
    return got;
  });
  expect(replies).toHaveLength(48);
  for (const reply of replies) {
    expect(reply).toEqual({
      ok: false,
      failure: { code: expect.stringMatching(/^(bad-request|connection-unknown)$/) },
    });
  }
});

test('a page that floods main is refused, and main goes on', { tag: '@alone' }, async ({ desk }) => {
  const { app, window } = desk;
  // The longest that main did one thing while the page did its worst, milliseconds: without what it waited for the
  // processor, which the page needs more than anything else just then.
  const watched = app.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const { readFileSync } = process.getBuiltinModule('node:fs');
        // The first number: the nanoseconds that main's thread has had the processor for.
        const worked = () => Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6;
        let last = worked();
        let longest = 0;
        const timer = setInterval(() => {
          const now = worked();
          longest = Math.max(longest, now - last);
          last = now;
        }, 5);
        Object.assign(globalThis, {
          flooded: () => {
            clearInterval(timer);
            resolve(longest);
          },
        });
      }),
  );
  const answered = await window.evaluate(async () => {
    const { bridge } = globalThis.window;
    const replies = await Promise.all(Array.from({ length: 20_000 }, () => bridge.desk()));
    for (let index = 0; index < 10_000; index += 1) bridge.on('desk', () => undefined);
    const million = Array.from({ length: 1_000_000 }, (_, index) => [`name${index}`, index] as const);
    const itself: unknown[] = [];
    itself.push(itself);
    const deep = Array.from({ length: 900 }).reduce<unknown>((inner) => ({ inner }), 'x');
    const large: unknown[] = ['x'.repeat(200_000_000), new Uint8Array(200_000_000), Object.fromEntries(million)];
    large.push(
      new Map(million),
      new Set(million),
      million,
      deep,
      itself,
      Array.from({ length: 40 }, () => 'x'.repeat(70_000)),
    );
    const taken: unknown[] = [];
    for (const value of large) {
      // Electron's own bridge throws at what is nested too deep.
      const ask = async () => Reflect.apply(bridge.renew, undefined, [value]);
      const reply = await ask().catch(() => ({ ok: false }));
      if (reply.ok) taken.push(value);
    }
    return { ok: replies.filter(({ ok }) => ok).length, taken };
  });
  await app.evaluate(() => Reflect.get(globalThis, 'flooded')());
  expect(answered).toEqual({ ok: 32, taken: [] });
  expect(await watched).toBeLessThan(100);
  // It was not ended for it.
  expect((await deskState(window)).connections).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  // A screen in the dark each day: vault.spec.ts.
  sharedTest.describe(colorScheme, { tag: colorScheme === 'dark' ? '@nightly' : [] }, () => {
    sharedTest('axe finds nothing on any screen', async ({ desk, startFyle }) => {
      const { window } = desk;
      await window.emulateMedia({ colorScheme });
      const shown: string[] = [];
      const look = async (screen: string) => {
        shown.push(...(await axeViolations(window)).map((violation) => `${screen}: ${violation}`));
      };
      await look('first run');
      await openForm(window, 'Internal app');
      await window.getByRole('button', { name: /^Which Fyle address/ }).click();
      await window.getByRole('button', { name: 'Addresses', exact: true }).click();
      await look('add');
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await expect(window.getByText('Paste the client ID from Fyle.')).toBeVisible();
      await look('add with faults');
      await fill(window, { Name: 'Acme Ltd' });
      await window.keyboard.press('Escape');
      await look('add, leaving');
      await window.getByRole('button', { name: 'Leave' }).click();
      await connectPractice(desk);
      await look('connection');
      await window.getByRole('button', { name: 'Reveal token' }).click();
      await window.getByRole('button', { name: 'Copy token' }).click();
      await expect(window.getByText('Clear now')).toBeVisible();
      await look('revealed and copied');
      await window.getByRole('button', { name: 'Copy as' }).click();
      await look('copy menu');
      await window.keyboard.press('Escape');
      await chooseMore(window, 'Remove');
      await look('remove');
      await window.getByRole('button', { name: 'Keep' }).click();
      const fyle = await startFyle();
      await fillInternalApp(window, fyle, 'Acme Ltd');
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await expect(window.getByRole('heading', { name: 'Acme Ltd' })).toBeVisible();
      fyle.pretend('sign-in-ended');
      await window.getByRole('button', { name: 'Renew now' }).click();
      await expect(window.getByText('Fyle no longer accepts this sign-in')).toBeVisible();
      await look('failure');
      await window.getByRole('button', { name: 'Settings' }).click();
      // As high as the page: axe takes a label for hidden that is scrolled out of the window.
      await window.setViewportSize({ width: 1100, height: 1600 });
      await look('settings');
      await window.setViewportSize({ width: 1100, height: 720 });
      await window.getByRole('button', { name: 'Show licences' }).click();
      await look('licences');
      await window.keyboard.press('Escape');
      await window.getByRole('button', { name: 'Forget everything on this computer' }).click();
      await look('forget everything');
      await window.getByRole('button', { name: 'Keep everything' }).click();
      await window.keyboard.press('Escape');
      await window.setViewportSize({ width: 720, height: 520 });
      await look('failure, narrow');
      await window.emulateMedia({ colorScheme: null });
      expect(shown).toEqual([]);
    });
  });
}

sharedTest('everything works by keyboard: connect, copy, reveal, remove', async ({ desk, startFyle }) => {
  const { window } = desk;
  const fyle = await startFyle();
  const { clientId, clientSecret, refreshToken } = fyle.internalApp;
  const { authorization, token, cluster } = fyle.endpoints['2026'];
  await press(window, 'Add connection');
  await press(window, 'A refresh token. An Internal app. Connects at once.');
  const typed = {
    'Client ID': clientId,
    'Client secret': clientSecret,
    'Refresh token': refreshToken,
    Name: 'Acme Ltd',
  };
  for (const [label, value] of Object.entries(typed)) {
    await tabTo(window, label);
    await window.keyboard.type(value);
  }
  await press(window, 'Which Fyle address?');
  await press(window, 'Addresses');
  for (const [label, value] of Object.entries({
    'Sign-in page': authorization,
    'Token address': token,
    'Data address': cluster,
  })) {
    await tabTo(window, label);
    await window.keyboard.press('Control+A');
    await window.keyboard.type(value);
  }
  await window.keyboard.press('Enter');
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  await expect(window.getByRole('listbox')).toBeFocused();
  await press(window, 'Copy token');
  await press(window, 'Clear now');
  await expect(window.getByRole('button', { name: 'Copy token' })).toBeFocused();
  await press(window, 'Reveal token');
  await expect(window.getByLabel('Access token of Acme Ltd')).toBeVisible();
  await press(window, 'More actions');
  await expect(window.getByRole('menuitem').first()).toBeFocused();
  await window.keyboard.press('End');
  await window.keyboard.press('Enter');
  await press(window, 'Remove');
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  await expect(window.getByRole('button', { name: 'Add connection' })).toBeFocused();
  expect((await deskState(window)).connections).toEqual([]);
});

sharedTest('a connection gets another name and colour, is removed, and comes back with its token', async ({ desk }) => {
  const { window } = desk;
  await connectPractice(desk);
  const first = (await deskState(window)).connections[0];
  await chooseMore(window, 'Edit');
  await fill(window, { Name: 'Acme Europe' });
  await window.getByTitle('Gold').click();
  await window.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('heading', { name: 'Acme Europe' })).toBeVisible();
  const edited = { id: first?.id, name: 'Acme Europe', colour: 6 };
  expect((await deskState(window)).connections).toMatchObject([edited]);
  await chooseMore(window, 'Remove');
  await window.getByRole('button', { name: 'Remove' }).click();
  await expect(window.getByRole('heading', { name: 'Always a valid Fyle token at hand' })).toBeVisible();
  await window.getByRole('button', { name: 'Undo' }).click();
  await expect(window.getByRole('heading', { name: 'Acme Europe' })).toBeVisible();
  expect((await deskState(window)).connections).toMatchObject([{ ...edited, accessToken: first?.accessToken }]);
});

/** Tabs, forwards, until one of these controls has the focus. */
async function tabTo(window: Page, ...names: readonly string[]) {
  for (let tries = 0; tries < 60; tries += 1) {
    await window.keyboard.press('Tab');
    if (names.includes(await focusedName(window))) return;
  }
  throw new Error(`no Tab leads to ${names.join(' or ')}`);
}

async function press(window: Page, name: string) {
  await tabTo(window, name);
  await window.keyboard.press('Enter');
}

/** What a screen reader would call the focused control. */
function focusedName(window: Page): Promise<string> {
  return window.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement)) return '';
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.innerText : undefined;
    const text = (focused.ariaLabel ?? label ?? focused.innerText).trim();
    return text.split('\n')[0] ?? '';
  });
}
