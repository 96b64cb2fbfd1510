import { Worker } from 'node:worker_threads';
import type { SelectionName, Selections } from './selections.ts';

/** A call to the thread in which the selections are. */
export type SelectionCall = { readonly serial: number } & (
  | { readonly act: 'open' | 'isAnswering' }
  | { readonly act: 'offer'; readonly text: string; readonly as: 'secret' | 'plain' | undefined }
  | { readonly act: 'clear' | 'holder'; readonly text: string }
  | { readonly act: 'read'; readonly selection: SelectionName }
  | { readonly act: 'clearSelectionOf' | 'guardMenus'; readonly window: number }
);

/** Its answer; the value is undefined without a display. */
export interface SelectionAnswer {
  readonly serial: number;
  readonly value: unknown;
}

/** The selections by way of their thread. Each call gives undefined, or false, when there is no answer. */
export type SelectionsThread = Pick<Selections, 'clear' | 'clearSelectionOf' | 'holder' | 'offer'> & {
  /** Whether there is a display. */
  isOpen(): Promise<boolean>;
  read(selection: SelectionName): Promise<string | undefined>;
  /** Whether the clipboard's owner answers, so that Chromium may ask it too; true where there is no display to ask on. */
  isAnswering(): Promise<boolean>;
  guardMenus(window: number): Promise<void>;
};

/** How long the thread may take to start and to answer, milliseconds. It gives up on other programs much sooner. */
const DEADLINE = 3_000;

/**
 * X11's selections in a thread of their own, which the first call starts. It answers other programs while the main thread
 * is busy, and also when that one waits for what this one offers, as Chromium does when somebody pastes.
 * @param path the built `selectionsHost`
 */
export function selectionsThread(path: string): SelectionsThread {
  let worker: Worker | undefined;
  let serial = 0;
  const waiting = new Map<number, (value: unknown) => void>();
  const start = () => {
    const started = new Worker(path);
    started.unref();
    started.on('message', (answer: SelectionAnswer) => waiting.get(answer.serial)?.(answer.value));
    const onEnd = () => {
      if (worker === started) worker = undefined;
      for (const settle of waiting.values()) settle(undefined);
    };
    started.on('error', onEnd);
    started.on('exit', onEnd);
    return started;
  };
  const call = (asked: DistributiveOmit<SelectionCall, 'serial'>) =>
    new Promise<unknown>((resolve) => {
      serial += 1;
      const asking = serial;
      const settle = (value: unknown) => {
        clearTimeout(timer);
        waiting.delete(asking);
        resolve(value);
      };
      const timer = setTimeout(settle, DEADLINE, undefined);
      waiting.set(asking, settle);
      worker ??= start();
      worker.postMessage({ serial: asking, ...asked });
    });
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    isOpen: async () => (await call({ act: 'open' })) === true,
    offer: async (offered, as) => (await call({ act: 'offer', text: offered, as })) === true,
    clear: async (cleared) => void (await call({ act: 'clear', text: cleared })),
    holder: async (held) => text(await call({ act: 'holder', text: held })),
    read: async (selection) => text(await call({ act: 'read', selection })),
    clearSelectionOf: async (window) => void (await call({ act: 'clearSelectionOf', window })),
    // Without a display the answer is undefined, and there is nobody to wait for.
    isAnswering: async () => (await call({ act: 'isAnswering' })) !== false,
    guardMenus: async (window) => void (await call({ act: 'guardMenus', window })),
  };
}

type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;
