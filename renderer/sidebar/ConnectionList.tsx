import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { ConnectionAct } from '../menus/connectionActs.ts';
import { classNames } from '../parts/classNames.ts';
import { useNow } from '../state/useNow.ts';
import { groupText } from '../words/listText.ts';
import { listedStatus, statusLine } from '../words/statusText.ts';
import { locale, text } from '../words/text.ts';
import styles from './ConnectionList.module.css';
import { ConnectionRow, rowId } from './ConnectionRow.tsx';
import { headingHeight, listLines, rowHeight } from './listLines.ts';
import { gapAt, placeOf } from './order/handOrder.ts';
import { type ListGroup, rowsOf } from './order/listGroups.ts';
import type { HandOrder } from './order/useHandOrder.ts';
import { useRowDrag } from './order/useRowDrag.ts';
import { RowMenu } from './RowMenu.tsx';
import { useListKeys } from './useListKeys.ts';

interface ConnectionListProps {
  readonly groups: readonly ListGroup[];
  readonly selectedId: string;
  /** Whose they are, of those that read alike, by id. */
  readonly people: ReadonlyMap<string, string>;
  readonly onSelect: (id: string) => void;
  readonly onStar: (id: string, isFavourite: boolean) => void;
  readonly hand: HandOrder;
  readonly actsOf: (connection: ConnectionState) => readonly ConnectionAct[];
  readonly onAct: (connection: ConnectionState, act: ConnectionAct) => void;
  /** Stands beside the heading at the top. */
  readonly orderMenu: ReactNode;
  readonly list: RefObject<HTMLDivElement | null>;
}

/** Lines beside those in sight that are there already when the list is scrolled, on each side. */
const spare = 8;

/**
 * The connections as one list box in groups: one stop for Tab, arrows move the choice, letters jump to a name. Only the
 * rows in sight are in the document, so that a thousand stay quick, and the chosen one, which the list box names. Each
 * says which of how many it is. The heading of the group at the top stands above the list and does not scroll.
 */
