import { newsLines } from '../words/settings/newsText.ts';
import { locale, text } from '../words/text.ts';
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
    <SubPage title={text('settings.news')} onBack={onBack}>
      {!locale().startsWith('en') && <p className={styles.lead}>{text('settings.news.language')}</p>}
      <div lang="en" className={`card ${styles.text}`}>
        {newsLines(news).map(({ is, text: line }) =>
          is === 'heading' ? (
            <h3 key={line} className={styles.heading}>
              {line}
            </h3>
          ) : (
            <p key={line} className={is === 'item' ? styles.item : ''}>
              {line}
            </p>
          ),
        )}
      </div>
    </SubPage>
  );
}
