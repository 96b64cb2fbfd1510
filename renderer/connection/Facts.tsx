import { Check, Copy } from 'lucide-react';
import type { ConnectionState, Fact } from '../../preload/connection.ts';
import type { Bridge } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { IconButton } from '../parts/controls/IconButton.tsx';
import { type FactName, factCopiedText, factText } from '../words/factText.ts';
import styles from './Facts.module.css';
import { type CopiedFact, useCopiedFact } from './useCopiedFact.ts';

interface FactsProps {
  readonly bridge: Bridge;
  readonly connection: ConnectionState;
}

/** What rarely changes: organisation, addresses, IDs and kind, each with a button that copies it. The environment is a badge beside the name. */
export function Facts({ bridge, connection }: FactsProps) {
  const { profile, cluster, clientId, kind } = connection;
  const { copied, copy } = useCopiedFact(bridge, connection.id);
  const organisation = [profile?.organisationName ?? '', profile?.currency ?? '']
    .filter(Boolean)
    .map(isolated)
    .join(' · ');
  const each = { copied, onCopy: copy };
  return (
    <section className={`card ${styles.card}`}>
      <h2 className="spoken">Details</h2>
      <dl className={styles.facts}>
        <FactRow {...each} fact="organisation" text={organisation} isKnown={Boolean(profile?.organisationName)} />
        <FactRow {...each} fact="organisation-id" text={profile?.organisationId} isCode />
        <FactRow {...each} fact="kind" text={kind === 'internal' ? 'Internal app' : 'OAuth 2.0 app'} isKnown={false} />
        <FactRow {...each} fact="api-address" text={cluster} isCode />
        <FactRow {...each} fact="client-id" text={clientId} isCode />
        <FactRow {...each} fact="user-id" text={profile?.userId} isCode />
      </dl>
      <p role="status" className="spoken">
        {copied !== undefined && <span key={copied.count}>{factCopiedText(copied.fact, copied.isDone)}</span>}
      </p>
    </section>
  );
}

interface FactRowProps {
  readonly fact: Fact | 'kind';
  readonly text: string | undefined;
  /** It can be copied. */
  readonly isKnown?: boolean;
  /** Letters and digits that mean nothing: in a mono face, and on one line. */
  readonly isCode?: boolean;
  readonly copied: CopiedFact | undefined;
  readonly onCopy: (fact: Fact) => void;
}

function FactRow({ fact, text, isKnown = Boolean(text), isCode = false, copied, onCopy }: FactRowProps) {
  const name: FactName = factText(fact);
  const outcome = copied?.fact === fact ? copied : undefined;
  return (
    <div>
      <dt>{name.title}</dt>
      <dd className={styles.value}>
        {text ? (
          <span className={isCode ? styles.code : styles.words} title={isCode ? text : undefined}>
            {text}
          </span>
        ) : (
          <span className={styles.words}>Not known yet</span>
        )}
        {isKnown && fact !== 'kind' && (
          <IconButton
            icon={outcome?.isDone ? Check : Copy}
            size="small"
            label={name.copy}
            hint="Copy"
            says={outcome && (outcome.isDone ? 'Copied' : 'Not copied')}
            onPress={() => onCopy(fact)}
          />
        )}
      </dd>
    </div>
  );
}
