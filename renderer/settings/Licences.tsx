import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { About } from '../../preload/about.ts';
import { TextInput } from '../parts/TextInput.tsx';
import { richText, text } from '../words/text.ts';
import styles from './SubPage.module.css';
import { SubPage } from './SubPage.tsx';

interface LicencesProps extends Pick<About, 'licences' | 'chromiumLicences'> {
  readonly onBack: () => void;
}

/** The licences of everything that is shipped, each folded, with a search over names and texts. */
export function Licences({ licences, chromiumLicences, onBack }: LicencesProps) {
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLowerCase();
  const found = licences.filter((each) => `${each.name} ${each.kind} ${each.text}`.toLowerCase().includes(wanted));
  return (
    <SubPage title={text('settings.licences')} onBack={onBack}>
      {chromiumLicences !== undefined && (
        <p className={styles.lead}>
          {richText('settings.licences.chromium', {
            path: <span className={styles.path}>{chromiumLicences}</span>,
          })}
        </p>
      )}
      <TextInput label={text('settings.licences.search')} value={sought} onChange={setSought} />
      <p className="spoken" role="status">
        {text('settings.licences.count', { found: found.length, all: licences.length })}
      </p>
      {found.length === 0 ? (
        <p className={styles.lead}>{text('settings.licences.none')}</p>
      ) : (
        <ul className={`card ${styles.list}`}>
          {found.map(({ name, version, kind, text: words }) => (
            <li key={`${name}@${version}`}>
              <details>
                <summary className={styles.summary}>
                  <ChevronRight size={16} aria-hidden="true" className={styles.chevron} />
                  <span className={styles.name}>{name}</span>
                  <span className={styles.version}>{version}</span>
                  <span className={styles.kind}>{kind}</span>
                </summary>
                <pre className={styles.licence}>{words}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </SubPage>
  );
}
