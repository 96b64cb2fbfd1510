import type { App, BrowserWindow } from 'electron';
import type { Clock } from '../../connections/model/ports.ts';
import type { Step } from './starting.ts';

/** A step of the end, and how long it may take, milliseconds: a keychain that hangs does not hold the app for ever. */
export interface EndStep extends Step {
  readonly within: number;
}

/** Why a step did not end as it should: what it threw, or undefined when its time was over. */
type Fault = (step: string, error: unknown) => void;

/**
 * The steps of the end, each after the one before has ended, failed, or used up its time.
 * @returns what runs them; however often it is called, they run once
 */
export function endInOrder(steps: readonly EndStep[], clock: Clock, onFault: Fault): () => Promise<void> {
  const run = async () => {
    for (const step of steps) await runWithin(step, clock, onFault);
  };
  let running: Promise<void> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}

async function runWithin({ name, act, within }: EndStep, clock: Clock, onFault: Fault): Promise<void> {
  let callOff = (): void => undefined;
  const late = new Promise<'late'>((resolve) => {
    callOff = clock.after(within, () => resolve('late'));
  });
  try {
    if ((await Promise.race([act(), late])) === 'late') onFault(name, undefined);
  } catch (error) {
    onFault(name, error);
  } finally {
    callOff();
  }
}

/**
 * Ends the app in order, whoever asks for its end. The app quits once `end` has; a second quit meanwhile does nothing.
 * Windows asks before it ends a session, and may yet go on: then only the clipboard is cleared. It does not wait for an app
 * once the session ends, so the clipboard comes first there too.
 * @returns whether the end has begun
 */
export function endWithApp(
  app: Pick<App, 'on' | 'quit'>,
  window: Pick<BrowserWindow, 'on'>,
  end: () => Promise<void>,
  clearClipboard: () => Promise<void>,
): () => boolean {
  let stage: 'running' | 'ending' | 'ended' = 'running';
  const begin = () => {
    if (stage !== 'running') return;
    stage = 'ending';
    void end().then(() => {
      stage = 'ended';
      // Not within this event: Electron takes no second quit while it still ends the first.
      setImmediate(() => app.quit());
    });
  };
  app.on('will-quit', (event) => {
    if (stage === 'ended') return;
    event.preventDefault();
    begin();
  });
  window.on('query-session-end', () => void clearClipboard());
  window.on('session-end', begin);
  return () => stage !== 'running';
}
