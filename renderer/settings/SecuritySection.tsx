import type { Ref } from 'react';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { storeText } from '../words/settings/settingsText.ts';
import { text } from '../words/text.ts';
import { LockRows } from './LockRows.tsx';
import { Section } from './Section.tsx';
import type { SectionProps } from './sections.ts';

interface SecuritySectionProps extends Pick<SectionProps, 'change'> {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  readonly onUsePassphrase: () => void;
  readonly passphraseButton: Ref<HTMLButtonElement>;
}

/** Where sign-ins are stored, and when what protects them is locked. */
export function SecuritySection({ bridge, desk, change, onUsePassphrase, passphraseButton }: SecuritySectionProps) {
  const { keychain, mayCreateVault } = desk;
  return (
    <Section id="security">
      <SettingRow label={text('settings.store')} help={storeText(keychain)}>
        {({ 'aria-describedby': help }) =>
          mayCreateVault && (
            <Button ref={passphraseButton} onPress={onUsePassphrase} describedBy={help}>
              {text('act.usePassphrase')}
            </Button>
          )
        }
      </SettingRow>
      <LockRows bridge={bridge} desk={desk} change={change} />
    </Section>
  );
}
