import { Chips } from '../parts/controls/Chips.tsx';
import { OnOffSwitch } from '../parts/controls/OnOffSwitch.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { warningChoices } from '../words/settings/settingsText.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './sections.ts';

/** What the system's notifications say while nobody sees the window. */
export function NoticesSection({ settings, change }: SectionProps) {
  return (
    <Section id="notices">
      <SettingRow label="Sign-in needed" help="Shown once, when it happens and the window is closed">
        {(described) => (
          <OnOffSwitch
            {...described}
            isOn={settings.tellsSignInNeeded}
            onChange={(tellsSignInNeeded) => change({ tellsSignInNeeded })}
          />
        )}
      </SettingRow>
      <SettingRow label="Before a sign-in ends" help="Also on the day. Choose none for no reminders">
        {(described) => (
          <Chips
            {...described}
            chosen={settings.warnsDaysBefore}
            choices={warningChoices}
            onChange={(warnsDaysBefore) => change({ warnsDaysBefore })}
          />
        )}
      </SettingRow>
      <SettingRow label="Sound">
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
