import type { Authorization } from '../../../preload/connection.ts';

const DAY = 24 * 60 * 60_000;
/** The day itself is a mark too, of sign-ins that lived for longer than this, milliseconds. */
const SHORTEST = 2 * DAY;
/** An end that moved by less is the same end: a provider may reckon it anew at each renewal. */
const SAME_END = DAY;

/** What was told last of a connection's end: which end, Unix ms, and how many days before it the mark was. */
interface ToldEnd {
  readonly endsAt: number;
  readonly days: number;
}

/** By the connection's id. */
export type ToldEnds = Readonly<Record<string, ToldEnd>>;

/** What is looked at of a connection. */
interface Ending {
  readonly id: string;
  readonly status: string;
  readonly authorization: Pick<Authorization, 'signedInAt' | 'endsAt'>;
}

/**
 * The nearest mark before the end that is reached now, in days; 0 is the day itself. Undefined before the first one, and
 * once it has ended. Marks in the first half of its life are none: a sign-in that lives for a month ends every month.
 * @param marks days before the end that are to be told
 */
export function reachedMark({ signedInAt, endsAt }: Ending['authorization'], marks: readonly number[], now: number) {
  const length = endsAt - signedInAt;
  if (now >= endsAt || length < SHORTEST) return undefined;
  if (now >= startOfDay(endsAt)) return 0;
  const reached = marks.filter((days) => days * DAY < length / 2 && now >= endsAt - days * DAY);
  return reached.length === 0 ? undefined : Math.min(...reached);
}

/**
 * Which ends are to be told now: each mark once, and after a long absence the nearest one alone. `told`: what has been told
 * then, of these connections only.
 * @param undoable the ids of connections that can be put back: what was told of them stays
 */
export function endsToTell<E extends Ending>(
  list: readonly E[],
  before: ToldEnds,
  marks: readonly number[],
  now: number,
  undoable: readonly string[] = [],
): { readonly news: readonly E[]; readonly told: ToldEnds } {
  const looked = list.map((one) => {
    const last = lastOf(one, before);
    // The day itself is told of beside the days that were chosen. Of one that has ended it is told that it needs a sign-in.
    const isSilent = marks.length === 0 || one.status === 'sign-in-needed';
    const days = isSilent ? undefined : reachedMark(one.authorization, marks, now);
    return { one, isNews: days !== undefined && (last === undefined || days < last.days), days, last };
  });
  const told = looked.flatMap(({ one, isNews, days, last }) => {
    const nearest = isNews ? days : last?.days;
    return nearest === undefined ? [] : [[one.id, { endsAt: one.authorization.endsAt, days: nearest }] as const];
  });
  const kept = Object.fromEntries(Object.entries(before).filter(([id]) => undoable.includes(id)));
  const news = looked.filter(({ isNews }) => isNews).map(({ one }) => one);
  return { news: news.toSorted(bySoonest), told: { ...kept, ...Object.fromEntries(told) } };
}

function lastOf({ id, authorization }: Ending, before: ToldEnds): ToldEnd | undefined {
  const last = Object.hasOwn(before, id) ? before[id] : undefined;
  return last !== undefined && Math.abs(last.endsAt - authorization.endsAt) < SAME_END ? last : undefined;
}

function bySoonest(one: Ending, other: Ending): number {
  return one.authorization.endsAt - other.authorization.endsAt;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
