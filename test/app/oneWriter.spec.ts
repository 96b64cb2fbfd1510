import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processIdentity } from '../../main/desktop/instance/instanceLock.ts';
import { askToShow } from '../../main/desktop/instance/meeting.ts';
import { launchArguments, newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { expect, fill, fillAddresses, openForm, test } from './desk.ts';

const electron = String(createRequire(import.meta.url)('electron'));

function startOn(folder: string, switches: readonly string[] = []): ChildProcess {
  return spawn(electron, [...switches, ...launchArguments(folder)], { cwd: root, stdio: 'ignore' });
}

for (const { rounds, tag } of [
  { rounds: 2, tag: [] },
  { rounds: 6, tag: ['@nightly'] },
]) {
  test(`of two starts at once one stays, by whatever path, also after a kill; a kill stops no next start: ${rounds} rounds`, {
    tag,
  }, async ({ start }) => {
    const folder = newFolder();
    const byLink = `${newFolder()}/link`;
    symlinkSync(folder, byLink);
    for (let round = 1; round <= rounds; round += 1) {
      const starts = [startOn(folder), startOn(round % 2 === 0 ? folder : byLink)];
      const [code, signal] = await Promise.race(starts.map((one) => once(one, 'exit')));
      expect({ round, code, signal }).toEqual({ round, code: 0, signal: null });
      // The other one is there whole: it has shown its window, and written.
      await expect.poll(() => existsSync(join(folder, 'registry.json')), { message: `round ${round}` }).toBe(true);
      const [stays, ...more] = starts.filter(({ exitCode }) => exitCode === null);
      expect(more).toEqual([]);
      if (stays === undefined) throw new Error(`None stayed in round ${round}`);
      // Its lock and its claim stay behind.
      stays.kill('SIGKILL');
      await once(stays, 'exit');
      rmSync(join(folder, 'registry.json'));
    }
    await start(folder);
  });
}

/**
 * Starts the app, and answers each question that it asks by one of its buttons: a desktop's own message box takes no
 * click of a test's. Gives the file that the questions are written to.
 */
function startAnswering(folder: string, button: string): string {
  const place = newFolder();
  const [stub, questions] = [join(place, 'stub.cjs'), join(place, 'questions')];
  writeFileSync(questions, '');
  const source = `
    const { dialog } = require('electron');
    dialog.showMessageBox = async ({ message, buttons }) => {
      require('node:fs').appendFileSync(${JSON.stringify(questions)}, message + '\\n');
      return { response: buttons.indexOf(${JSON.stringify(button)}), checkboxChecked: false };
    };`;
  writeFileSync(stub, source);
  startOn(folder, ['-r', stub]);
  return questions;
}

/** Waits until an app has the folder that is not this process, and shows its window; gives its process id. */
async function shownInstead(folder: string, pid: number | undefined): Promise<number> {
  const holder = () => {
    const claims = readdirSync(folder).filter((name) => name.startsWith('claim-'));
    return Number.parseInt(readlinkSync(join(folder, claims.at(-1) ?? '')), 10);
  };
  await expect.poll(() => holder() !== pid && processIdentity(holder()) !== undefined).toBe(true);
  const { dev, ino } = statSync(folder);
  const runtime = join(process.env.XDG_RUNTIME_DIR || tmpdir(), `token-desk-${process.getuid?.()}`);
  expect(await askToShow(join(runtime, `${dev}-${ino}`, 'start.sock'), () => true, 30_000)).toBe('shown');
  return holder();
}

test('an app that hangs is ended by nobody but a person; whatever they choose, one that works stands at the end', {
  tag: '@nightly',
}, async ({ start }) => {
  const [patient, impatient] = [await start(), await start()];
  for (const { app } of [patient, impatient]) app.process().kill('SIGSTOP');
  const [waits, dies] = [patient.app.process(), impatient.app.process()];
  const ended = once(dies, 'exit');
  const asked = startAnswering(patient.folder, 'Wait');
  startAnswering(impatient.folder, 'End it and start again');
  expect(await ended).toEqual([null, 'SIGKILL']);
  await expect.poll(() => readFileSync(asked, 'utf8')).toBe('Token Desk is open, but does not answer\n');
  waits.kill('SIGCONT');
  expect(await shownInstead(patient.folder, undefined)).toBe(waits.pid);
  process.kill(await shownInstead(impatient.folder, dies.pid), 'SIGKILL');
});

test('a start that comes while the app ends is not lost; one from another computer is told where it is open', async ({
  start,
  moodyFyle: fyle,
}) => {
  const { app, folder, window } = await start();
  const { pid } = app.process();
  await openForm(window, 'Internal app');
  await fill(window, { Name: 'Acme', 'Client ID': 'client', 'Client secret': 'secret', 'Refresh token': 'a-token' });
  await fillAddresses(window, fyle.endpoints);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('jane@acme.example')).toBeVisible();
  // The end waits two seconds for this answer.
  fyle.setMood(() => undefined);
  await window.getByRole('button', { name: 'Renew now' }).click();
  await expect.poll(() => fyle.asked.length).toBe(2);
  void app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
  startOn(folder);
  process.kill(await shownInstead(folder, pid), 'SIGKILL');

  writeFileSync(join(folder, 'in-use.json'), JSON.stringify({ computer: 'other', host: 'laptop-7', ended: false }));
  const asked = startAnswering(folder, 'Quit');
  await expect.poll(() => readFileSync(asked, 'utf8')).toBe('Token Desk is open on laptop-7\n');
});
