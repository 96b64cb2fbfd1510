import { Star } from 'lucide-react';
import { memo } from 'react';
import type { Environment } from '../../preload/connection.ts';
import type { Colour } from '../../preload/form.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Badge } from '../parts/Badge.tsx';
import { classNames } from '../parts/classNames.ts';
import { StatusShape } from '../parts/StatusShape.tsx';
import type { StatusText } from '../words/statusText.ts';
import styles from './ConnectionRow.module.css';

/** The DOM id of a connection's row. */
export function rowId(id: string): string {
  return `connection-${id}`;
}

interface ConnectionRowProps {
  /** The tag of the language that its badge is written in: a change of it draws the row again. */
  readonly language: string;
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly tone: StatusText['tone'];
  readonly shape: StatusText['shape'];
  readonly organisationId: string | undefined;
  readonly colour: Colour | undefined;
  readonly organisationName: string | undefined;
  readonly isFavourite: boolean;
  /** `Ready · 42 min left` */
  readonly line: string;
  readonly isSelected: boolean;
  readonly isDragged: boolean;
  /** Which of how many rows it is, from 0. */
  readonly index: number;
  readonly count: number;
  /** How far below the list's top, CSS pixels. */
  readonly top: number;
}

/** One connection in the list. Its props are plain values, so that `memo` skips a notice which changes none of them. */
export const ConnectionRow = memo(function ConnectionRow(props: ConnectionRowProps) {
  const { id, name, environment, organisationId, organisationName, colour, tone, shape, line } = props;
  const { isFavourite, isSelected, isDragged, index, count, top } = props;
  const other = organisationName === undefined || organisationName === name ? undefined : organisationName;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list box, which names this row as its active descendant
    <div
      id={rowId(id)}
      className={classNames(styles.row, isSelected && styles.selected, isDragged && styles.dragged)}
      role="option"
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ top }}
      title={[name, other, line].filter(Boolean).join('\n')}
    >
      <Avatar {...{ id, name, environment, organisationId, colour }} size="row" />
      <span className={styles.mark}>
        <StatusShape shape={shape} tone={tone} />
      </span>
      <span className={styles.words}>
        <span className={styles.names}>
          <bdi className={styles.name}>{name}</bdi>
          {other !== undefined && <bdi className={styles.organisation}>{other}</bdi>}
        </span>
        <span className={styles.status}>
          <Badge environment={environment} />
          <StatusShape shape={shape} tone={tone} />
          <span className={styles.line}>{line}</span>
        </span>
      </span>
      {/* For the pointer alone: an option holds no button, and the page's header has one. */}
      <span className={classNames(styles.star, isFavourite && styles.starred)} aria-hidden="true" data-star="">
        <Star size={14} />
      </span>
    </div>
  );
});
