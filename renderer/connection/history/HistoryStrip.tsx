import type { Happened } from '../../../preload/connection.ts';
import { historyText } from '../../words/historyText.ts';
import { clockText, momentText } from '../../words/timeText.ts';
import styles from './HistoryStrip.module.css';

const hour = 3_600_000;
/** How far back the strip reaches, milliseconds. */
export const span = 24 * hour;
const labelsEvery = 6 * hour;

/** The last 24 hours as a line: a dot for each entry, a bar where one failure followed another. Screen readers skip it: the list says the same. */
export function HistoryStrip({ history, now }: { readonly history: readonly Happened[]; readonly now: number }) {
  const begin = now - span;
  // Failures come last, so that they lie on top; the others with the newest on top.
  const seen = history
    .filter(({ at }) => at > begin && at <= now + hour)
    .toReversed()
    .toSorted((one, other) => Number(toneOf(one) === 'warn') - Number(toneOf(other) === 'warn'));
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
        {seen.map((happened, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: two things of one kind may happen in one millisecond
            key={`${happened.at} ${index}`}
            className={`${styles.dot} ${styles[toneOf(happened)]}`}
            style={{ insetInlineStart: share(happened.at, begin) }}
            title={titleOf(happened, now)}
          />
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

function toneOf({ what }: Happened): 'good' | 'warn' | 'plain' {
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
