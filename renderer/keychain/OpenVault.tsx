import { type RefObject, useEffect, useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { CheckBox } from '../parts/CheckBox.tsx';
import { PanelForm } from '../parts/PanelForm.tsx';
import { Question } from '../parts/Question.tsx';
import { TextInput } from '../parts/TextInput.tsx';
import { text } from '../words/text.ts';
import { usePassphrase } from './usePassphrase.ts';

interface OpenVaultProps {
  readonly bridge: Bridge;
  readonly input: RefObject<HTMLInputElement | null>;
  /** What the person chose last. */
  readonly locksWhenIdle: boolean;
}

/** Takes the passphrase after a start, and offers to set the vault aside when it is lost. */
export function OpenVault({ bridge, input, locksWhenIdle }: OpenVaultProps) {
  const [locks, setLocks] = useState(locksWhenIdle);
  const { passphrase, failure, setFailure, field, problem } = usePassphrase(input);
  const [busy, setBusy] = useState<'open' | 'aside'>();
  const [isLost, setLost] = useState(false);
  // Focused at once, since nothing works without it, unless the person is somewhere else already.
  useEffect(() => {
    if (document.activeElement === document.body) input.current?.focus();
  }, [input]);

  const open = async (): Promise<void> => {
    if (passphrase === '') return input.current?.focus();
    setBusy('open');
    const opened = await settle(bridge.openVault(passphrase, locks));
    setBusy(undefined);
    setFailure(opened.ok ? undefined : opened.failure);
    if (!opened.ok) input.current?.select();
  };
  const setAside = async (): Promise<void> => {
    setBusy('aside');
    const done = await settle(bridge.setVaultAside());
    setBusy(undefined);
    setFailure(done.ok ? undefined : done.failure);
    setLost(false);
  };

  if (isLost) {
    return (
      <Question
        title={text('vault.aside')}
        text={text('vault.asideMeaning')}
        cancelLabel={text('vault.asideNot')}
        isDisabled={busy === 'aside'}
        onCancel={() => setLost(false)}
      >
        <Button look="danger" isBusy={busy === 'aside'} onPress={() => void setAside()}>
          {text('vault.asideAct')}
        </Button>
      </Question>
    );
  }
  const isUseless = failure?.code === 'vault-damaged' || failure?.code === 'vault-newer';
  return (
    <PanelForm
      title={text('vault.enter')}
      submitLabel={text('vault.unlock')}
      isBusy={busy === 'open'}
      problem={problem}
      onSubmit={() => void open()}
      secondaryButton={
        <Button look={isUseless ? 'plain' : 'quiet'} onPress={() => setLost(true)}>
          {text(isUseless ? 'vault.asideAct' : 'vault.forgot')}
        </Button>
      }
    >
      <TextInput {...field} />
      <CheckBox
        label={text('field.locksWhenIdle.label')}
        help={text('field.locksWhenIdle.help')}
        isSelected={locks}
        onChange={setLocks}
      />
    </PanelForm>
  );
}
