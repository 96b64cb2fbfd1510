import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import { useNow } from '../state/useNow.ts';
import { dayTitle } from '../words/history/activityText.ts';
import { text } from '../words/text.ts';
import { ActivityRow } from './ActivityRow.tsx';
import styles from './ActivityTable.module.css';
import { tableItems } from './tableItems.ts';
import type { LoadedActivity } from './useActivity.ts';

/** Height of a line before it is measured, pixels. */
const lineHeight = 40;
/** So many lines before the end the older ones are asked for. */
const early = 30;

interface ActivityTableProps {
  readonly loaded: LoadedActivity;
  readonly connections: readonly ConnectionState[];
  readonly onEnd: () => void;
  /** What scrolls. */
  readonly page: RefObject<HTMLElement | null>;
}

/** The entries by their days, the newest first. Only the lines in sight are in the document. */
export function ActivityTable({ loaded, connections, onEnd, page }: ActivityTableProps) {
  const now = useNow(60_000);
  const items = useMemo(() => tableItems(loaded.entries), [loaded.entries]);
  const known = useMemo(() => new Map(connections.map((one) => [one.id, one])), [connections]);
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const above = body.current?.getBoundingClientRect().top ?? 0;
    const frame = page.current?.getBoundingClientRect().top ?? 0;
    setTop(above - frame + (page.current?.scrollTop ?? 0));
  });
  const lines = useVirtualizer({
    count: items.length,
    getScrollElement: () => page.current,
    estimateSize: () => lineHeight,
    getItemKey: (index) => items[index]?.key ?? index,
    measureElement: (element) => element.getBoundingClientRect().height || lineHeight,
    observeElementRect: observeWindow,
    scrollMargin: top,
    overscan: 10,
  });
  const shown = lines.getVirtualItems();
  const last = shown.at(-1)?.index ?? -1;
  const isNearEnd = last >= items.length - early;
  const reachEnd = useEffectEvent(onEnd);
  useEffect(() => {
    if (isNearEnd && loaded.next !== undefined) reachEnd();
  }, [isNearEnd, loaded.next]);

  const [first] = loaded.entries;
  const above = (shown[0]?.start ?? top) - top;
  const below = lines.getTotalSize() - ((shown.at(-1)?.end ?? top) - top);
  return (
    <div className={`card ${styles.frame}`}>
      <table className={styles.table} aria-label={text('activity.title')} aria-rowcount={rowCount(loaded)}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.time}>
              {first === undefined ? text('activity.time') : dayTitle(first.at, now)}
            </th>
            <th scope="col" className={styles.connection}>
              {text('activity.connection')}
            </th>
            <th scope="col">{text('activity.what')}</th>
            <th scope="col" className={styles.who}>
              {text('activity.how')}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {above > 0 && <Gap height={above} />}
          {shown.map(({ index, key }) => {
            const item = items[index];
            if (item === undefined) return null;
            return (
              <tr
                key={key}
                ref={lines.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={item.is === 'day' ? styles.day : styles.row}
              >
                {item.is === 'day' ? (
                  <th scope="rowgroup" colSpan={4}>
                    {dayTitle(item.at, now)}
                  </th>
                ) : (
                  <ActivityRow entry={item.entry} connection={known.get(item.entry.id)} />
                )}
              </tr>
            );
          })}
          {below > 0 && <Gap height={below} />}
        </tbody>
      </table>
    </div>
  );
}

/** The room of the lines that are out of sight. */
function Gap({ height }: { readonly height: number }) {
  return (
    <tr>
      <td aria-hidden="true" colSpan={4} className={styles.gap} style={{ height }} />
    </tr>
  );
}

/** -1: more than are loaded, nobody knows how many. */
function rowCount({ next, entries }: LoadedActivity): number {
  return next === undefined ? entries.length + 1 : -1;
}

/** The page is never higher than the window, of which nobody has to ask how the page is laid out. */
function observeWindow(
  _lines: Virtualizer<HTMLElement, Element>,
  tell: (rect: { readonly width: number; readonly height: number }) => void,
): () => void {
  const look = (): void => tell({ width: window.innerWidth, height: window.innerHeight });
  look();
  window.addEventListener('resize', look);
  return () => window.removeEventListener('resize', look);
}
