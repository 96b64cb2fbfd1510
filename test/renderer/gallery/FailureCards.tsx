import { FailureCard } from '../../../renderer/parts/FailureCard.tsx';
import { failureText } from '../../../renderer/words/failures/failureText.ts';
import { speak } from '../../../renderer/words/text.ts';
import { noon } from '../states.ts';
import styles from './FailureCards.module.css';
import { failureSheets } from './failureSheets.ts';

/** A sheet of failures as the cards that the form shows. */
export function FailureCards({ sheet, locale }: { readonly sheet: number; readonly locale: string }) {
  speak(locale);
  return (
    <main className={styles.sheet}>
      <h1 className="spoken">Failures</h1>
      {failureSheets[sheet]?.map((failure) => (
        <FailureCard
          key={failure.code}
          words={failureText(failure, { at: 'form', kind: 'oauth' }, noon)}
          onAction={() => undefined}
        />
      ))}
    </main>
  );
}
