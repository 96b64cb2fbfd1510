import type { ConnectionState } from '../../preload/contract.ts';
import { classNames } from '../classNames.ts';
import { dayText, endsSoon, signInTimeLeft } from '../timeText.ts';
import { useNow } from '../useNow.ts';
import styles from './Clock.module.css';

/** The authorization's year as a bar from the day of signing in to its end; what is filled is what is left. */
export function SignInClock({ authorization }: { readonly authorization: ConnectionState['authorization'] }) {
  const now = useNow(60_000);
  const { signedInAt, endsAt, estimated } = authorization;
  const left = signInTimeLeft(endsAt, now);
  const isSoonOver = endsSoon(authorization, now);
  const share = Math.min(1, Math.max(0, (endsAt - now) / Math.max(1, endsAt - signedInAt)));
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>Sign-in</h2>
      <p className={styles.figure}>
        {left === undefined ? (
          'Ended'
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
          {left === undefined ? 'Ended' : 'Ends'} {estimated && 'about '}
          {dayText(endsAt)}
        </p>
      </div>
      {isSoonOver && <p className={styles.soonOver}>Sign in again before then, and nothing stops.</p>}
    </section>
  );
}
