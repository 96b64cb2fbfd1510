import { Info } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Field } from '../../preload/fieldFault.ts';
import { isDoubt } from '../../preload/shared/doubts.ts';
import { AddressFields } from '../add/fields/AddressFields.tsx';
import { CredentialInput } from '../add/fields/CredentialInput.tsx';
import { FormField } from '../add/fields/FormField.tsx';
import { usePresets } from '../add/usePresets.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { FailureCard } from '../parts/FailureCard.tsx';
import { LeaveQuestion } from '../parts/LeaveQuestion.tsx';
import { organisationColourOf } from '../parts/organisationMark.ts';
import { useFieldFaults } from '../state/useFieldFaults.ts';
import { type LeaveGuard, useUnsavedInput } from '../state/useLeaveGuard.ts';
import type { SignIn } from '../state/useSignIns.ts';
import { failureText } from '../words/failures/failureText.ts';
import { nextText } from '../words/form/editText.ts';
import { addressFields, firstField } from '../words/form/fieldText.ts';
import { text } from '../words/text.ts';
import { ColourChoice } from './ColourChoice.tsx';
import styles from './EditForm.module.css';
import { asksProvider, type EditValues, editDraft, endsSignIn, readChanges } from './editDraft.ts';

interface EditFormProps {
  readonly bridge: Bridge;
  readonly connection: ConnectionState;
  readonly signIn: SignIn;
  readonly leaveGuard: LeaveGuard;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** The form that changes a connection. It begins with the connection's own values; the secrets can be replaced, never read. */
export function EditForm({ bridge, connection, signIn, leaveGuard, onSaved, onClose }: EditFormProps) {
  const [values, setValues] = useState<EditValues>(() => editDraft(connection));
  const inputs = useRef(new Map<Field, HTMLInputElement>());
  const [own, setOwn] = useState<{ readonly isBusy: boolean; readonly failure?: Failure }>({ isBusy: false });
  const failure = signIn.failure ?? own.failure;
  const { faults, change: changeFaults, confirm } = useFieldFaults(failure);
  const { presets } = usePresets(bridge, () => undefined);
  const [isUnfolded, setUnfolded] = useState(false);
  const { id, kind, environment, profile } = connection;
  const isPractice = environment === 'practice';
  const isBusy = signIn.isBusy || own.isBusy;

  const set = (change: Partial<EditValues>): void => {
    changeFaults(Object.keys(change));
    setValues((before) => ({ ...before, ...change }));
  };
  const changes = readChanges(values, connection);
  const isChanged = Object.keys(changes).length > 0;
  useUnsavedInput(leaveGuard, isChanged);

  const goTo = (field: Field): void => {
    // A folded field cannot take the focus: flushSync unfolds it first.
    if (addressFields.some((each) => each === field)) flushSync(() => setUnfolded(true));
    const input = inputs.current.get(field);
    input?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
  };
  useEffect(() => {
    if (failure?.code !== 'fields') return;
    const first = firstField(failure.fields) ?? 'name';
    if (addressFields.some((each) => each === first)) setUnfolded(true);
    // In an effect, since a folded field cannot take the focus until React has unfolded it.
    const input = inputs.current.get(first);
    input?.scrollIntoView({ block: 'center' });
    input?.focus({ preventScroll: true });
  }, [failure]);
  useEffect(() => {
    inputs.current.get('name')?.focus();
    inputs.current.get('name')?.select();
  }, []);

  const save = async (): Promise<void> => {
    if (isBusy) return;
    if (!isChanged) return onClose();
    const sent = { ...changes, ...(asksProvider(changes) && confirm(isDoubt)) };
    signIn.dismiss();
    setOwn({ isBusy: false });
    if (asksProvider(changes)) return signIn.start(() => bridge.edit(id, sent), onSaved);
    setOwn({ isBusy: true });
    const reply = await settle(bridge.edit(id, sent));
    if (reply.ok) onSaved();
    else setOwn({ isBusy: false, failure: reply.failure });
  };
  const words =
    failure === undefined || failure.code === 'fields' || failure.code === 'different-account'
      ? undefined
      : failureText(failure, { at: 'form', kind, isStored: true });
  const act = (): void => {
    if (words?.action.does === 'go-to-field') goTo(words.action.field);
    else if (words?.action.does === 'retry') void save();
    else {
      signIn.dismiss();
      setOwn({ isBusy: false });
    }
  };
  const fields = { values, faults, onChange: set, inputs: inputs.current };

  return (
    <form
      className={`card arriving ${styles.form}`}
      aria-labelledby="edit-title"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <h2 id="edit-title" className={styles.title}>
        {text('edit.title')}
      </h2>
      <LeaveQuestion leaveGuard={leaveGuard} onLeave={signIn.dismiss} />
      {words !== undefined && <FailureCard words={words} answer={failure} isInForm isBusy={isBusy} onAction={act} />}
      <div className={styles.fields}>
        <FormField {...fields} field="name" look="words" />
        <ColourChoice
          colour={values.colour ?? organisationColourOf(profile?.organisationId ?? id, environment)}
          onChange={(colour) => set({ colour })}
        />
        {!isPractice && (
          <>
            <CredentialInput {...fields} bridge={bridge} field="clientId" />
            {kind === 'oauth' ? <FormField {...fields} field="redirectUri" /> : <span className={styles.gap} />}
            <CredentialInput
              {...fields}
              bridge={bridge}
              field="clientSecret"
              label={text('edit.newSecret')}
              placeholder={text('edit.keepStored')}
            />
            <CredentialInput
              {...fields}
              bridge={bridge}
              field="refreshToken"
              label={text('edit.newToken')}
              placeholder={text('edit.keepStored')}
            />
          </>
        )}
      </div>
      {!isPractice && (
        <>
          <p className={styles.help}>{text('edit.secretsHelp')}</p>
          <AddressFields isUnfolded={isUnfolded} onUnfold={setUnfolded} presets={presets} {...fields} />
          {(isUnfolded || endsSignIn(changes)) && (
            <p role="note" className={styles.notice}>
              <Info size={16} aria-hidden="true" />
              <span>{text(endsSignIn(changes) ? `form.${kind}.endsSignIn` : 'form.endsIfChanged')}</span>
            </p>
          )}
        </>
      )}
      <div className={styles.actions}>
        <Button type="submit" look="main" isBusy={isBusy} describedBy="edit-next">
          {text('edit.save')}
        </Button>
        <Button look="quiet" onPress={onClose}>
          {text('act.cancel')}
        </Button>
        <p id="edit-next" className={styles.next}>
          {!isPractice && nextText(kind, { endsSignIn: endsSignIn(changes), asksProvider: asksProvider(changes) })}
        </p>
      </div>
    </form>
  );
}
