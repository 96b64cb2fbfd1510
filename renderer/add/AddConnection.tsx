import { type FormEvent, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ConnectionState } from '../../preload/connection.ts';
import type { Bridge, Connected, ConnectionRef } from '../../preload/contract.ts';
import type { Field } from '../../preload/fieldFault.ts';
import type { Preset } from '../../preload/form.ts';
import { isDoubt } from '../../preload/shared/doubts.ts';
import { Button } from '../parts/Button.tsx';
import { FailureCard } from '../parts/FailureCard.tsx';
import { LeaveQuestion } from '../parts/LeaveQuestion.tsx';
import { useFieldFaults } from '../state/useFieldFaults.ts';
import { type LeaveGuard, useUnsavedInput } from '../state/useLeaveGuard.ts';
import type { SignIn } from '../state/useSignIns.ts';
import type { FailurePlace } from '../words/failures/failurePhrases.ts';
import { failureText } from '../words/failures/failureText.ts';
import { addressFields, firstField } from '../words/form/fieldText.ts';
import { text } from '../words/text.ts';
import styles from './AddConnection.module.css';
import { CheckResult } from './CheckResult.tsx';
import { DuplicateQuestion } from './DuplicateQuestion.tsx';
import { type DraftValues, emptyDraft, isTyped, readDraft, readSettings, storedDraft } from './draft.ts';
import { AddressChoice } from './fields/AddressChoice.tsx';
import { AppFields } from './fields/AppFields.tsx';
import { KindGuide, ValuesGuide } from './guide/AddGuide.tsx';
import { StepHead } from './guide/StepHead.tsx';
import { KindStep } from './KindStep.tsx';
import { PasteAll } from './PasteAll.tsx';
import { useFoundPreset } from './useFoundPreset.ts';
import { usePresets } from './usePresets.ts';
import { useSettingsCheck } from './useSettingsCheck.ts';

interface AddConnectionProps {
  readonly bridge: Bridge;
  readonly signIn: SignIn;
  /** The sign-in at the practice organisation, which needs no form. */
  readonly practice: SignIn;
  readonly leaveGuard: LeaveGuard;
  readonly connections: readonly ConnectionState[];
  /** The connection whose settings fill the form at first. */
  readonly copied: ConnectionState | undefined;
  readonly onConnected: (connection: ConnectionRef) => void;
  readonly onBack: () => void;
}

/** The values that “Check first” sends to main: when one changes, its result is out of date. */
const checkedFields = ['kind', 'redirectUri', ...addressFields];

/**
 * Adds a connection in three steps: what Fyle showed, its values, the sign-in. The values last as long as the screen; no
 * failure and no step back clears them.
 */
