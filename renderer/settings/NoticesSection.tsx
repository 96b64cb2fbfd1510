import { Chips } from '../parts/controls/Chips.tsx';
import { OnOffSwitch } from '../parts/controls/OnOffSwitch.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { warningChoices } from '../words/settings/settingsText.ts';
import { text } from '../words/text.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './sections.ts';

/** What the system's notifications say while nobody sees the window. */
export function NoticesSection({ settings, change }: SectionProps) {
  return (
    <Section id="notices">
      <SettingRow label={text('settings.signInNeeded')} help={text('settings.signInNeeded.help')}>
        {(described) => (
          <OnOffSwitch
            {...described}
            isOn={settings.tellsSignInNeeded}
            onChange={(tellsSignInNeeded) => change({ tellsSignInNeeded })}
          />
        )}
      </SettingRow>
      <SettingRow label={text('settings.beforeEnd')} help={text('settings.beforeEnd.help')}>
        {(described) => (
          <Chips
            {...described}
            chosen={settings.warnsDaysBefore}
            choices={warningChoices()}
            onChange={(warnsDaysBefore) => change({ warnsDaysBefore })}
          />
        )}
      </SettingRow>
      <SettingRow label={text('settings.sound')}>
        {(described) => (
          <OnOffSwitch
            {...described}
            isOn={settings.notifiesWithSound}
            onChange={(notifiesWithSound) => change({ notifiesWithSound })}
          />
        )}
      </SettingRow>
    </Section>
  );
}
