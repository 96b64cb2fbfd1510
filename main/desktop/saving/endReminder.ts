import { fill } from '../words/filledWords.ts';
import { say } from '../words/words.ts';

/** What a reminder is about. */
interface Ending {
  /** A connection's. */
  readonly id: string;
  readonly name: string;
  /** Unix ms. */
  readonly endsAt: number;
  /** Nobody knows the end for certain. */
  readonly estimated: boolean;
}

/** How long the entry takes in a calendar, minutes. */
const LENGTH = 30;
/** When the calendar reminds, days before. */
const REMINDS = [7, 1];
/** Bytes of a line. @see RFC 5545 §3.1 */
const LONGEST_LINE = 75;

/**
 * The end of a sign-in as a calendar's file, with two reminders: the name and the time, and nothing that is secret. A second
 * one of the same connection takes the first one's place in the calendar. Undefined for a time that no calendar knows. The
 * library loads when needed. @see RFC 5545
 */
export async function endReminder({ id, name, endsAt, estimated }: Ending, now: number): Promise<string | undefined> {
  if (Number.isNaN(new Date(endsAt).getTime())) return undefined;
  const { createEvent } = await import('ics');
  const title = fill('reminder.ends', { name: plain(name), estimated: estimated ? 'yes' : 'no' });
  const { value } = createEvent({
    ...{ uid: `${id}@token-desk`, productId: 'Token Desk', title },
    ...{ start: endsAt, startInputType: 'utc', startOutputType: 'utc', duration: { minutes: LENGTH } },
    ...{ created: now, lastModified: now, sequence: Math.floor(now / 1000) },
    description: say('reminder.what'),
    ...{ classification: 'PRIVATE', busyStatus: 'FREE' },
    // In hours: of days the library writes no valid duration.
    alarms: REMINDS.map((days) => ({
      ...{ action: 'display', description: title },
      trigger: { before: true, hours: days * 24 },
    })),
  });
  return value ? folded(value) : undefined;
}

/** Folds lines by their bytes, within no character; the library counts characters. */
function folded(file: string): string {
  const lines = file.replace(/\r\n[\t ]/g, '').split('\r\n');
  return lines.map(foldedLine).join('\r\n');
}

function foldedLine(line: string): string {
  let length = 0;
  let folds = '';
  for (const character of line) {
    const bytes = Buffer.byteLength(character);
    if (length + bytes > LONGEST_LINE) {
      folds += '\r\n ';
      length = 1;
    }
    folds += character;
    length += bytes;
  }
  return folds;
}

/** A name for the file, which each system takes. */
export function reminderName(name: string): string {
  const safe = plain(name)
    .replace(/[\\/:*?"<>|]/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...safe].slice(0, LONGEST_NAME).join('');
  return `${fill('save.reminderName', { name: short }).trim()}.ics`;
}

/** Characters of a connection's name in a file's, which has 255 bytes. */
const LONGEST_NAME = 40;

/** Without line breaks, and without signs that turn the text around. */
function plain(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}
