import type { ActivityDay } from '../../preload/activity.ts';
import { classNames } from '../parts/classNames.ts';
import { dayCountText, renewalsText, totals } from '../words/history/activityText.ts';
import { text } from '../words/text.ts';
import { plainDayText } from '../words/timeText.ts';
import styles from './RenewalBars.module.css';

/** Height of the largest bar, pixels. */
const tallest = 56;
/** Height of a bar for one renewal. */
const smallest = 3;

/** The renewals of the last 30 days: a bar a day, with a dot above where some failed. */
export function RenewalBars({ days }: { readonly days: readonly ActivityDay[] }) {
  const most = Math.max(1, ...days.map(({ renewed }) => renewed));
  const { renewed, failed } = totals(days);
  return (
    <section className={`card ${styles.card}`} aria-label={text('activity.renewals')}>
      <div className={styles.head} aria-hidden="true">
        <p className={styles.title}>{text('activity.renewals')}</p>
        <p>{text('activity.renewed', { count: renewed })}</p>
        {failed > 0 && (
          <p className={styles.failed}>
            <span className={styles.dot} />
            {text('activity.failed', { count: failed })}
          </p>
        )}
      </div>
      <div className={styles.chart} role="img" aria-label={renewalsText(days)}>
        {days.map((day, index) => (
          <div key={day.at} className={styles.day} title={dayCountText(day)}>
            {day.failed > 0 && <span className={styles.dot} />}
            {day.renewed > 0 && (
              <span
                className={classNames(styles.bar, index === days.length - 1 && styles.today)}
                style={{ height: Math.max(smallest, Math.round((day.renewed / most) * tallest)) }}
              />
            )}
          </div>
        ))}
      </div>
      <div className={styles.labels} aria-hidden="true">
        {days.map((day, index) => (
          <span key={day.at}>{labelOf(day, index, days.length)}</span>
        ))}
      </div>
    </section>
  );
}

/** Each Monday is named, and today; not one so near to today that both would not fit. */
function labelOf({ at }: ActivityDay, index: number, count: number): string {
  if (index === count - 1) return text('activity.today');
  return new Date(at).getDay() === 1 && index < count - 3 ? plainDayText(at) : '';
}