export function ConnectionList(props: ConnectionListProps) {
  const { groups, selectedId, people, onSelect, onStar, hand, actsOf, onAct, orderMenu, list } = props;
  const [menu, setMenu] = useState<{ readonly id: string; readonly x: number; readonly y: number }>();
  const now = useNow(60_000);
  const rows = useMemo(() => rowsOf(groups), [groups]);
  const lines = useMemo(() => listLines(groups), [groups]);
  const selectedLine = lines.findIndex(({ connection }) => connection?.id === selectedId);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => list.current,
    // With the lines both are other functions, which has all places reckoned anew.
    estimateSize: useCallback((index) => (lines[index]?.connection === undefined ? headingHeight : rowHeight), [lines]),
    getItemKey: useCallback((index) => lines[index]?.connection?.id ?? lines[index]?.group ?? index, [lines]),
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      const isThere = selectedLine < 0 || inSight.includes(selectedLine);
      return isThere ? inSight : [...inSight, selectedLine].toSorted((one, next) => one - next);
    },
    overscan: spare,
    paddingStart: 2,
    paddingEnd: 8,
    scrollPaddingEnd: 8,
    initialRect: { width: 0, height: window.innerHeight },
    observeElementRect: observeSize,
  });

  const isNew = useRef(true);
  const bringInSight = useEffectEvent((id: string) => {
    const isAtTop = isNew.current && id === rows[0]?.id;
    const align = isNew.current ? 'center' : 'auto';
    isNew.current = false;
    // Scrolling would have the whole page laid out once more at the start.
    if (!isAtTop && selectedLine >= 0) virtualizer.scrollToIndex(selectedLine, { align });
  });
  // Whoever chose it: a key, the tray, or that it was just added.
  useLayoutEffect(() => bringInSight(selectedId), [selectedId]);

  // One listener for all rows, so that no row receives a function and all stay memoised.
  const connectionAt = (target: EventTarget): ConnectionState | undefined => {
    const row = target instanceof Element ? target.closest('[role="option"]') : null;
    return rows.find(({ id }) => rowId(id) === row?.id);
  };
  const { drag, ...dragging } = useRowDrag({
    isOn: hand.isOn,
    rowAt: (target) => connectionAt(target)?.id,
    onDrop: ({ id, y }) => void hand.put(id, dropOf(id, y).to),
  });
  /** Where a row that is dragged would stand. */
  const dropOf = (id: string, y: number) => {
    const group = groups.find(({ connections }) => connections.some((one) => one.id === id));
    const first = lines.findIndex((line) => line.group === group?.name && line.connection !== undefined);
    const start = virtualizer.measurementsCache[first]?.start ?? 0;
    const { gap, to } = gapAt((y - start) / rowHeight, placeOf(groups, id), group?.connections.length ?? 0);
    return { top: start + gap * rowHeight, to };
  };
  const onClick = ({ target }: MouseEvent): void => {
    const clicked = connectionAt(target);
    if (clicked === undefined || !(target instanceof Element) || dragging.wasDragged()) return;
    if (target.closest('[data-star]') === null) onSelect(clicked.id);
    else onStar(clicked.id, clicked.favourite !== true);
  };
  const onContextMenu = (event: MouseEvent): void => {
    // The menu key has no place: the list has the focus, and its chosen row is meant.
    const isByKey = event.button !== 2;
    const clicked = isByKey ? rows.find(({ id }) => id === selectedId) : connectionAt(event.target);
    if (clicked === undefined) return;
    // No question to main, and no menu of the system.
    event.preventDefault();
    event.nativeEvent.stopPropagation();
    const row = document.getElementById(rowId(clicked.id))?.getBoundingClientRect();
    const place =
      isByKey && row !== undefined ? { x: row.left + 48, y: row.bottom } : { x: event.clientX, y: event.clientY };
    setMenu({ id: clicked.id, ...place });
  };
  const ofMenu = rows.find(({ id }) => id === menu?.id);
  const moveChoice = useListKeys(rows, selectedId, onSelect);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === 'Escape') dragging.cancel();
    if (!event.altKey || step === undefined) moveChoice(event);
    else {
      event.preventDefault();
      void hand.putBy(selectedId, step);
    }
  };

  const rowOf = (connection: ConnectionState, index: number, top: number) => {
    const { tone, shape } = listedStatus(connection, now);
    return (
      <ConnectionRow
        key={connection.id}
        language={locale()}
        id={connection.id}
        name={connection.name}
        environment={connection.environment}
        tone={tone}
        shape={shape}
        organisationId={connection.profile?.organisationId}
        colour={connection.colour}
        organisationName={connection.profile?.organisationName}
        isFavourite={connection.favourite === true}
        line={statusLine(connection, now, people.get(connection.id))}
        isSelected={connection.id === selectedId}
        isDragged={connection.id === drag?.id}
        index={index}
        count={rows.length}
        top={top}
      />
    );
  };
  const there = virtualizer.getVirtualItems();
  const atTop = lines[virtualizer.range?.startIndex ?? 0]?.group ?? 'others';
  return (
    <>
      <div className={styles.top}>
        <p className={styles.heading} aria-hidden="true">
          {groupText(atTop)}
        </p>
        {orderMenu}
      </div>
      <div
        ref={list}
        className={styles.list}
        role="listbox"
        aria-label={text('list.others')}
        // A list without any height draws no row, as under a question in a small window.
        {...(there.some(({ index }) => index === selectedLine) && { 'aria-activedescendant': rowId(selectedId) })}
        tabIndex={0}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onKeyDown={onKeyDown}
        {...dragging.handlers}
      >
        <div role="presentation" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
          {groups.map(({ name }) => (
            // biome-ignore lint/a11y/useSemanticElements: a field set is no part of a list box
            <div key={name} role="group" aria-label={groupText(name)}>
              {there.map(({ index, start }) => {
                const line = lines[index];
                if (line?.group !== name) return null;
                if (line.connection !== undefined) return rowOf(line.connection, line.row, start);
                return (
                  <p
                    key={name}
                    className={classNames(styles.heading, styles.between)}
                    style={{ top: start }}
                    aria-hidden="true"
                  >
                    {groupText(name)}
                  </p>
                );
              })}
            </div>
          ))}
          {drag !== undefined && (
            <div role="presentation" className={styles.drop} style={{ top: dropOf(drag.id, drag.y).top }} />
          )}
        </div>
      </div>
      {menu !== undefined && ofMenu !== undefined && (
        <RowMenu
          connection={ofMenu}
          acts={actsOf(ofMenu)}
          {...menu}
          onAct={(wish) => onAct(ofMenu, wish)}
          onClose={() => setMenu(undefined)}
        />
      )}
    </>
  );
}

/**
 * Tells how tall the list is once the page was laid out. The library's own way would ask before that, and have all of it
 * laid out twice at the start.
 */
function observeSize(
  { scrollElement }: Virtualizer<HTMLDivElement, Element>,
  tell: (size: { width: number; height: number }) => void,
): (() => void) | undefined {
  if (scrollElement === null) return undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) tell({ width: entry.contentRect.width, height: entry.contentRect.height });
  });
  observer.observe(scrollElement);
  return () => observer.disconnect();
}
