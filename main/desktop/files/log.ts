import { join } from 'node:path';
import type { NodeLogger } from 'electron-log';
import { isPlain } from './atomicFile.ts';

/** What may be written down. Codes, counts and our own names only: there is no field that a secret could stand in. */
export type LogEvent =
  | { readonly event: 'started'; readonly version: string; readonly electron: string }
  | { readonly event: 'request-failed'; readonly request: string; readonly code: string }
  | { readonly event: 'sender-refused'; readonly request: string }
  /** How the registry was found at the start, when not whole; `as` is the notice of it. */
  | { readonly event: 'registry-found'; readonly as: string }
  /** The history could not be read or written; `reason` is the system's code. */
  | { readonly event: 'ledger-lost'; readonly reason: string }
  /** A step of the app's end took too long, and the next one began. */
  | { readonly event: 'end-cut-short'; readonly step: string }
  /** `name` is the error's class, `at` the first place in our own code; its message may hold anything and is not kept. */
  | { readonly event: 'bug'; readonly name: string; readonly at: string };

const LARGEST_FILE = 1_000_000;

/**
 * Writes events as lines of JSON into `main.log` in the given folder. A log that cannot be written, or whose library does
 * not load, loses the events and stops nothing: a rejection from here would be logged as a bug, and so on without end.
 * @param load loads the library at the first event, so that no window waits for it
 */
export function openLog(
  folder: string,
  load: () => Promise<{ readonly default: NodeLogger }> = () => import('electron-log/node'),
): (event: LogEvent) => void {
  let opening: Promise<(line: string) => void> | undefined;
  return (event) => {
    const line = JSON.stringify({ at: new Date().toISOString(), ...event });
    opening ??= openFile(folder, load).catch(() => () => undefined);
    void opening.then((write) => write(line)).catch(() => undefined);
  };
}

async function openFile(
  folder: string,
  load: () => Promise<{ readonly default: NodeLogger }>,
): Promise<(line: string) => void> {
  const file = join(folder, 'main.log');
  // The library waits for whoever reads a pipe.
  if (!isPlain(file)) return () => undefined;
  const { default: log } = await load();
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = LARGEST_FILE;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.format = '{text}';
  return (line) => log.info(line);
}

/** A bug as it may be written down. */
export function bugEvent(error: unknown): LogEvent {
  if (!(error instanceof Error)) return { event: 'bug', name: typeof error, at: '' };
  // The stack begins with the message as it was first: only the places below it are read.
  const places = (error.stack ?? '').replace(error.message, '');
  const at = /^ +at (?:.* )?\(?([^()\s]+:\d+:\d+)\)?$/m.exec(places)?.[1] ?? '';
  return { event: 'bug', name: error.name, at: at.split('/').at(-1) ?? '' };
}
