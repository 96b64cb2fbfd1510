import { join } from 'node:path';
import type { NodeLogger } from 'electron-log';
import { isRegularFileOrMissing } from './atomicFile.ts';

/** What may be logged: only codes, counts and our own names, so that no field could hold a secret. */
export type LogEvent =
  | { readonly event: 'started'; readonly version: string; readonly electron: string }
  | { readonly event: 'request-failed'; readonly request: string; readonly code: string }
  | { readonly event: 'sender-refused'; readonly request: string }
  /** A page of ours sent what only one that was taken over sends. */
  | { readonly event: 'page-ended'; readonly excess: string }
  /** The registry was not whole at the start; `as` is its notice. */
  | { readonly event: 'registry-found'; readonly as: string }
  /** The history could not be read or written; `reason` is the system's code. */
  | { readonly event: 'ledger-lost'; readonly reason: string }
  /** A step of the app's end took too long, and the next one began. */
  | { readonly event: 'end-cut-short'; readonly step: string }
  /** A file of the app itself is not as it was packed: its path in the folder of resources. */
  | { readonly event: 'own-file-changed'; readonly file: string }
  /** Pipes or devices stood in the place of files, and were removed. */
  | { readonly event: 'pipes-removed'; readonly count: number }
  /** `name` is the error's class, `at` the first place in its stack; the message is dropped, because it may hold anything. */
  | { readonly event: 'bug'; readonly name: string; readonly at: string };

type Load = () => Promise<{ readonly default: NodeLogger }>;

const LARGEST_FILE = 1_000_000;

/**
 * Opens the log, `main.log` with a line of JSON for each event. The library loads at the first. When that or a write
 * fails, events are lost and nothing is thrown: that would be logged as a bug, and so on without end.
 */
export function openLog(folder: string, load: Load = () => import('electron-log/node')): (event: LogEvent) => void {
  let opening: Promise<(line: string) => void> | undefined;
  return (event) => {
    const line = JSON.stringify({ at: new Date().toISOString(), ...event });
    opening ??= openFile(folder, load).catch(() => () => undefined);
    void opening.then((write) => write(line)).catch(() => undefined);
  };
}

async function openFile(folder: string, load: Load): Promise<(line: string) => void> {
  const file = join(folder, 'main.log');
  // The library would wait for a reader of a pipe.
  if (!isRegularFileOrMissing(file)) return () => undefined;
  const { default: log } = await load();
  log.transports.console.level = false;
  log.transports.file.resolvePathFn = () => file;
  log.transports.file.maxSize = LARGEST_FILE;
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  log.transports.file.format = '{text}';
  return (line) => log.info(line);
}

/** A bug as an event for the log. */
export function bugEvent(error: unknown): LogEvent {
  if (!(error instanceof Error)) return { event: 'bug', name: typeof error, at: '' };
  // The stack starts with the message: only the places after it are read.
  const places = (error.stack ?? '').replace(error.message, '');
  const at = /^ +at (?:.* )?\(?([^()\s]+:\d+:\d+)\)?$/m.exec(places)?.[1] ?? '';
  return { event: 'bug', name: error.name, at: at.split('/').at(-1) ?? '' };
}
