import { X } from 'lucide-react';
import type { ConnectionKind } from '../../../preload/connection.ts';
import { classNames } from '../../parts/classNames.ts';
import { text } from '../../words/text.ts';
import styles from './FyleDialog.module.css';

interface FyleDialogProps {
  readonly kind: ConnectionKind;
  /** `values` numbers each row as its field is; `choice` marks what tells the two kinds apart. */
  readonly look: 'choice' | 'values';
}

const ROWS = ['clientId', 'clientSecret', 'refreshToken'] as const;

/** A picture of Fyle's own dialog, for the eye alone: docs/fyle.md "Apps". */
export function FyleDialog({ kind, look }: FyleDialogProps) {
  const isMarked = (row: number) => look === 'choice' && (kind === 'oauth' ? row < 2 : row === 2);
  return (
    <div className={styles.dialog} aria-hidden="true">
      <div className={styles.title}>
        {text('dialog.title')}
        <X size={12} />
      </div>
      <div className={styles.rows}>
        {ROWS.map((field, row) =>
          kind === 'oauth' && row === 2 ? (
            <div key={field} className={classNames(styles.row, styles.none)} />
          ) : (
            <div key={field} className={classNames(styles.row, isMarked(row) && styles.marked)}>
              {look === 'values' && <span className={styles.number}>{row + 1}</span>}
              <span>{text(`dialog.${field}`)}</span>
              <span className={styles.dots}>••••••••</span>
            </div>
          ),
        )}
      </div>
    </div>
  );
}