export function AddConnection(props: AddConnectionProps) {
  const { bridge, signIn, practice, leaveGuard, connections, copied, onConnected, onBack } = props;
  const [first] = useState<DraftValues>(() =>
    copied === undefined ? emptyDraft : { ...storedDraft(copied), name: text('form.copyName', { name: copied.name }) },
  );
  const [values, setValues] = useState(first);
  const [step, setStep] = useState<'kind' | 'values'>(copied === undefined ? 'kind' : 'values');
  const firstCard = useRef<HTMLButtonElement>(null);
  const [found, setFound] = useState<Connected>();
  const existing = connections.find(({ id }) => id === found?.sameAs);
  const inputs = useRef(new Map<Field, HTMLInputElement>());
  const settingsCheck = useSettingsCheck(bridge);
  const formFailure = signIn.failure ?? settingsCheck.failure;
  const { faults, change: changeFaults, confirm } = useFieldFaults(formFailure);
  const set = (change: Partial<DraftValues>): void => {
    if (checkedFields.some((value) => value in change)) settingsCheck.forget();
    changeFaults(Object.keys(change));
    setValues((before) => ({ ...before, ...change }));
  };
  // Keeps addresses that the person typed before the presets arrived.
  const fillIn = ({ endpoints }: Preset): void =>
    setValues((before) => (addressFields.some((field) => before[field] !== '') ? before : { ...before, ...endpoints }));
  const { presets, failure: presetFailure, reload } = usePresets(bridge, fillIn);
  // Asked once the person has chosen what to add, and nothing for a copy, which has its addresses.
  const isFound = step === 'values' && copied === undefined;
  const { isByHand, setByHand } = useFoundPreset(bridge, isFound, presets, ({ endpoints }) => set(endpoints));
  const [isUnfolded, setUnfolded] = useState(false);

  const failure = signIn.failure ?? practice.failure ?? settingsCheck.failure ?? presetFailure;
  // A failure of the practice sign-in has nothing to do with the form's values.
  const isOfForm = failure === undefined || failure !== practice.failure;
  const place: FailurePlace = isOfForm ? { at: 'form', kind: values.kind } : { at: 'window' };
  const words = failure === undefined || failure.code === 'fields' ? undefined : failureText(failure, place);

  const goTo = (field: Field): void => {
    // A folded field cannot take the focus: flushSync unfolds it first.
    if (addressFields.some((each) => each === field)) flushSync(() => setUnfolded(true));
    inputs.current.get(field)?.focus();
  };
  // In an effect, since a folded field cannot take the focus until React has unfolded it.
  useEffect(() => {
    if (formFailure?.code !== 'fields') return;
    const { fields } = formFailure;
    const faulty = firstField(fields) ?? 'clientId';
    // Every field stands in the second step.
    flushSync(() => setStep('values'));
    inputs.current.get(faulty)?.focus();
    // Unfolded also after the faults are gone, or the field would fold away while the person corrects it.
    if (addressFields.some((field) => fields[field] !== undefined)) setUnfolded(true);
  }, [formFailure]);
  useEffect(() => (step === 'kind' ? firstCard.current : inputs.current.get('clientId'))?.focus(), [step]);
  useUnsavedInput(leaveGuard, found === undefined && values !== first && isTyped(values, presets));

  const giveUp = (): void => {
    if (signIn.isBusy || practice.isBusy) signIn.cancel();
    signIn.dismiss();
    practice.dismiss();
  };
  const leave = (): void => {
    if (!leaveGuard.hasInput()) giveUp();
    leaveGuard.go(onBack);
  };
  const back = (): void => {
    if (step === 'values') giveUp();
    if (step === 'values') setStep('kind');
    else leave();
  };
  const connect = (again?: 'again'): void => {
    practice.dismiss();
    settingsCheck.forget();
    setFound(undefined);
    const draft = { ...readDraft(values), ...confirm(isDoubt), ...(again && ({ again: true } as const)) };
    signIn.start(
      () => bridge.connect(draft),
      (connected) => (connected.sameAs === undefined ? onConnected(connected) : setFound(connected)),
    );
  };
  const check = (): void => {
    signIn.dismiss();
    settingsCheck.start(readSettings(values));
  };
  const practise = (): void => {
    signIn.dismiss();
    // The person may still want the form: ask before its input is lost.
    practice.start(
      () => bridge.connectPractice(),
      (connection) => leaveGuard.go(() => onConnected(connection)),
    );
  };
  const act = (): void => {
    const action = words?.action;
    if (action?.does === 'go-to-field') goTo(action.field);
    else if (action?.does === 'dismiss') {
      signIn.dismiss();
      practice.dismiss();
    } else if (signIn.failure !== undefined) connect();
    else if (practice.failure !== undefined) practise();
    else if (settingsCheck.failure !== undefined) check();
    else reload();
  };

  const choose = (kind: DraftValues['kind']): void => {
    if (kind !== values.kind) set({ kind });
    setStep('values');
  };
  const addresses = {
    ...{ isUnfolded, onUnfold: setUnfolded, presets, values, faults, inputs: inputs.current },
    isByHand: isByHand || copied !== undefined,
    onChange: (change: Partial<DraftValues>) => {
      setByHand();
      set(change);
    },
  };

  return (
    <main
      className={styles.page}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
      }}
    >
      <div className={styles.columns}>
        <form
          className={styles.form}
          aria-labelledby="add-title"
          noValidate
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            if (step === 'values') connect();
          }}
        >
          <StepHead step={step === 'kind' ? 1 : signIn.isBusy ? 3 : 2} onBack={back} />
          <LeaveQuestion leaveGuard={leaveGuard} onLeave={giveUp} />
          {found !== undefined && existing !== undefined && (
            <DuplicateQuestion
              bridge={bridge}
              found={found}
              existing={existing}
              onOpen={onConnected}
              onAddAnyway={() => connect('again')}
            />
          )}
          {words !== undefined && (
            <FailureCard words={words} answer={formFailure} isInForm isBusy={signIn.isBusy} onAction={act} />
          )}
          {step === 'kind' ? (
            <KindStep
              kind={values.kind}
              onChoose={choose}
              firstCard={firstCard}
              addresses={addresses}
              isPractising={practice.isBusy}
              onPractise={practise}
            />
          ) : (
            <>
              <h2 className={styles.title}>{text(`form.${values.kind}.title`)}</h2>
              <PasteAll bridge={bridge} kind={values.kind} onChange={set} />
              <AppFields bridge={bridge} values={values} faults={faults} onChange={set} inputs={inputs.current} />
              <AddressChoice {...addresses} />
              <div className={styles.actions}>
                <Button
                  type="submit"
                  look="main"
                  isBusy={signIn.isBusy}
                  isDisabled={values.authorization === '' && presets.length === 0}
                  describedBy="add-next"
                >
                  {text(`form.${values.kind}.act`)}
                </Button>
                <Button look="quiet" isBusy={settingsCheck.isBusy} onPress={check}>
                  {text('add.checkFirst')}
                </Button>
                <p id="add-next" className={styles.next}>
                  {text(`form.${values.kind}.next`)}
                </p>
              </div>
            </>
          )}
          {settingsCheck.check !== undefined && (
            <CheckResult
              check={settingsCheck.check}
              presets={presets}
              hasRedirectUri={values.kind === 'oauth'}
              onSwitch={(preset) => addresses.onChange(preset.endpoints)}
            />
          )}
        </form>
        {step === 'kind' ? <KindGuide bridge={bridge} /> : <ValuesGuide kind={values.kind} />}
      </div>
    </main>
  );
}
