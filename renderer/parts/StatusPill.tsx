import type { ConnectionStatus } from '../../preload/connection.ts';
import { statusText } from '../words/statusText.ts';
import { classNames } from './classNames.ts';
import styles from './StatusPill.module.css';
import { StatusShape } from './StatusShape.tsx';

/** The status word with its mark. Screen readers announce a change politely. */
export function StatusPill({ status }: { readonly status: ConnectionStatus }) {
  const { word, tone, shape } = statusText(status);
  return (
    <p className={classNames(styles.pill, styles[tone])} role="status">
      <StatusShape shape={shape} tone={tone} />
      {word}
    </p>
  );
}
