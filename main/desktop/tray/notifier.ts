import { Notification } from 'electron';
import type { Authorization, Copied } from '../../../preload/connection.ts';
import { alikeNames } from '../../../preload/shared/alikeNames.ts';
import { isolated } from '../../../preload/shared/names.ts';
import { sessionBusAddress } from '../dbus/connection.ts';
import { type EnglishLocale, formatTime } from '../system/localeFormat.ts';
import { COPY_WORDS } from './copyWords.ts';
import { literalBody } from './notificationMarkup.ts';

const DAY = 24 * 60 * 60_000;

/** A title and a sentence, never a secret. */
export interface SystemNotification {
  readonly title: string;
  readonly body: string;
}

/** Shown once, when the window is first closed. */
export const stillRunningNotification: SystemNotification = {
  title: 'Token Desk keeps running',
  body: 'Find it in the tray: copy a token there, open the window again, or quit.',
};

/** All connections: one that reads like another is named with its person. */
type All = Parameters<typeof alikeNames>[0];

/** Says what was copied, until when it is valid, and when the clipboard is cleared. */
export function copiedNotification(
  copied: Copied,
  all: All,
  locale: EnglishLocale,
  now = Date.now(),
): SystemNotification {
  const end = formatTime(copied.validUntil, now, locale);
  const seconds = Math.round((copied.clearsAt - now) / 1000);
  const { as } = COPY_WORDS[copied.format];
  return {
    title: as === '' ? 'Token copied' : `Token copied ${as}`,
    body: `${nameOf(copied, all)}, valid until ${end}, clipboard clears in ${seconds} s`,
  };
}

/** Says beside it that the background is paused. `until`: Unix ms. */
export function toldWhilePaused(
  told: SystemNotification,
  until: number,
  locale: EnglishLocale,
  now = Date.now(),
): SystemNotification {
  return { ...told, body: `${told.body}. Token Desk is paused until ${formatTime(until, now, locale)}.` };
}

/** Says which connections need a new sign-in; more than one are counted. */
export function signInNotification(
  needing: readonly { readonly id: string; readonly name: string }[],
  all: All,
): SystemNotification {
  const [first] = needing;
  const who =
    needing.length === 1 && first !== undefined ? `${nameOf(first, all)} needs` : `${needing.length} connections need`;
  return { title: 'Sign-in needed', body: `${who} a new sign-in. Click to open Token Desk.` };
}

/** Says when sign-ins end that end soon, the soonest first; of several the first is named. Times are Unix ms. */
export function endNotification(
  ending: readonly { readonly id: string; readonly name: string; readonly authorization: Authorization }[],
  all: All,
  locale: EnglishLocale,
  now: number,
): SystemNotification {
  const [first] = ending;
  if (first === undefined) return { title: 'Sign-ins end soon', body: '' };
  const { endsAt, estimated } = first.authorization;
  const ends = estimated ? 'may end' : 'ends';
  const days = Math.round((startOfDay(endsAt) - startOfDay(now)) / DAY);
  const at = formatTime(endsAt, endsAt, locale);
  const date = formatTime(endsAt, now, locale);
  const when = days === 0 ? `today at ${at}` : days === 1 ? `tomorrow at ${at}` : `in ${days} days, on ${date}`;
  const name = nameOf(first, all);
  if (ending.length === 1)
    return { title: 'A sign-in ends soon', body: `The sign-in of ${name} ${ends} ${when}. Click to open it.` };
  return {
    title: `${ending.length} sign-ins end soon`,
    body: `The first is that of ${name}: it ${ends} ${when}. Click to open it.`,
  };
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Says that another program keeps a token on the clipboard. */
export function keptNotification(kept: Copied, all: All): SystemNotification {
  const [who, where] = kept.keptBy ? [kept.keptBy, 'there'] : ['Another program', 'in your clipboard manager'];
  const body = `${who} keeps putting the token of ${nameOf(kept, all)} back on the clipboard. Delete it ${where}.`;
  return { title: 'Token still on the clipboard', body };
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
