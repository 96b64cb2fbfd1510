import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../parts/controls/IconButton.tsx';
import { text } from '../words/text.ts';
import styles from './SubPage.module.css';

interface SubPageProps {
  readonly title: string;
  readonly onBack: () => void;
  readonly children: ReactNode;
}

/** A text that takes the place of the settings until the person goes back to them. */
export function SubPage({ title, onBack, children }: SubPageProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  return (
    <section aria-labelledby="settings-subpage" className={styles.page}>
      <div className={styles.head}>
        <IconButton ref={back} icon={ArrowLeft} label={text('settings.back')} onPress={onBack} />
        <h2 id="settings-subpage" className={styles.title}>
          {title}
        </h2>
      </div>
      {children}
    </section>
  );
}
