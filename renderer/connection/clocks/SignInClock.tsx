import { CalendarPlus } from 'lucide-react';
import type { ConnectionState } from '../../../preload/connection.ts';
import { Button } from '../../parts/Button.tsx';
import { classNames } from '../../parts/classNames.ts';
import { useNow } from '../../state/useNow.ts';
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
  return (
    <section className={`card ${styles.card}`}>
      <h2 className={styles.title}>Sign-in</h2>
      <p className={styles.figure}>
        {left === undefined ? (
          estimated ? (
            'May end any day'
          ) : (
            'Ended'
          )
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
        <p className={styles.help}>Signed in {dayText(signedInAt)}</p>
        <p className={styles.help}>
          {left !== undefined ? 'Ends' : estimated ? 'Expected to end' : 'Ended'} {estimated && left && 'about '}
          {dayText(endsAt)}
        </p>
      </div>
      {left !== undefined && (
        <div className={styles.remind}>
          <Button look="quiet" isBusy={isSaving} onPress={reminder.save}>
            <CalendarPlus size={16} aria-hidden="true" />
            Add to calendar
          </Button>
        </div>
      )}
      <p role="status" className={reminder.saved === undefined ? 'spoken' : styles.saved}>
        {reminder.saved !== undefined && (
          <>
            <bdi>{reminder.saved}</bdi> is saved. Open it to add the reminder to your calendar.
          </>
        )}
      </p>
      {isSoonOver && (
        <div className={styles.soonOver}>
          <p>Sign in again {left === undefined ? 'now' : 'before then'} so that nothing stops.</p>
          {onSignInAgain && <Button onPress={onSignInAgain}>Sign in again</Button>}
        </div>
      )}
    </section>
  );
}
