import type { ActivityEntry } from '../../preload/activity.ts';
import type { ConnectionState } from '../../preload/connection.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { entryTimeText, whoText, whyText } from '../words/history/activityText.ts';
import { eventText } from '../words/history/historyText.ts';
import { text } from '../words/text.ts';
import { clockText } from '../words/timeText.ts';
import styles from './ActivityTable.module.css';

interface ActivityRowProps {
  readonly entry: ActivityEntry;
  /** Undefined for one that was removed. */
  readonly connection: ConnectionState | undefined;
}

/** The cells of an entry: when, whose, what, and how. */
export function ActivityRow({ entry, connection }: ActivityRowProps) {
  const { at, id, name, organisation = '', what, by } = entry;
  const why = whyText(entry);
  const title = name || organisation || text('activity.noName');
  return (
    <>
      <td className={styles.time}>
        <time dateTime={new Date(at).toISOString()} title={entryTimeText(at)}>
          {clockText(at)}
        </time>
      </td>
      <td className={styles.connection}>
        <span className={styles.whose}>
          <Avatar
            id={id}
            name={title}
            environment={connection?.environment ?? 'production'}
            organisationId={connection?.profile?.organisationId}
            colour={connection?.colour}
            size="small"
          />
          <bdi className={styles.name} title={organisation === '' ? title : `${title}, ${organisation}`}>
            {title}
          </bdi>
          {connection === undefined && <span className={styles.removed}>{text('activity.removedOne')}</span>}
        </span>
      </td>
      <td className={styles.what} title={why}>
        {what === 'renewal-failed' && <span className={styles.dot} aria-hidden="true" />}
        <b className={what === 'renewal-failed' ? styles.failed : undefined}>{eventText(what)}</b>
        {why !== '' && <span className={styles.why}> {why}</span>}
      </td>
      <td className={styles.who}>{whoText(by)}</td>
    </>
  );
}
