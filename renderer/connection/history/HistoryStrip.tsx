import type { Happened } from '../../../preload/connection.ts';
import { classNames } from '../../parts/classNames.ts';
import { historyText } from '../../words/history/historyText.ts';
import { clockText, momentText, numberText } from '../../words/timeText.ts';
import styles from './HistoryStrip.module.css';

const hour = 3_600_000;
/** How far back the strip reaches, milliseconds. */
export const span = 24 * hour;
const labelsEvery = 6 * hour;
/** Entries so near to each other are one mark: two dots would lie on each other. */
const near = hour / 3;
/** Lines of a mark's title. */
const mostTitles = 12;

type Tone = 'good' | 'warn' | 'plain';

/** Entries in one place; `at` is in the middle of them, and the tone that of the worst. */
interface Mark {
  readonly at: number;
  readonly tone: Tone;
  readonly all: readonly Happened[];
}

/** The last 24 hours as a line: a dot for each entry, a number for many in one place, a bar where one failure followed another. Screen readers skip it: the list says the same. */
export function HistoryStrip({ history, now }: { readonly history: readonly Happened[]; readonly now: number }) {
  const begin = now - span;
  const marks = gathered(history.filter(({ at }) => at > begin && at <= now + hour));
  return (
    <div className={styles.strip} aria-hidden="true">
      <div className={styles.line}>
        {failing(history, begin).map(({ from, to }) => (
          <span
            key={to}
            className={styles.lasting}
            style={{ insetInlineStart: share(from, begin), width: share(begin + to - from, begin) }}
          />
        ))}
        {marks.map((mark) => (
          <span
            key={mark.at}
            className={classNames(mark.all.length > 1 ? styles.many : styles.dot, styles[mark.tone])}
            style={{ insetInlineStart: share(mark.at, begin) }}
            title={mark.all
              .map((one) => titleOf(one, now))
              .slice(0, mostTitles)
              .join('\n')}
          >
            {mark.all.length > 1 && numberText(mark.all.length)}
          </span>
        ))}
      </div>
      <div className={styles.labels}>
        {fullHours(begin, now).map((at) => (
          <span key={at} style={{ insetInlineStart: share(at, begin) }}>
            {clockText(at)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The entries as marks, the oldest first; those with a failure last, so that they lie on top. */
function gathered(history: readonly Happened[]): readonly Mark[] {
  const groups: Happened[][] = [];
  for (const happened of history.toSorted((one, other) => one.at - other.at)) {
    const [first] = groups.at(-1) ?? [];
    if (first !== undefined && happened.at - first.at < near) groups.at(-1)?.push(happened);
    else groups.push([happened]);
  }
  const marks = groups.map((group): Mark => {
    const tones = group.map(toneOf);
    const tone = (['warn', 'good'] as const).find((one) => tones.includes(one)) ?? 'plain';
    const [first, last] = [group[0]?.at ?? 0, group.at(-1)?.at ?? 0];
    return { at: (first + last) / 2, tone, all: group.toReversed() };
  });
  return marks.toSorted((one, other) => Number(one.tone === 'warn') - Number(other.tone === 'warn'));
}

/** The periods in which one failure followed another: main does not store every try between them. */
function failing(
  history: readonly Happened[],
  begin: number,
): readonly { readonly from: number; readonly to: number }[] {
  return history.flatMap((later, index) => {
    const earlier = history[index + 1];
    const isFailing = later.what === 'renewal-failed' && earlier?.what === 'renewal-failed';
    const from = Math.max(begin, earlier?.at ?? begin);
    return isFailing && later.at > from ? [{ from, to: later.at }] : [];
  });
}

function share(at: number, begin: number): string {
  return `${Math.min(100, Math.max(0, ((at - begin) / span) * 100))}%`;
}

function titleOf(happened: Happened, now: number): string {
  const { what, more } = historyText(happened);
  return [what, more, momentText(happened.at, now)].filter(Boolean).join(', ');
}

function toneOf({ what }: Happened): Tone {
  if (what === 'renewal-failed') return 'warn';
  return what === 'copied' || what === 'revealed' ? 'plain' : 'good';
}

/** The local hours to label: every sixth, an hour or more from both ends, or the label would be cut. */
function fullHours(begin: number, now: number): readonly number[] {
  const first = new Date(begin + hour);
  first.setMinutes(0, 0, 0);
  const hours: number[] = [];
  for (let at = first.getTime() + hour; at < now - hour; at += hour) {
    if (new Date(at).getHours() % (labelsEvery / hour) === 0) hours.push(at);
  }
  return hours;
}
