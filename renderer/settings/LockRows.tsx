import { useState } from 'react';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { NewPassphrase } from '../keychain/NewPassphrase.tsx';
import { OnOffSwitch } from '../parts/controls/OnOffSwitch.tsx';
import { SelectMenu } from '../parts/controls/SelectMenu.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { lockChoices } from '../words/settings/lockText.ts';
import { text } from '../words/text.ts';
import type { SectionProps } from './sections.ts';

interface LockRowsProps extends Pick<SectionProps, 'change'> {
  readonly bridge: Bridge;
  readonly desk: DeskState;
}

/** Whether and when the app is locked. Without a vault the lock gets a passphrase of its own first. */
export function LockRows({ bridge, desk, change }: LockRowsProps) {
  const [isAsked, setAsked] = useState(false);
  const { locksWhenIdle, lockMinutes } = desk.settings;
  const hasVault = desk.keychain.startsWith('vault');
  const choose = (isOn: boolean): void => {
    if (isOn && !hasVault) setAsked(true);
    else change({ locksWhenIdle: isOn });
  };
  return (
    <>
      <SettingRow label={text('settings.lock')} help={text('settings.lock.help')}>
        {(described) => <OnOffSwitch {...described} isOn={locksWhenIdle || isAsked} onChange={choose} />}
      </SettingRow>
      {isAsked && (
        <NewPassphrase
          title={text('lock.create')}
          meaning={text('lock.createMeaning')}
          submitLabel={text('vault.set')}
          closeLabel={text('act.cancel')}
          onSend={(passphrase) => settle(bridge.setLock(passphrase))}
          onClose={() => setAsked(false)}
        />
      )}
      {locksWhenIdle && !isAsked && (
        <SettingRow label={text('settings.lockAfter')} help={text('settings.lockAfter.help')}>
          {(described) => (
            <SelectMenu
              {...described}
              value={lockMinutes}
              groups={[['', lockChoices()]]}
              onChange={(minutes) => change({ lockMinutes: minutes })}
            />
          )}
        </SettingRow>
      )}
    </>
  );
}
