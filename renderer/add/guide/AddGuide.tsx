import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ConnectionKind } from '../../../preload/connection.ts';
import type { Bridge } from '../../../preload/contract.ts';
import { settle } from '../../bridge.ts';
import { Button } from '../../parts/Button.tsx';
import { richText, text } from '../../words/text.ts';
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
        {text('guide.where')}
      </h2>
      <ol className={styles.steps}>
        <li>{richText('guide.open', { b: bold })}</li>
        <li>{richText('guide.create', { b: bold })}</li>
        <li>{richText('guide.leaveOpen', { b: bold })}</li>
      </ol>
      <div className={styles.open}>
        <Button onPress={() => void open()}>
          {text('guide.openFyle')}
          <ExternalLink size={16} aria-hidden="true" />
        </Button>
      </div>
      <p role="status" className={styles.text}>
        {!hasBrowser && text('form.noBrowser')}
      </p>
    </section>
  );
}

function bold(words: ReactNode[]): ReactNode {
  return <b>{words}</b>;
}

/** Shows which value of Fyle's dialog goes into which field, by number. */
export function ValuesGuide({ kind }: { readonly kind: ConnectionKind }) {
  return (
    <section className={styles.panel} aria-labelledby="dialog-title">
      <h2 id="dialog-title" className={styles.title}>
        {text('guide.inDialog')}
      </h2>
      <FyleDialog kind={kind} look="values" />
      <p className={styles.text}>{text('guide.keepOpen')}</p>
      {kind === 'oauth' && (
        <div className={styles.more}>
          <h2 className={styles.title}>{text('guide.redirectUri')}</h2>
          <p className={styles.text}>{text('guide.redirectUriHelp')}</p>
        </div>
      )}
    </section>
  );
}
