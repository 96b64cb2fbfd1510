import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { About } from '../../preload/about.ts';
import { TextInput } from '../parts/TextInput.tsx';
import styles from './SubPage.module.css';
import { SubPage } from './SubPage.tsx';

interface LicencesProps extends Pick<About, 'licences' | 'chromiumLicences'> {
  readonly onBack: () => void;
}

/** The licences of everything that is shipped, each folded, with a search over names and texts. */
export function Licences({ licences, chromiumLicences, onBack }: LicencesProps) {
  const [sought, setSought] = useState('');
  const words = sought.trim().toLowerCase();
  const found = licences.filter(({ name, kind, text }) => `${name} ${kind} ${text}`.toLowerCase().includes(words));
  return (
    <SubPage title="Licences" onBack={onBack}>
      {chromiumLicences !== undefined && (
        <p className={styles.lead}>
          Electron contains Chromium and Node.js. The licences of what they are made of are on this computer in{' '}
          <span className={styles.path}>{chromiumLicences}</span>
        </p>
      )}
      <TextInput label="Search" value={sought} onChange={setSought} />
      <p className="spoken" role="status">
        {`${found.length} of ${licences.length}`}
      </p>
      {found.length === 0 ? (
        <p className={styles.lead}>No licence has these words.</p>
      ) : (
        <ul className={`card ${styles.list}`}>
          {found.map(({ name, version, kind, text }) => (
            <li key={`${name}@${version}`}>
              <details>
                <summary className={styles.summary}>
                  <ChevronRight size={16} aria-hidden="true" className={styles.chevron} />
                  <span className={styles.name}>{name}</span>
                  <span className={styles.version}>{version}</span>
                  <span className={styles.kind}>{kind}</span>
                </summary>
                <pre className={styles.licence}>{text}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </SubPage>
  );
}
