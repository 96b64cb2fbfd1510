import { app, dialog } from 'electron';
import type { OtherInstance } from './instanceLock.ts';
import { askToShow } from './meeting.ts';
import { startAgain } from './startAgain.ts';

/** How long the app that runs may take to show its window, milliseconds: longer than its end. */
const ANSWER = 6_000;
/** How long a person who waits is not asked again, milliseconds. */
const PATIENCE = 60_000;

/** Ends this start: the app that runs shows its window, or it has ended and this one starts again. */
export async function meetOther({ socketPath, isAlive, kill }: OtherInstance): Promise<void> {
  let within = ANSWER;
  for (;;) {
    const met = await askToShow(socketPath, isAlive, within);
    if (met === 'shown') return app.quit();
    if (met === 'gone') return startNow();
    const choice = await askAboutSilence();
    if (choice === 'end') kill();
    within = choice === 'wait' ? PATIENCE : ANSWER;
  }
}

/** Says where the folder is in use, and does what the person chooses. `host`: the other computer's name. */
export async function meetOtherComputer(host: string): Promise<void> {
  await app.whenReady();
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Token Desk',
    message: `Token Desk is open on ${host}`,
    detail:
      'Only one computer at a time may renew your sign-ins. Quit Token Desk there, then try again. If that computer was switched off, wait three minutes.',
    buttons: ['Try again', 'Quit'],
    cancelId: 1,
  });
  if (response === 0) startNow();
  else app.quit();
}

/** Starts the app once more when this process has ended, which it does at once. */
function startNow(): void {
  startAgain(app);
  app.exit();
}

async function askAboutSilence(): Promise<'wait' | 'show' | 'end'> {
  await app.whenReady();
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Token Desk',
    message: 'Token Desk is open, but does not answer',
    detail: 'It may be storing a sign-in. Give it a minute, and end it only if it stays like this.',
    buttons: ['Wait', 'Show it', 'End it and start again'],
    cancelId: 0,
  });
  return (['wait', 'show', 'end'] as const)[response] ?? 'wait';
}
