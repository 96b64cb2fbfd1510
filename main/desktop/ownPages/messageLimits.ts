import type { WebContents } from 'electron';
import { LONGEST_MESSAGE } from '../../../preload/shared/message.ts';
import type { Clock } from '../../connections/model/ports.ts';
import { TokenBucket } from '../../connections/timing/tokenBucket.ts';

/** Why a page was ended. */
export type Excess = 'message-too-large' | 'too-many-messages';

/** Our busiest page asks some ten times a second while a person clicks as fast as they can. */
const MESSAGES = { burst: 250, perMinute: 6_000 };
/** Electron's own few, and what nobody answers: of each of those Electron writes an error, which takes main a millisecond. */
const OTHERS = { burst: 30, perMinute: 600 };
/** Ours send one string; some of Electron's own send two. */
const MOST_WORDS = 4;
/**
 * What Electron's `WebContents` gets from its page, on whatever channel: a channel without a handler is seen by none of the
 * public events. An Electron without these names has the limits of each channel alone.
 */
const ARRIVALS = ['-ipc-invoke', '-ipc-message', '-ipc-message-sync', '-ipc-ports'];

/**
 * Stands before everything that listens to one of our own pages. Ends the page at the first message that our preload would
 * never send, and when it sends without end: only one whose process was taken over does. Nothing more is passed on then,
 * though Electron still deserialises what had been sent already (docs/electron.md "Messages of a page").
 * @param channels those that are answered
 * @param onEnd called when the page is ended
 */
export function limitMessages(
  contents: WebContents,
  channels: readonly string[],
  clock: Clock,
  onEnd: (excess: Excess) => void,
): void {
  const messages = new TokenBucket(clock, MESSAGES);
  const others = new TokenBucket(clock, OTHERS);
  const known = new Set<unknown>(channels);
  // Not `WebContents`: these events are none of its documented ones.
  const arrivals: NodeJS.EventEmitter = contents;
  let ended: number | undefined;
  const end = (id: number, excess: Excess) => {
    ended = id;
    endProcess(contents, id);
    onEnd(excess);
  };
  // The next page has a process of its own, perhaps by the same number.
  contents.on('render-process-gone', () => {
    ended = undefined;
  });
  for (const arrival of ARRIVALS) {
    const listeners = arrivals.rawListeners(arrival);
    arrivals.removeAllListeners(arrival);
    arrivals.on(arrival, (event: unknown, ...rest: readonly unknown[]) => {
      const id = contents.getOSProcessId();
      if (id === ended) return;
      const isKnown = known.has(rest.find((word) => typeof word === 'string'));
      if (!(isKnown ? messages : others).take()) end(id, 'too-many-messages');
      else if (arrival === '-ipc-ports' || !rest.every(isShort)) end(id, 'message-too-large');
      else for (const listener of listeners) Reflect.apply(listener, contents, [event, ...rest]);
    });
  }
}

/** Whether what Electron tells of a message is small: a flag, the channel, and the list of what was sent. */
function isShort(word: unknown): boolean {
  if (Array.isArray(word)) return word.length <= MOST_WORDS && word.every(isWord);
  return isWord(word);
}

/**
 * Never looks into an object: to count a million names takes main a second. Of Electron's own messages one holds objects,
 * the answer to a script that main runs in the page, which the app never does.
 */
function isWord(value: unknown): boolean {
  return typeof value === 'string' ? value.length <= LONGEST_MESSAGE : typeof value !== 'object' || value === null;
}

/** By the system: Electron's own call asks the process to end itself, which one that was taken over need not do. */
function endProcess(contents: WebContents, id: number): void {
  try {
    // 0, a process that is not there, would be our own group.
    if (id > 0) process.kill(id, 'SIGKILL');
  } catch {
    contents.forcefullyCrashRenderer();
  }
}
