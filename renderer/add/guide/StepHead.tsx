import { ArrowLeft } from 'lucide-react';
import { Button } from '../../parts/Button.tsx';
import { classNames } from '../../parts/classNames.ts';
import { text } from '../../words/text.ts';
import styles from './StepHead.module.css';

interface StepHeadProps {
  /** From 1 to 3. */
  readonly step: number;
  readonly onBack: () => void;
}

/** Names the flow, says how far it is, and goes back. */
export function StepHead({ step, onBack }: StepHeadProps) {
  return (
    <div className={styles.head}>
      <Button look="quiet" label={text('act.back')} onPress={onBack}>
        <ArrowLeft size={20} aria-hidden="true" />
      </Button>
      <h1 id="add-title" className={styles.title}>
        {text('form.addTitle')}
      </h1>
      <p role="status" className={styles.step}>
        {text('form.step', { step })}
      </p>
      <div className={styles.bars} aria-hidden="true">
        {[1, 2, 3].map((each) => (
          <span key={each} className={classNames(styles.bar, each <= step && styles.done)} />
        ))}
      </div>
    </div>
  );
}
