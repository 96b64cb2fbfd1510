import { Check, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Failure } from '../../preload/failure.ts';
import type { CheckedPart, Preset, SettingsCheck } from '../../preload/form.ts';
import { Button } from '../parts/Button.tsx';
import { failureText } from '../words/failures/failureText.ts';
import { text } from '../words/text.ts';
import styles from './CheckResult.module.css';

interface CheckResultProps {
  readonly check: SettingsCheck;
  readonly presets: readonly Preset[];
  /** The check included the redirect URI, and found no fault in it. */
  readonly hasRedirectUri: boolean;
  readonly onSwitch: (preset: Preset) => void;
}

/** The result of “Check first”: a tick or a sentence for each part, and a button when the other preset's addresses answer. */
export function CheckResult({ check, presets, hasRedirectUri, onSwitch }: CheckResultProps) {
  const result = useRef<HTMLElement>(null);
  // The result stands at the end of the form, which may be out of view.
  useEffect(() => result.current?.scrollIntoView({ block: 'nearest' }), []);
  const other = presets.find(({ id }) => id === check.other);
  const well = check.parts.every(({ failure }) => failure === undefined);
  return (
    <section ref={result} className={`card ${styles.result}`} aria-label={text('check.title')}>
      <p role="status" className={styles.sum}>
        {text(well ? 'check.allWell' : 'check.notAllWell')}
      </p>
      <ul className={styles.parts}>
        {check.parts.map(({ part, failure }) => (
          <li key={part} className={failure === undefined ? styles.well : styles.wrong}>
            {failure === undefined ? (
              <Check size={16} aria-hidden="true" />
            ) : (
              <TriangleAlert size={16} aria-hidden="true" />
            )}
            {failure === undefined ? (
              <span>{text(`check.${part}.well`)}</span>
            ) : (
              <Wrong part={part} failure={failure} />
            )}
          </li>
        ))}
        {hasRedirectUri && (
          <li className={styles.well}>
            <Check size={16} aria-hidden="true" />
            <span>{text('check.redirectUri')}</span>
          </li>
        )}
      </ul>
      {other !== undefined && (
        <div className={styles.other}>
          <p>{text('check.other', { name: text(`preset.${other.id}`) })}</p>
          <Button onPress={() => onSwitch(other)}>{text('check.useOther')}</Button>
        </div>
      )}
    </section>
  );
}

const form = { at: 'form', kind: 'oauth' } as const;

function Wrong({ part, failure }: { readonly part: CheckedPart; readonly failure: Failure }) {
  const { title, meaning } = failureText(failure, form);
  return (
    <div>
      <p>{text('check.wrong', { part: text(`check.${part}`), title })}</p>
      <p className={styles.meaning}>{meaning}</p>
    </div>
  );
}
