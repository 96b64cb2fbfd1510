import { type FormEvent, type Ref, useEffect, useId, useRef, useState } from 'react';
import type { ConnectionKind, GrantReplacement } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { firstField } from '../failureText.ts';
import { fieldText } from '../fieldText.ts';
import { Button } from '../parts/Button.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import styles from './Panel.module.css';

interface SignInAgainPanelProps {
  readonly ref: Ref<HTMLFormElement>;
  readonly kind: ConnectionKind;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  readonly onSubmit: (replacement: GrantReplacement) => void;
  readonly onClose: () => void;
}

/** What must be typed anew: an internal app's refresh token, or the client secret that was changed in Fyle. */
export function SignInAgainPanel({ ref, kind, isBusy, failure, onSubmit, onClose }: SignInAgainPanelProps) {
  const [refreshToken, setRefreshToken] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [isMissing, setMissing] = useState(false);
  const refreshTokenInput = useRef<HTMLInputElement>(null);
  const clientSecretInput = useRef<HTMLInputElement>(null);
  const titleId = useId();
  const internal = kind === 'internal';
  const sentFaults = failure?.code === 'fields' ? failure.fields : {};
  const faults = isMissing ? { ...sentFaults, refreshToken: 'missing' as const } : sentFaults;
  const first = firstField(faults);

  useEffect(() => {
    const input = internal && first !== 'clientSecret' ? refreshTokenInput : clientSecretInput;
    input.current?.focus();
  }, [internal, first]);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBusy) return;
    if (internal && refreshToken.trim() === '') {
      setMissing(true);
      refreshTokenInput.current?.focus();
      return;
    }
    onSubmit({ ...(internal && { refreshToken }), ...(clientSecret !== '' && { clientSecret }) });
  };

  return (
    <form
      ref={ref}
      className={styles.panel}
      aria-labelledby={titleId}
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h2 id={titleId} className={styles.title}>
        {internal ? 'Sign in again' : 'Enter a new client secret'}
      </h2>
      <p className={styles.text}>
        {internal
          ? 'Fyle shows a new refresh token under Settings, Integrations, Custom Apps. This connection keeps its name and place.'
          : 'If the secret was changed in Fyle, paste the new one. Then Fyle’s sign-in page opens.'}
      </p>
      <div className={styles.fields}>
        {internal && (
          <TextInput
            ref={refreshTokenInput}
            label="Refresh token"
            look="secret"
            value={refreshToken}
            onChange={(typed) => {
              setRefreshToken(typed);
              setMissing(false);
            }}
            fault={faults.refreshToken && fieldText('refreshToken', faults.refreshToken)}
          />
        )}
        <TextInput
          ref={clientSecretInput}
          label={internal ? 'Client secret (optional)' : 'Client secret'}
          look="secret"
          value={clientSecret}
          onChange={setClientSecret}
          help="Leave empty to keep the stored one."
          fault={faults.clientSecret && fieldText('clientSecret', faults.clientSecret)}
        />
      </div>
      <div className={styles.acts}>
        <Button type="submit" look="main" isBusy={isBusy}>
          Sign in again
        </Button>
        <Button look="quiet" onPress={onClose}>
          Close
        </Button>
      </div>
    </form>
  );
}
