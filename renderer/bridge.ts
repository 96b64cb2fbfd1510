import type { Bridge, Reply } from '../preload/contract.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** The bridge to main that the preload put on the window. Only this file names it. */
export function windowBridge(): Bridge {
  return window.bridge;
}

/** Waits for a reply. A rejected promise becomes the failure `bug`, so that a request fails in one way only. */
export async function settle<T>(asked: Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await asked;
  } catch {
    return { ok: false, failure: { code: 'bug' } };
  }
}
