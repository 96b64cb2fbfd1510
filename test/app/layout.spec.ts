import type { Locator } from '@playwright/test';
import { ledgerFile } from '../../main/desktop/ledger/ledgerFile.ts';
import type { Happened } from '../../preload/connection.ts';
import { newFolder } from '../../tools/drive.mjs';
import { chooseMore, connectPractice, deskState, expect, fill, fillInternalApp, sharedTest, test } from './desk.ts';

// Where things stand on screen, which only a real page knows.

const HOUR = 3_600_000;

/** As small as the window gets, at 100 % and at 200 %. */
const smallest = [
  { width: 720, height: 520 },
  { width: 360, height: 260 },
] as const;

for (const size of smallest) {
  sharedTest(
    `what was copied is told below the page, not above it, at ${size.width} × ${size.height}`,
    { tag: size === smallest[1] ? [] : '@nightly' },
    async ({ desk, startFyle }) => {
      const { window } = desk;
      await fillInternalApp(window, await startFyle(), 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau');
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await expect(window.getByText('pat@practice.example')).toBeVisible();
      await window.setViewportSize(size);
      await window.getByRole('button', { name: 'Copy token' }).click();
      const clear = window.getByRole('button', { name: 'Clear now' });
      const end = window.getByRole('main').getByRole('listitem').last();
      await expect(clear).toBeVisible();
      await end.scrollIntoViewIfNeeded();
      const [page, toast, last] = await Promise.all([box(window.getByRole('main')), box(clear), box(end)]);
      expect(page.bottom).toBeLessThan(toast.top);
      expect(last.bottom).toBeLessThanOrEqual(page.bottom);
      expect(toast.bottom).toBeLessThan(size.height);
      expect(toast.right).toBeLessThan(size.width);
      await chooseMore(window, 'Remove');
      await expect(window.getByRole('button', { name: 'Keep' })).toBeFocused();
    },
  );
}

test('nothing of a long history is wider than its column, at 720 pixels and at 360', async ({ start, startFyle }) => {
  const folder = newFolder();
  const first = await start(folder);
  await fillInternalApp(first.window, await startFyle(), 'Acme Ltd');
  await first.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(first.window.getByText('pat@practice.example')).toBeVisible();
  const id = (await deskState(first.window)).connections[0]?.id ?? '';
  await first.app.close();
  const now = Date.now();
  const lines: readonly Happened[] = [
    { at: now - 60 * HOUR, what: 'copied', by: 'window' },
    { at: now - 52 * HOUR, what: 'renewal-failed', by: 'itself', code: 'practice-unavailable' },
    { at: now - 50 * HOUR, what: 'signed-in-again', by: 'window' },
    { at: now - 40 * HOUR, what: 'renewal-failed', by: 'itself', code: 'vault-file' },
    { at: now - HOUR, what: 'renewal-failed', by: 'itself', code: 'vault-file' },
    { at: now - HOUR / 2, what: 'renewed', by: 'person' },
  ];
  const ledger = ledgerFile(folder, (reason) => expect(reason).toBe(''));
  ledger.clear();
  for (const line of lines) ledger.append({ id, name: 'Acme Ltd', ...line });
  const { window } = await start(folder);
  await window.getByRole('button', { name: 'Show all' }).click();
  for (const width of [720, 360]) {
    await window.setViewportSize({ width, height: 900 });
    await expect(window.getByText('the encrypted file could not be used, since')).toBeVisible();
    const wide = await window.evaluate(() =>
      [...document.querySelectorAll('main, main ol, main ol *')]
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
        .map(({ tagName, className }) => `${tagName} ${className}`),
    );
    expect(wide, `${width}`).toEqual([]);
    // A word a line is no sentence.
    const told = await box(window.getByText('the encrypted file could not be used, since'));
    expect(told.right - told.left).toBeGreaterThan(190);
  }
});

for (const size of smallest) {
  sharedTest(
    `a rejected refresh token is answered in sight at ${size.width} × ${size.height}, in the form and when signing in again`,
    { tag: size === smallest[1] ? [] : '@nightly' },
    async ({ desk, startFyle }) => {
      const { window } = desk;
      const fyle = await startFyle();
      const answer = window.getByRole('alert').filter({ hasText: 'refresh token' });
      const isInSight = async () => {
        await expect.poll(async () => (await box(answer)).top).toBeGreaterThanOrEqual(0);
        expect((await box(answer)).bottom).toBeLessThanOrEqual(size.height);
      };
      await window.setViewportSize(size);
      await fillInternalApp(window, fyle, 'Acme Ltd');
      await fill(window, { 'Refresh token': 'tpa-no-longer-accepted' });
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await isInSight();
      await expect(window.locator('section:focus')).toContainText('refresh token');
      await fill(window, { 'Refresh token': fyle.internalApp.refreshToken });
      await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
      await expect(window.getByText('pat@practice.example')).toBeVisible();
      await chooseMore(window, 'Sign in again');
      await fill(window, { 'Refresh token': 'tpa-no-longer-accepted' });
      await window.keyboard.press('Enter');
      await expect(answer).toBeVisible();
      await isInSight();
    },
  );
}

sharedTest('what was copied is told in one line, however long the name', async ({ desk, startFyle }) => {
  const { window } = desk;
  await fillInternalApp(window, await startFyle(), 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  await window.getByRole('button', { name: 'Copy token' }).click();
  const { top, bottom } = await box(window.getByText(/^ copied\. Valid until/));
  expect(bottom - top).toBe(20);
});

sharedTest('nothing moves when a scrollbar comes, and the page stands as far from either side', async ({ desk }) => {
  const { window } = desk;
  await connectPractice(desk);
  const status = window.getByRole('main').getByText('Ready', { exact: true });
  const mark = window.getByRole('main').locator('header > :first-child');
  const seen = [];
  for (const height of [720, 300]) {
    await window.setViewportSize({ width: 1100, height });
    seen.push({ left: (await box(mark)).left - 320, right: 1100 - (await box(status)).right });
  }
  expect(seen).toEqual([
    { left: 36, right: 36 },
    { left: 36, right: 36 },
  ]);
});

sharedTest('a revealed token has as many lines as it needs', async ({ desk }) => {
  const { window } = desk;
  await connectPractice(desk);
  await window.getByRole('button', { name: 'Reveal token' }).click();
  const token = window.getByLabel('Access token of Practice organisation');
  for (const width of [1100, 800, 720]) {
    await window.setViewportSize({ width, height: 720 });
    const [shown, needed] = await token.evaluate((field) => {
      const before = field.clientHeight;
      // Without a scrollbar, which would make the lines shorter.
      field.style.cssText = 'max-height: 0; overflow: hidden';
      const whole = field.scrollHeight;
      field.style.cssText = '';
      return [before, Math.min(180, whole)];
    });
    expect(shown).toBe(needed);
  }
});

sharedTest('the status stands beside the first line of a long name', async ({ desk, startFyle }) => {
  const { window } = desk;
  await fillInternalApp(window, await startFyle(), 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  await window.setViewportSize({ width: 720, height: 520 });
  const name = await box(window.getByRole('heading', { level: 1 }));
  const status = await box(window.getByRole('main').getByText('Ready', { exact: true }));
  expect(name.bottom - name.top).toBe(56);
  expect(status.bottom).toBeLessThan(name.top + 28);
});

sharedTest('no screen must be scrolled sideways at 200 %', async ({ desk, startFyle }) => {
  const { window } = desk;
  const fyle = await startFyle();
  const wide: string[] = [];
  const look = async (screen: string) => {
    for (const size of [{ width: 550, height: 360 }, ...smallest]) {
      await window.setViewportSize(size);
      const parts = await window.evaluate(() =>
        [...document.querySelectorAll('*')]
          .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth && clientWidth > 0)
          .filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
          .map(({ tagName }) => tagName),
      );
      const narrow = await window
        .getByRole('textbox')
        .evaluateAll((inputs) => inputs.some((one) => one.clientWidth < 150));
      wide.push(...parts.map((part) => `${screen} at ${size.width}: ${part}`));
      if (narrow) wide.push(`${screen} at ${size.width}: a field too narrow to type in`);
    }
    await window.setViewportSize({ width: 1100, height: 720 });
  };
  await look('first run');
  await fillInternalApp(window, fyle, 'Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau');
  await look('add');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  await look('connection');
  fyle.pretend('sign-in-ended');
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect(window.getByText('Fyle no longer accepts this sign-in')).toBeVisible();
  await look('failure');
  expect(wide).toEqual([]);
});

/** Where a part stands once it has arrived: on its way it lies between pixels, and elsewhere. */
async function box(part: Locator): Promise<{ top: number; bottom: number; left: number; right: number }> {
  await part.evaluate(async (element) => {
    const moving = document.getAnimations().filter(({ effect }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return target?.contains(element) && effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY;
    });
    await Promise.all(moving.map(({ finished }) => finished));
  });
  const { x, y, width, height } = (await part.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { top: y, bottom: y + height, left: x, right: x + width };
}
