import type { Environment } from '../../preload/connection.ts';
import { environmentText } from '../words/statusText.ts';
import styles from './Badge.module.css';

/** Names an environment other than production. */
export function Badge({ environment }: { readonly environment: Environment }) {
  const text = environmentText(environment);
  return text === undefined ? null : <span className={styles.badge}>{text}</span>;
}
