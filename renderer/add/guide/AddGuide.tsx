import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import type { ConnectionKind } from '../../../preload/connection.ts';
import type { Bridge } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';
import { Button } from '../../parts/Button.tsx';
import { NO_BROWSER } from '../../words/form/addText.ts';
import styles from './AddGuide.module.css';
import { FyleDialog } from './FyleDialog.tsx';

/** Says step by step where Fyle shows the values: docs/fyle.md "Apps". */
export function KindGuide({ bridge }: { readonly bridge: Bridge }) {
  const [hasBrowser, setHasBrowser] = useState(true);
  const open = async (): Promise<void> => {
    const reply = await settle(bridge.openCustomApps());
    setHasBrowser(reply.ok && reply.value);
  };
  return (
    <section className={styles.panel} aria-labelledby="where-title">
      <h2 id="where-title" className={styles.title}>
        Where to click in Fyle
      </h2>
      <ol className={styles.steps}>
        <li>
          As a Fyle admin, open <b>Settings</b>, <b>Integrations</b>, <b>Custom Apps</b>.
        </li>
        <li>
          Create an app. <b>Internal</b> shows a refresh token, <b>OAuth 2</b> does not.
        </li>
        <li>
          Leave the dialog <b>Copy Application Credentials</b> open: it shows the secret only once.
        </li>
      </ol>
      <div className={styles.open}>
        <Button onPress={() => void open()}>
          Open Fyle’s Custom Apps
          <ExternalLink size={16} aria-hidden="true" />
        </Button>
      </div>
      <p role="status" className={styles.text}>
        {!hasBrowser && NO_BROWSER}
      </p>
    </section>
  );
}

/** Shows which value of Fyle's dialog goes into which field, by number. */
export function ValuesGuide({ kind }: { readonly kind: ConnectionKind }) {
  return (
    <section className={styles.panel} aria-labelledby="dialog-title">
      <h2 id="dialog-title" className={styles.title}>
        In Fyle’s dialog
      </h2>
      <FyleDialog kind={kind} look="values" />
      <p className={styles.text}>Leave it open until you are connected: the secret is shown only once.</p>
      {kind === 'oauth' && (
        <div className={styles.more}>
          <h2 className={styles.title}>Fyle asks for a redirect URI?</h2>
          <p className={styles.text}>Copy the one from the form, and enter it in Fyle under Allowed Redirect URIs.</p>
        </div>
      )}
    </section>
  );
}
