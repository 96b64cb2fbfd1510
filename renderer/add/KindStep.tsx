import { ChevronRight, GraduationCap } from 'lucide-react';
import type { ComponentProps, Ref } from 'react';
import type { ConnectionKind } from '../../preload/connection.ts';
import { Button } from '../parts/Button.tsx';
import { text } from '../words/text.ts';
import { AddressChoice } from './fields/AddressChoice.tsx';
import { AppKindChoice } from './guide/AppKindChoice.tsx';
import styles from './KindStep.module.css';

interface KindStepProps {
  readonly kind: ConnectionKind;
  readonly onChoose: (kind: ConnectionKind) => void;
  readonly firstCard: Ref<HTMLButtonElement>;
  readonly addresses: ComponentProps<typeof AddressChoice>;
  readonly isPractising: boolean;
  readonly onPractise: () => void;
}

/** The first step: what Fyle showed decides the kind of app. */
export function KindStep({ kind, onChoose, firstCard, addresses, isPractising, onPractise }: KindStepProps) {
  return (
    <>
      <p className={styles.lead}>{text('form.whatFor')}</p>
      <div className={styles.head}>
        <h2 id="kind-title" className={styles.title}>
          {text('form.kindTitle')}
        </h2>
        <p className={styles.help}>{text('form.kindHelp')}</p>
      </div>
      <AppKindChoice kind={kind} onChoose={onChoose} first={firstCard} />
      <div className={styles.rows}>
        <AddressChoice {...addresses} />
        <div className={styles.practice}>
          <GraduationCap size={16} aria-hidden="true" />
          <b>{text('add.noApp')}</b>
          <span className={styles.help}>{text('add.practiceHelp')}</span>
          <div className={styles.try}>
            <Button look="quiet" isBusy={isPractising} onPress={onPractise}>
              {text('add.practise')}
              <ChevronRight size={16} aria-hidden="true" />
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
