import type { ReactNode } from 'react';
import { text } from '../words/text.ts';
import styles from './Settings.module.css';
import type { SectionId } from './sections.ts';
import { sectionElementId } from './useSections.ts';

interface SectionProps {
  readonly id: SectionId;
  /** Its rows. */
  readonly children: ReactNode;
}

/** A part of the Settings screen: its heading, and a card with its rows. */
export function Section({ id, children }: SectionProps) {
  const elementId = sectionElementId(id);
  const titleId = `${elementId}-title`;
  return (
    <section id={elementId} aria-labelledby={titleId} className={styles.section}>
      <h2 id={titleId} className={styles.title} tabIndex={-1}>
        {text(`settings.section.${id}`)}
      </h2>
      <div className={`card ${styles.card}`}>{children}</div>
    </section>
  );
}
