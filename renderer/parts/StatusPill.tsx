import type { ConnectionStatus } from '../../preload/connection.ts';
import { statusText } from '../words/statusText.ts';
import { classNames } from './classNames.ts';
import styles from './StatusPill.module.css';

/** The status word with its dot. Screen readers announce a change politely. */
export function StatusPill({ status }: { readonly status: ConnectionStatus }) {
  const { word, tone } = statusText(status);
  return (
    <p className={classNames(styles.pill, styles[tone])} role="status">
      {word}
    </p>
  );
}
