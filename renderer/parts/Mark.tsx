import styles from './Mark.module.css';

/** The mark of the app: the ring of the tray's icon on its tile. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 64 64" aria-hidden="true">
      <rect className={styles.tile} width="64" height="64" rx="14" />
      <circle className={styles.past} cx="32" cy="32" r="17" pathLength="100" />
      <circle className={styles.left} cx="32" cy="32" r="17" pathLength="100" />
      <circle className={styles.dot} cx="32" cy="32" r="5.5" />
    </svg>
  );
}
