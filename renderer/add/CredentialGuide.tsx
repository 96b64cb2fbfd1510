import type { ConnectionKind } from '../../preload/connection.ts';
import { Button } from '../parts/Button.tsx';
import styles from './CredentialGuide.module.css';

interface CredentialGuideProps {
  readonly kind: ConnectionKind;
  readonly isBusy: boolean;
  readonly onPractise: () => void;
}

/** Says step by step where Fyle shows the values: docs/fyle.md "Apps". */
export function CredentialGuide({ kind, isBusy, onPractise }: CredentialGuideProps) {
  return (
    <section className={styles.panel} aria-labelledby="where-title">
      <h2 id="where-title" className={styles.title}>
        Where to find these
      </h2>
      <ol className={styles.steps}>
        <li>As a Fyle admin, open Settings, Integrations, Custom Apps.</li>
        <li>
          {kind === 'oauth'
            ? 'Create an app of type OAuth 2 and enter the redirect URI under Allowed Redirect URIs.'
            : 'Create an app of type Internal.'}
        </li>
        <li>
          {kind === 'oauth'
            ? 'In Copy Application Credentials, copy Client Id and Client Secret before closing: the secret is shown only once.'
            : 'In Copy Application Credentials, copy Client Id, Client Secret and Refresh Token before closing: the secret is shown only once.'}
        </li>
      </ol>
      <h2 className={styles.title}>No app at hand?</h2>
      <p className={styles.text}>The practice organisation shows everything without an account.</p>
      <div className={styles.action}>
        <Button isBusy={isBusy} onPress={onPractise}>
          Try practice
        </Button>
      </div>
    </section>
  );
}
