import { useState } from 'react';
import type { Bridge, ConnectionState, Happened } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { momentText } from '../timeText.ts';
import { useNow } from '../useNow.ts';
import styles from './History.module.css';
import { HistoryStrip } from './HistoryStrip.tsx';
import { historyRows, historyText, rowCountText } from './historyText.ts';
import { useHistory } from './useHistory.ts';

/** Shown until somebody wants to see all. */
const fewRows = 3;

interface HistoryProps {
  readonly bridge: Bridge;
  readonly connection: ConnectionState;
}

/** What happened to a connection: the last 24 hours as a picture, then as a list. */
export function History({ bridge, connection }: HistoryProps) {
  const [showsAll, setShowsAll] = useState(false);
  const now = useNow(60_000);
  const history = useHistory(bridge, connection.id, connection.newest);
  if (history === undefined) return null;
  const rows = historyRows(history);
  return (
    <section className={styles.card} aria-labelledby="history-title">
      <h2 id="history-title" className={styles.title}>
        Last 24 hours
      </h2>
      <HistoryStrip history={history} now={now} />
      {rows.length === 0 && <p className={styles.none}>Nothing has happened yet.</p>}
      <ol className={styles.rows}>
        {(showsAll ? rows : rows.slice(0, fewRows)).map(({ happened, count }) => (
          <Row key={`${happened.at} ${happened.what} ${count}`} happened={happened} count={count} now={now} />
        ))}
      </ol>
      {rows.length > fewRows && (
        <Button look="quiet" expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? 'Show less' : 'Show all'}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly happened: Happened;
  readonly count: number;
  readonly now: number;
}

function Row({ happened, count, now }: RowProps) {
  const { what, more } = historyText(happened);
  const often = rowCountText(count);
  return (
    <li className={styles.row}>
      <time className={styles.time} dateTime={new Date(happened.at).toISOString()}>
        {momentText(happened.at, now)}
      </time>
      <span className={styles.what}>{what}</span>
      <span className={styles.more}>{[more, often].filter(Boolean).join(', ')}</span>
    </li>
  );
}
