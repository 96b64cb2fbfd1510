import { type Ref, useEffect, useRef, useState } from 'react';
import type { ConnectionKind } from '../../../preload/connection.ts';
import type { Bridge } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import type { FieldFault } from '../../../preload/fieldFault.ts';
import type { GrantReplacement } from '../../../preload/form.ts';
import { isDoubt } from '../../../preload/shared/doubts.ts';
import { Button } from '../../parts/Button.tsx';
import { LeaveQuestion } from '../../parts/LeaveQuestion.tsx';
import { PanelForm } from '../../parts/PanelForm.tsx';
import { useFieldFaults } from '../../state/useFieldFaults.ts';
import { type LeaveGuard, useUnsavedInput } from '../../state/useLeaveGuard.ts';
import { fieldLabel } from '../../words/form/fieldText.ts';
import { text } from '../../words/text.ts';
import { GrantInput } from './GrantInput.tsx';

type FieldFaults = { readonly [F in 'refreshToken' | 'clientSecret']?: FieldFault };

interface SignInAgainPanelProps {
  readonly bridge: Bridge;
  readonly ref: Ref<HTMLFormElement>;
  readonly kind: ConnectionKind;
  /** The keychain cannot give the client secret, so the person must paste it too. */
  readonly isSecretGone: boolean;
  readonly isBusy: boolean;
  readonly failure: Failure | undefined;
  readonly leaveGuard: LeaveGuard;
  readonly onSubmit: (replacement: GrantReplacement) => void;
  readonly onClose: () => void;
}

/** Takes what a new sign-in needs: an internal app's refresh token, or a client secret that was changed in Fyle. */
export function SignInAgainPanel({
  bridge,
  ref,
  kind,
  isSecretGone,
  isBusy,
  failure,
  leaveGuard,
  onSubmit,
  onClose,
}: SignInAgainPanelProps) {
  const [refreshToken, setRefreshToken] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const [missing, setMissing] = useState<FieldFaults>({});
  const refreshTokenInput = useRef<HTMLInputElement>(null);
  const clientSecretInput = useRef<HTMLInputElement>(null);
  const internal = kind === 'internal';
  const { faults: found, change, confirm } = useFieldFaults(failure);
  const faults: FieldFaults = { ...found, ...missing };
  useUnsavedInput(leaveGuard, refreshToken !== '' || clientSecret !== '');

  useEffect(() => {
    const faulty: FieldFaults = failure?.code === 'fields' ? failure.fields : {};
    const first = faulty.refreshToken ? refreshTokenInput : faulty.clientSecret && clientSecretInput;
    first?.current?.focus();
  }, [failure]);
  useEffect(() => (internal ? refreshTokenInput : clientSecretInput).current?.focus(), [internal]);

  const send = (): void => {
    const lacking: FieldFaults = {
      ...(internal && refreshToken.trim() === '' && { refreshToken: 'missing' }),
      ...(isSecretGone && clientSecret.trim() === '' && { clientSecret: 'missing' }),
    };
    setMissing(lacking);
    const input = lacking.refreshToken ? refreshTokenInput : lacking.clientSecret && clientSecretInput;
    if (input) input.current?.focus();
    else {
      const typed = { ...(internal && { refreshToken }), ...(clientSecret !== '' && { clientSecret }) };
      onSubmit({ ...typed, ...confirm(isDoubt) });
    }
  };

  return (
    <>
      <LeaveQuestion leaveGuard={leaveGuard} />
      <PanelForm
        ref={ref}
        title={text(internal || isSecretGone ? 'act.sign-in' : 'act.newSecret')}
        text={text(internal ? 'signInAgain.token' : isSecretGone ? 'signInAgain.secretGone' : 'signInAgain.newSecret')}
        submitLabel={text('act.sign-in')}
        isBusy={isBusy}
        onSubmit={send}
        onEscape={onClose}
        secondaryButton={
          <Button look="quiet" onPress={onClose}>
            {text('act.close')}
          </Button>
        }
      >
        {internal && (
          <GrantInput
            bridge={bridge}
            field="refreshToken"
            input={refreshTokenInput}
            label={fieldLabel('refreshToken')}
            value={refreshToken}
            onChange={(typed) => {
              setRefreshToken(typed);
              change(['refreshToken']);
              setMissing({});
            }}
            fault={faults.refreshToken}
          />
        )}
        <GrantInput
          bridge={bridge}
          field="clientSecret"
          input={clientSecretInput}
          label={internal && !isSecretGone ? text('signInAgain.optionalSecret') : fieldLabel('clientSecret')}
          value={clientSecret}
          onChange={(typed) => {
            setClientSecret(typed);
            change(['clientSecret']);
            setMissing({});
          }}
          help={text(isSecretGone ? 'signInAgain.secretGoneHelp' : 'signInAgain.secretHelp')}
          fault={faults.clientSecret}
        />
      </PanelForm>
    </>
  );
}
