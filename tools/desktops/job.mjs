import { writeFileSync } from 'node:fs';
import { openDesk, signInPage } from '../drive.mjs';
import { desktops } from './desktops.mjs';
import { until } from './until.mjs';

/**
 * What was seen on one desktop. `fault` is what is not as it should be. Copying: `copied`, `told` (the app said that it
 * did not copy, and nothing was there), or what is wrong.
 * @typedef {{ readonly name: string, readonly window: string, readonly signIn: string, readonly tray: string,
 *   readonly button: string, readonly cleared: string, readonly lock: string, readonly fault?: string | undefined }} Row
 */

/** How long the clipboard keeps a token, and then some, milliseconds. */
const CLEARED_WITHIN = 40_000;
/** How long a locked screen may still have a token, milliseconds. */
const LOCKED_WITHIN = 1_000;
const CONNECTION = 'Practice organisation (practice)';

const [name = '', file = ''] = process.argv.slice(2);
const known = desktops[name];
if (known === undefined) throw new Error(`no desktop "${name}" among ${Object.keys(desktops).join(', ')}`);
const desktop = await known.start();
/** @type {{ -readonly [K in keyof Row]: Row[K] }} */
const row = { name, window: 'no', signIn: 'no', tray: '', button: '', cleared: 'no', lock: '' };
try {
  await seeAll();
} catch (error) {
  row.fault = error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error);
} finally {
  writeFileSync(file, JSON.stringify(row));
  await desktop.stop();
}

async function seeAll() {
  const { app, window } = await openDesk({ env: desktop.env });
  await until('the window appears', () => desktop.hasWindow(app));
  row.window = 'yes';
  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  const page = await signInPage(app);
  const gone = page.waitForEvent('close');
  await page.getByRole('button', { name: 'YES' }).click();
  await gone;
  await window.getByText('pat@practice.example').waitFor();
  row.signIn = 'yes';

  const told = window.getByText('Nothing was copied');
  const said = window.getByText('Clear now');
  const pasted = async () => ((await desktop.paste()).startsWith('eyJ') ? 'copied' : 'told');
  // The window's own word, and then what another program pastes.
  const outcome = async () => {
    const word = await Promise.race([said.waitFor().then(() => 'copied'), told.waitFor().then(() => 'told')]);
    const truth = await pasted();
    return word === truth ? word : `told as ${word}, but ${truth === 'copied' ? 'copied' : 'not copied'}`;
  };
  const clearedWithin = (milliseconds = CLEARED_WITHIN) =>
    until('the clipboard is cleared', async () => (await pasted()) === 'told', milliseconds);
  const seeLock = async () => {
    if (desktop.lock === undefined) return 'no screen lock here';
    const isCopied = row.button === 'copied';
    if (isCopied) {
      await said.waitFor({ state: 'hidden' });
      await desktop.click(app, window.getByRole('button', { name: 'Copy token' }));
      const again = await outcome();
      if (again !== 'copied') throw new Error(`before the lock: ${again}`);
    }
    await window.getByRole('button', { name: 'Reveal token' }).click();
    const token = window.getByLabel('Access token of Practice organisation');
    await token.waitFor();
    await desktop.lock();
    await until('the token is masked', async () => !(await token.isVisible()), LOCKED_WITHIN);
    if (isCopied) await clearedWithin(LOCKED_WITHIN);
    return isCopied ? 'masked, cleared' : 'masked';
  };

  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  await desktop.clickTray(CONNECTION);
  row.tray = await outcome();
  if (row.tray === 'copied') await clearedWithin();
  await app.evaluate(({ app: electron }) => void electron.emit('activate'));
  await until('the window appears again', () => desktop.hasWindow(app));
  await desktop.click(app, window.getByRole('button', { name: /^(Copy token|Try again)$/ }).first());
  if (row.tray === 'told') await told.waitFor({ state: 'hidden', timeout: 5_000 }).catch(() => undefined);
  row.button = await outcome();
  if (row.button === 'copied') await clearedWithin();
  row.cleared = 'yes';
  row.lock = await seeLock();
  const { tray, button } = known?.expected ?? {};
  if (row.tray !== tray || row.button !== button)
    row.fault = `expected: ${tray} from the tray, ${button} by the button`;
  await app.close();
}
