import type { ConnectionState } from '../../../preload/connection.ts';
import { useNowNear } from '../../state/useNow.ts';
import { text } from '../../words/text.ts';
import { momentText, tokenTimeLeft } from '../../words/timeText.ts';
import styles from './Clock.module.css';
import { Ring } from './Ring.tsx';

/** The time left of the access token, as a ring. It moves once a minute, and each second in the last five minutes. */
export function AccessTokenClock({ accessToken }: { readonly accessToken: ConnectionState['accessToken'] }) {
  return (
    <section className={`card ${styles.card}`}>
      <h2 className={styles.title}>{text('tokenClock.title')}</h2>
      {accessToken === undefined ? <None /> : <Running {...accessToken} />}
    </section>
  );
}

type AccessToken = NonNullable<ConnectionState['accessToken']>;

function Running({ issuedAt, expiresAt, renewsAt }: AccessToken) {
  const now = useNowNear(expiresAt);
  const left = tokenTimeLeft(expiresAt, now);
  if (left === undefined) return <None />;
  return (
    <div className={styles.ringAndWords}>
      <Ring share={(expiresAt - now) / Math.max(1, expiresAt - issuedAt)} />
      <div>
        <p className={styles.figure}>
          {left.figure} <span className={styles.unit}>{left.unit}</span>
        </p>
        <p className={styles.line}>{text('tokenClock.until', { until: momentText(expiresAt, now) })}</p>
        <p className={styles.help}>
          {renewsAt > now
            ? text('tokenClock.renewsAt', { at: momentText(renewsAt, now) })
            : text('tokenClock.renewsOnCopy')}
        </p>
      </div>
    </div>
  );
}

function None() {
  return (
    <div className={styles.ringAndWords}>
      <Ring share={0} />
      <div>
        <p className={styles.line}>{text('tokenClock.none')}</p>
        <p className={styles.help}>{text('tokenClock.renewsOnCopy')}</p>
      </div>
    </div>
  );
}
