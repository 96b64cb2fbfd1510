import { ArrowRight } from 'lucide-react';
import type { Ref } from 'react';
import { Button } from 'react-aria-components/Button';
import type { ConnectionKind } from '../../../preload/connection.ts';
import { text } from '../../words/text.ts';
import styles from './AppKindChoice.module.css';
import { FyleDialog } from './FyleDialog.tsx';

interface AppKindChoiceProps {
  /** The card that is reached first. */
  readonly kind: ConnectionKind;
  readonly onChoose: (kind: ConnectionKind) => void;
  readonly first: Ref<HTMLButtonElement>;
}

const KINDS: readonly ConnectionKind[] = ['internal', 'oauth'];

/** The two kinds of Fyle's apps, each as what its dialog shows. Choosing one moves on. */
export function AppKindChoice({ kind, onChoose, first }: AppKindChoiceProps) {
  return (
    <fieldset className={styles.choice} aria-labelledby="kind-title">
      {KINDS.map((each) => (
        <Button
          key={each}
          {...(each === kind && { ref: first })}
          className={styles.card ?? ''}
          aria-label={`${text(`form.${each}.kind`)}. ${text(`form.${each}.kindHelp`)}`}
          onPress={() => onChoose(each)}
        >
          <span className={styles.picture}>
            <FyleDialog kind={each} look="choice" />
          </span>
          <span className={styles.name}>
            {text(`form.${each}.kind`)}
            <ArrowRight size={18} aria-hidden="true" />
          </span>
          <span className={styles.help}>{text(`form.${each}.kindHelp`)}</span>
        </Button>
      ))}
    </fieldset>
  );
}
