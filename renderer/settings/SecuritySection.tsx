import type { Ref } from 'react';
import type { DeskState } from '../../preload/contract.ts';
import { Button } from '../parts/Button.tsx';
import { OnOffSwitch } from '../parts/controls/OnOffSwitch.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { storeText } from '../words/settings/settingsText.ts';
import { text } from '../words/text.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './sections.ts';

interface SecuritySectionProps extends Pick<SectionProps, 'change'> {
  readonly desk: DeskState;
  readonly onUsePassphrase: () => void;
  readonly passphraseButton: Ref<HTMLButtonElement>;
}

/** Where sign-ins are stored, and when what protects them is locked. */
export function SecuritySection({ desk, change, onUsePassphrase, passphraseButton }: SecuritySectionProps) {
  const { keychain, mayCreateVault, settings } = desk;
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
      {keychain.startsWith('vault') && (
        <SettingRow
          label={text('settings.lock')}
          help={`${text('settings.lock.help')} ${text('field.locksWhenIdle.help')}`}
        >
          {(described) => (
            <OnOffSwitch
              {...described}
              isOn={settings.locksWhenIdle}
              onChange={(locksWhenIdle) => change({ locksWhenIdle })}
            />
          )}
        </SettingRow>
      )}
    </Section>
  );
}
