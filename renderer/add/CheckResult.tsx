import { Check, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Failure } from '../../preload/failure.ts';
import type { CheckedPart, Preset, SettingsCheck } from '../../preload/form.ts';
import { Button } from '../parts/Button.tsx';
import { failureText } from '../words/failures/failureText.ts';
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
    <section ref={result} className={`card ${styles.result}`} aria-label="Check">
      <p role="status" className={styles.sum}>
        {well ? 'Fyle and this computer are ready.' : 'Something needs another look before you connect.'}
      </p>
      <ul className={styles.parts}>
        {check.parts.map(({ part, failure }) => (
          <li key={part} className={failure === undefined ? styles.well : styles.wrong}>
            {failure === undefined ? (
              <Check size={16} aria-hidden="true" />
            ) : (
              <TriangleAlert size={16} aria-hidden="true" />
            )}
            {failure === undefined ? <span>{parts[part].well}</span> : <Wrong part={part} failure={failure} />}
          </li>
        ))}
        {hasRedirectUri && (
          <li className={styles.well}>
            <Check size={16} aria-hidden="true" />
            <span>The redirect URI can be used; only Fyle knows whether it is registered</span>
          </li>
        )}
      </ul>
      {other !== undefined && (
        <div className={styles.other}>
          <p>The addresses of “{other.name}” answer.</p>
          <Button onPress={() => onSwitch(other)}>Use those</Button>
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
      <p>
        {parts[part].name}: {title}
      </p>
      <p className={styles.meaning}>{meaning}</p>
    </div>
  );
}

/** What a good part says, and how a bad one is called. */
const parts: Readonly<Record<CheckedPart, { readonly well: string; readonly name: string }>> = {
  page: { well: 'The sign-in page answers', name: 'Sign-in page' },
  token: { well: 'The token address answers', name: 'Token address' },
  cluster: { well: 'The data address answers', name: 'Data address' },
  keychain: { well: 'Sign-ins can be stored and read back', name: 'Storing sign-ins' },
};
