import { Notification } from 'electron';
import type { Authorization, Copied } from '../../../preload/connection.ts';
import { alikeNames } from '../../../preload/shared/alikeNames.ts';
import { isolated } from '../../../preload/shared/names.ts';
import { sessionBusAddress } from '../dbus/connection.ts';
import { formatTime } from '../system/localeFormat.ts';
import { fill } from '../words/filledWords.ts';
import { locale, say } from '../words/words.ts';
import { copiedAs } from './copyWords.ts';
import { literalBody } from './notificationMarkup.ts';

const DAY = 24 * 60 * 60_000;

/** A title and a sentence, never a secret. */
export interface SystemNotification {
  readonly title: string;
  readonly body: string;
}

/** Shown once, when the window is first closed. */
export function stillRunningNotification(): SystemNotification {
  return { title: say('notification.keepsRunning'), body: say('notification.keepsRunningWhere') };
}

/** All connections: one that reads like another is named with its person. */
type All = Parameters<typeof alikeNames>[0];

/** Says what was copied, until when it is valid, and when the clipboard is cleared. */
export function copiedNotification(copied: Copied, all: All, now = Date.now()): SystemNotification {
  const end = formatTime(copied.validUntil, now, locale());
  const seconds = Math.round((copied.clearsAt - now) / 1000);
  const as = copiedAs(copied.format);
  return {
    title: as === '' ? say('notification.copied') : fill('notification.copiedAs', { as }),
    body: fill('notification.copiedUntil', { name: nameOf(copied, all), end, seconds }),
  };
}

/** Says beside it that the background is paused. `until`: Unix ms. */
export function toldWhilePaused(told: SystemNotification, until: number, now = Date.now()): SystemNotification {
  return { ...told, body: fill('notification.paused', { said: told.body, end: formatTime(until, now, locale()) }) };
}

/** Says which connections need a new sign-in; more than one are counted. */
export function signInNotification(
  needing: readonly { readonly id: string; readonly name: string }[],
  all: All,
): SystemNotification {
  const [first] = needing;
  const body =
    needing.length === 1 && first !== undefined
      ? fill('notification.oneNeedsSignIn', { name: nameOf(first, all) })
      : fill('notification.manyNeedSignIn', { count: needing.length });
  return { title: say('notification.signInNeeded'), body };
}

/** Says when sign-ins end that end soon, the soonest first; of several the first is named. Times are Unix ms. */
export function endNotification(
  ending: readonly { readonly id: string; readonly name: string; readonly authorization: Authorization }[],
  all: All,
  now: number,
): SystemNotification {
  const [first] = ending;
  if (first === undefined) return { title: say('notification.endSoon'), body: '' };
  const { endsAt, estimated } = first.authorization;
  const values = {
    name: nameOf(first, all),
    estimated: estimated ? 'yes' : 'no',
    days: Math.round((startOfDay(endsAt) - startOfDay(now)) / DAY),
    time: formatTime(endsAt, endsAt, locale()),
    date: formatTime(endsAt, now, locale()),
  };
  if (ending.length === 1) return { title: say('notification.endSoon'), body: fill('notification.ends', values) };
  return {
    title: fill('notification.manyEndSoon', { count: ending.length }),
    body: fill('notification.firstEnds', values),
  };
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Says that another program keeps a token on the clipboard. */
export function keptNotification(kept: Copied, all: All): SystemNotification {
  const name = nameOf(kept, all);
  const body = kept.keptBy
    ? fill('notification.keptByProgram', { program: kept.keptBy, name })
    : fill('notification.keptBySomeone', { name });
  return { title: say('notification.stillThere'), body };
}

function nameOf({ id, name }: { readonly id: string; readonly name: string }, all: All): string {
  return [name, alikeNames(all).get(id) ?? ''].filter(Boolean).map(isolated).join(', ');
}

/** Shows a notification if the system supports them; a click on it calls `onClick`. Without a sound, unless one is wished. */
export async function notify(
  { title, body }: SystemNotification,
  onClick: () => void,
  hasSound = false,
): Promise<void> {
  if (!Notification.isSupported()) return;
  const isLinux = process.platform === 'linux';
  const literal = isLinux ? await literalBody(body, sessionBusAddress(process.env)) : body;
  const notification = new Notification({ title, body: literal, silent: !hasSound });
  keep(notification);
  notification.on('click', onClick);
  notification.show();
}

/** What is shown and may still be clicked: without a reference it is collected as garbage, and a click on it does nothing. */
const shown = new Set<Notification>();
/** Not every server tells that one was closed: older ones are let go. */
const MOST_SHOWN = 50;

function keep(notification: Notification): void {
  const letGo = () => void shown.delete(notification);
  notification.on('click', letGo);
  notification.on('close', letGo);
  notification.on('failed', letGo);
  shown.add(notification);
  const [oldest] = shown;
  if (shown.size > MOST_SHOWN && oldest !== undefined) shown.delete(oldest);
}
