import type { Bridge, Reply } from '../preload/contract.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

/** The door to main that the preload put on the window; nobody else may name it. */
export function windowBridge(): Bridge {
  return window.bridge;
}

/** The reply that was asked for; a door that breaks down counts as the failure `bug`, so that a screen has one way to fail. */
export async function settle<T>(asked: Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await asked;
  } catch {
    return { ok: false, failure: { code: 'bug' } };
  }
}
