import { Check, Copy } from 'lucide-react';
import type { ConnectionState, Fact } from '../../preload/connection.ts';
import type { Bridge } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { IconButton } from '../parts/controls/IconButton.tsx';
import { copyFactText, factCopiedText, factText } from '../words/factText.ts';
import { text } from '../words/text.ts';
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
      <h2 className="spoken">{text('act.details')}</h2>
      <dl className={styles.facts}>
        <FactRow {...each} fact="organisation" value={organisation} isKnown={Boolean(profile?.organisationName)} />
        <FactRow {...each} fact="organisation-id" value={profile?.organisationId} isCode />
        <FactRow {...each} fact="kind" value={text(`facts.${kind}`)} isKnown={false} />
        <FactRow {...each} fact="api-address" value={cluster} isCode />
        <FactRow {...each} fact="client-id" value={clientId} isCode />
        <FactRow {...each} fact="user-id" value={profile?.userId} isCode />
      </dl>
      <p role="status" className="spoken">
        {copied !== undefined && <span key={copied.count}>{factCopiedText(copied.fact, copied.isDone)}</span>}
      </p>
    </section>
  );
}

interface FactRowProps {
  readonly fact: Fact | 'kind';
  readonly value: string | undefined;
  /** It can be copied. */
  readonly isKnown?: boolean;
  /** Letters and digits that mean nothing: in a mono face, and on one line. */
  readonly isCode?: boolean;
  readonly copied: CopiedFact | undefined;
  readonly onCopy: (fact: Fact) => void;
}

function FactRow({ fact, value, isKnown = Boolean(value), isCode = false, copied, onCopy }: FactRowProps) {
  const outcome = copied?.fact === fact ? copied : undefined;
  return (
    <div>
      <dt>{factText(fact)}</dt>
      <dd className={styles.value}>
        {value ? (
          <span className={isCode ? styles.code : styles.words} title={isCode ? value : undefined}>
            {value}
          </span>
        ) : (
          <span className={styles.words}>{text('facts.unknown')}</span>
        )}
        {isKnown && fact !== 'kind' && (
          <IconButton
            icon={outcome?.isDone ? Check : Copy}
            size="small"
            label={copyFactText(fact)}
            hint={text('act.copy')}
            says={outcome && text(outcome.isDone ? 'facts.done' : 'facts.notDone')}
            onPress={() => onCopy(fact)}
          />
        )}
      </dd>
    </div>
  );
}
