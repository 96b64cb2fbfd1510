import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ConnectionState } from '../../../preload/connection.ts';
import type { Bridge } from '../../../preload/contract.ts';
import { Button } from '../../parts/Button.tsx';
import { classNames } from '../../parts/classNames.ts';
import { useNow } from '../../state/useNow.ts';
import { type HistoryRow, historyRows, historyText, repetitionText } from '../../words/history/historyText.ts';
import { text } from '../../words/text.ts';
import { momentText } from '../../words/timeText.ts';
import styles from './History.module.css';
import { HistoryStrip, span } from './HistoryStrip.tsx';
import { useHistory } from './useHistory.ts';

/** How many rows show before “Show all”. */
const fewRows = 3;

interface HistoryProps {
  readonly bridge: Bridge;
  readonly connection: ConnectionState;
  readonly onShowActivity: () => void;
}

/** A connection's history: the last 24 hours as a strip, then as a list. */
export function History({ bridge, connection, onShowActivity }: HistoryProps) {
  const [showsAll, setShowsAll] = useState(false);
  const now = useNow(60_000);
  const history = useHistory(bridge, connection.id, connection.newest);
  if (history === undefined) return null;
  const border = now - span;
  const rows = historyRows(history, border);
  const recent = rows.filter(({ newest }) => newest.at > border);
  const earlier = rows.filter(({ newest }) => newest.at <= border);
  return (
    <section className={`card ${styles.card}`} aria-labelledby="history-title">
      <div className={styles.head}>
        <h2 id="history-title" className={styles.title}>
          {text('history.title')}
        </h2>
        <Button look="quiet" onPress={onShowActivity} label={text('history.allOf', { name: connection.name })}>
          {text('history.all')}
          <ChevronRight size={14} aria-hidden="true" />
        </Button>
      </div>
      <HistoryStrip history={history} now={now} />
      {recent.length === 0 && (
        <p className={styles.none}>{text(earlier.length === 0 ? 'history.none' : 'history.noneRecently')}</p>
      )}
      <Rows rows={showsAll ? recent : recent.slice(0, fewRows)} now={now} />
      {showsAll && earlier.length > 0 && (
        <>
          <h3 className={classNames(styles.title, styles.earlier)}>{text('history.earlier')}</h3>
          <Rows rows={earlier} now={now} />
        </>
      )}
      {(recent.length > fewRows || earlier.length > 0) && (
        <Button look="quiet" expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
          {text(showsAll ? 'history.showLess' : 'history.showAll')}
        </Button>
      )}
    </section>
  );
}

function Rows({ rows, now }: { readonly rows: readonly HistoryRow[]; readonly now: number }) {
  if (rows.length === 0) return null;
  return (
    <ol className={styles.rows}>
      {rows.map((row) => (
        <Row key={`${row.newest.at} ${row.newest.what} ${row.count}`} row={row} now={now} />
      ))}
    </ol>
  );
}

function Row({ row, now }: { readonly row: HistoryRow; readonly now: number }) {
  const { at } = row.newest;
  const { what, more } = historyText(row.newest);
  return (
    <li className={styles.row}>
      <time className={styles.time} dateTime={new Date(at).toISOString()}>
        {momentText(at, now)}
      </time>
      <span className={styles.what}>{what}</span>
      <span className={styles.more}>{[more, repetitionText(row, now)].filter(Boolean).join(', ')}</span>
    </li>
  );
}
