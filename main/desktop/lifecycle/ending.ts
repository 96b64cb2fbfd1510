import type { App, BrowserWindow } from 'electron';
import type { Clock } from '../../connections/model/ports.ts';
import type { Step } from './starting.ts';

/** A step of the end and its time limit, milliseconds (`end` in `main/desk.ts`): a keychain that hangs must not hold the app. */
export interface EndStep extends Step {
  readonly within: number;
}

/** Called with what a step threw, or undefined when its time was over. */
type Fault = (step: string, error: unknown) => void;

/**
 * Runs the steps of the end: each begins when the one before has ended, failed or used up its time. Those of an array
 * within it begin together.
 */
export async function endInOrder(
  steps: readonly (EndStep | readonly EndStep[])[],
  clock: Clock,
  onFault: Fault,
): Promise<void> {
  for (const together of steps) await Promise.all([together].flat().map((step) => runWithin(step, clock, onFault)));
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
 * Runs `end` once, whatever ends the app, and lets it quit then; a second quit meanwhile does nothing. When Windows asks
 * whether its session may end, only the clipboard is cleared: the session may go on, and Windows does not wait later.
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
