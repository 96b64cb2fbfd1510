import { newsLines } from '../words/settings/newsText.ts';
import styles from './SubPage.module.css';
import { SubPage } from './SubPage.tsx';

interface NewsProps {
  /** Markdown. */
  readonly news: string;
  readonly onBack: () => void;
}

/** What has changed in this version. */
export function News({ news, onBack }: NewsProps) {
  return (
    <SubPage title="What’s new" onBack={onBack}>
      <div className={`card ${styles.text}`}>
        {newsLines(news).map(({ is, text }) =>
          is === 'heading' ? (
            <h3 key={text} className={styles.heading}>
              {text}
            </h3>
          ) : (
            <p key={text} className={is === 'item' ? styles.item : ''}>
              {text}
            </p>
          ),
        )}
      </div>
    </SubPage>
  );
}
