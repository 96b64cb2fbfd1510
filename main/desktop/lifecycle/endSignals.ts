/** What ends a program from outside: `kill`, Ctrl+C, the end of a terminal or of the session. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Calls `end` at each signal that ends a program, instead of what was called before. Electron takes the signals over once
 * its main loop runs, so this must be called again when the app is ready: else a signal looks like a person's quit.
 */
export function onEndSignal(end: () => void): void {
  for (const signal of SIGNALS) {
    process.removeAllListeners(signal);
    process.on(signal, end);
  }
}
