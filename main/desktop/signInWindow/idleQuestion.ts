import type { IdleTime } from '../../connections/model/ports.ts';
import type { SignInWindow } from './window.ts';

/**
 * Restarts the idle time with each input in a window of the attempt, and asks in each bar before that time is over.
 * @returns adds a window of the attempt
 */
export function askBeforeEnd(idle: IdleTime): (window: SignInWindow) => void {
  let windows: readonly SignInWindow[] = [];
  let withdrawals: readonly (() => void)[] = [];
  const restart = () => {
    idle.restart();
    for (const withdraw of withdrawals) withdraw();
    withdrawals = [];
  };
  idle.onEnding(() => {
    withdrawals = windows.map(({ bar }) => bar.ask({ code: 'ending' }, restart));
  });
  return (window) => {
    windows = [...windows, window];
    window.onInput((input) => {
      // On its way to the button a pointer must not take the question away.
      if (withdrawals.length === 0 || input !== 'move') restart();
    });
  };
}
