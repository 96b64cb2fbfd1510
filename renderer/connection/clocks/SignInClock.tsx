import { CalendarPlus } from 'lucide-react';
import type { ConnectionState } from '../../../preload/connection.ts';
import { Button } from '../../parts/Button.tsx';
import { classNames } from '../../parts/classNames.ts';
import { useNow } from '../../state/useNow.ts';
import { richText, text } from '../../words/text.ts';
import { dayText, signInTimeLeft } from '../../words/timeText.ts';
import styles from './Clock.module.css';
import type { Reminder } from './useReminder.ts';

interface SignInClockProps {
  readonly authorization: ConnectionState['authorization'];
  readonly isSoonOver: boolean;
  readonly reminder: Reminder;
  readonly isSaving: boolean;
  /** Undefined where another button does the same. */
  readonly onSignInAgain: (() => void) | undefined;
}

/** The time left of the sign-in, as a bar from its first day to its end. */
export function SignInClock({ authorization, isSoonOver, reminder, isSaving, onSignInAgain }: SignInClockProps) {
  const now = useNow(60_000);
  const { signedInAt, endsAt, estimated } = authorization;
  const left = signInTimeLeft(endsAt, now);
  const share = Math.min(1, Math.max(0, (endsAt - now) / Math.max(1, endsAt - signedInAt)));
  const endId =
    left === undefined
      ? estimated
        ? 'signInClock.expected'
        : 'signInClock.ended'
      : estimated
        ? 'signInClock.endsAbout'
        : 'signInClock.ends';
  return (
    <section className={`card ${styles.card}`}>
      <h2 className={styles.title}>{text('signInClock.title')}</h2>
      <p className={styles.figure}>
        {left === undefined ? (
          text(estimated ? 'signInClock.mayEnd' : 'signInClock.over')
        ) : (
          <>
            {left.figure} <span className={styles.unit}>{left.unit}</span>
          </>
        )}
      </p>
      <div className={styles.bar} aria-hidden="true">
        <div
          className={classNames(styles.barLeft, isSoonOver && styles.barSoonOver)}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <div className={styles.ends}>
        <p className={styles.help}>{text('signInClock.since', { day: dayText(signedInAt) })}</p>
        <p className={styles.help}>{text(endId, { day: dayText(endsAt) })}</p>
      </div>
      {left !== undefined && (
        <div className={styles.remind}>
          <Button look="quiet" isBusy={isSaving} onPress={reminder.save}>
            <CalendarPlus size={16} aria-hidden="true" />
            {text('signInClock.remind')}
          </Button>
        </div>
      )}
      <p role="status" className={reminder.saved === undefined ? 'spoken' : styles.saved}>
        {reminder.saved !== undefined && richText('signInClock.saved', { file: <bdi>{reminder.saved}</bdi> })}
      </p>
      {isSoonOver && (
        <div className={styles.soonOver}>
          <p>{text(left === undefined ? 'signInClock.signInNow' : 'signInClock.signInBefore')}</p>
          {onSignInAgain && <Button onPress={onSignInAgain}>{text('act.sign-in')}</Button>}
        </div>
      )}
    </section>
  );
}
