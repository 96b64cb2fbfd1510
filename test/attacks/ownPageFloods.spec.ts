import { signInPage } from '../../tools/drive.mjs';
import { deskState, expect, test } from '../app/desk.ts';
import { takeOver } from '../app/harness/takenOver.ts';

/** Main's longest stop by anything that a page does, milliseconds. */
const LONGEST_STOP = 100;
/** What ends a hang. What one message of 200 MB or a million names costs before anybody can look at it stands in docs/electron.md "Messages of a page". */
const ONE_LARGE_MESSAGE = 3_000;

const FIRST_PAGE = 'Always a valid Fyle token at hand';

const FLOODS = {
  'calls on one channel': `for (let i = 0; i < 20000; i += 1) door.invoke('desk', '[]').catch(() => 0)`,
  'calls on a channel that nobody answers': `for (let i = 0; i < 20000; i += 1) door.invoke('x', '[]').catch(() => 0)`,
  'messages that want no answer': `for (let i = 0; i < 20000; i += 1) door.send('desk', '[]')`,
  'messages for Electron itself': `for (let i = 0; i < 20000; i += 1) door.send('BROWSER_GET_LAST_WEB_PREFERENCES')`,
} as const;

const LARGE = {
  'a text of 200 MB': `'x'.repeat(200_000_000)`,
  'a million names': `Object.fromEntries(Array.from({ length: 1_000_000 }, (_, i) => ['name' + i, i]))`,
  'a list of ten million': `new Array(10_000_000).fill(1)`,
  'a map of a million': `new Map(Array.from({ length: 1_000_000 }, (_, i) => [i, i]))`,
  'a set of a million': `new Set(Array.from({ length: 1_000_000 }, (_, i) => i))`,
  'bytes, 200 MB': `new Uint8Array(200_000_000)`,
  'a thousand nestings': `Array.from({ length: 1000 }).reduce((inner) => ({ inner }), 'x')`,
  'an object within itself': `(() => { const one = {}; one.one = one; return one; })()`,
  'a date': 'new Date()',
  'an error': `new Error('x'.repeat(1_000_000))`,
} as const;

for (const [name, script] of Object.entries(FLOODS)) {
  test(`a process that was taken over floods main: ${name}`, async ({ desk }) => {
    const { attack, heading } = await takeOver(desk.app);
    const attacked = await attack(`${script}; new Promise(() => 0)`);
    expect(attacked).toMatchObject({ answer: 'ended', ended: 1 });
    expect(attacked.stoodStill).toBeLessThan(LONGEST_STOP);
    expect(await heading()).toBe(FIRST_PAGE);
  });
}

for (const [name, value] of Object.entries(LARGE)) {
  test(`a process that was taken over sends too much, and is ended at the first: ${name}`, async ({ desk }) => {
    const { attack, heading } = await takeOver(desk.app);
    const attacked = await attack(`{
      const value = ${value};
      door.invoke('renew', value).catch(() => 0);
      for (let i = 0; i < 100; i += 1) door.invoke('desk', '[]').catch(() => 0);
      new Promise(() => 0);
    }`);
    expect(attacked).toMatchObject({ answer: 'ended', ended: 1 });
    expect(attacked.stoodStill).toBeLessThan(ONE_LARGE_MESSAGE);
    expect(await heading()).toBe(FIRST_PAGE);
  });
}

test('a process that was taken over sends too much without wanting an answer, or by a port', async ({ desk }) => {
  const { attack } = await takeOver(desk.app);
  for (const script of [
    `door.send('nobody', { a: 1 })`,
    `door.send('nobody', 'x'.repeat(1_000_000))`,
    `door.postMessage('nobody', '', [new MessageChannel().port1])`,
  ]) {
    expect(await attack(`${script}; new Promise(() => 0)`)).toMatchObject({ answer: 'ended', ended: 1 });
  }
});

test('a page that asks without end is ended', async ({ desk }) => {
  const { attack, heading } = await takeOver(desk.app);
  // A script in the page, through the preload.
  const attacked = await attack(
    `for (let i = 0; i < 30; i += 1) (async () => { for (;;) await bridge.desk(); })(); new Promise(() => 0)`,
    'page',
  );
  expect(attacked).toMatchObject({ answer: 'ended', ended: 1 });
  expect(attacked.stoodStill).toBeLessThan(LONGEST_STOP);
  expect(await heading()).toBe(FIRST_PAGE);
});

test('the bar’s process that was taken over floods main, and its window closes with it', async ({ desk }) => {
  const { app, window } = desk;
  await takeOver(app);
  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  await signInPage(app);
  const stoodStill = await app.evaluate(async ({ webContents }) => {
    const bar = webContents.getAllWebContents().find((contents) => contents.getURL().endsWith('/bar.html'));
    const closed = new Promise((resolve) => bar?.once('destroyed', () => resolve(undefined)));
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 10);
    const code = `for (let i = 0; i < 20000; i += 1) door.invoke('state', '[]').catch(() => 0)`;
    bar?.executeJavaScriptInIsolatedWorld(999, [{ code }]).catch(() => undefined);
    await closed;
    clearInterval(beat);
    return longest;
  });
  expect(stoodStill).toBeLessThan(LONGEST_STOP);
  await expect(window.getByRole('heading', { name: FIRST_PAGE })).toBeVisible();
});

test('passphrases without end cost main no time', async ({ start }) => {
  // Without a session bus there is no keychain, and a passphrase is offered.
  const { app, window } = await start(undefined, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' });
  await expect.poll(async () => (await deskState(window)).mayCreateVault).toBe(true);
  const { attack } = await takeOver(app);
  const attacked = await attack(`{
    const told = (reply) => reply.ok ? 'ok' : reply.failure.code;
    const invoke = (channel, words) => door.invoke(channel, JSON.stringify([words])).then(told);
    const asked = Array.from({ length: 20 }, () => invoke('createVault', 'violet kettle runs uphill'));
    asked.push(...Array.from({ length: 20 }, () => invoke('openVault', 'violet kettle runs uphill')));
    Promise.all(asked).then((answers) => answers.join(' '));
  }`);
  expect(attacked.stoodStill).toBeLessThan(LONGEST_STOP);
  const refused = Array.from({ length: 14 }, () => 'bad-request').join(' ');
  expect(attacked.answer).toBe(
    `ok ${'vault-exists '.repeat(5)}${refused} ${'ok '.repeat(5)}passphrase-too-often ${refused}`,
  );
});
