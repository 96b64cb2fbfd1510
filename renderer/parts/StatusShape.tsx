import type { StatusShape as Shape, Tone } from '../words/statusText.ts';
import { classNames } from './classNames.ts';
import styles from './StatusShape.module.css';

/** The mark of a status: its colour says how serious it is, its shape the same to whoever sees no colours. */
export function StatusShape({ shape, tone }: { readonly shape: Shape; readonly tone: Tone }) {
  return <span className={classNames(styles.shape, styles[shape], styles[tone])} aria-hidden="true" />;
}
