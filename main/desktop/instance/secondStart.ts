import { app, dialog } from 'electron';
import { say } from '../words/words.ts';
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
  const { fill } = await import('../words/filledWords.ts');
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    title: 'Token Desk',
    message: fill('dialog.openElsewhere', { host }),
    detail: say('dialog.openElsewhereWhat'),
    buttons: [say('dialog.tryAgain'), say('dialog.quit')],
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
    message: say('dialog.silent'),
    detail: say('dialog.silentWhat'),
    buttons: [say('dialog.wait'), say('dialog.show'), say('dialog.endAndStart')],
    cancelId: 0,
  });
  return (['wait', 'show', 'end'] as const)[response] ?? 'wait';
}
