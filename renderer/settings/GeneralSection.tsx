import type { TextSize, Theme } from '../../preload/settings.ts';
import { OnOffSwitch } from '../parts/controls/OnOffSwitch.tsx';
import { Segments } from '../parts/controls/Segments.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import type { SectionProps } from './sections.ts';

const themes: readonly { readonly value: Theme; readonly shown: string }[] = [
  { value: 'system', shown: 'Same as computer' },
  { value: 'light', shown: 'Light' },
  { value: 'dark', shown: 'Dark' },
];

const sizes = (['small', 'normal', 'large'] as const).map((value) => ({
  value,
  label: { small: 'Small', normal: 'Normal', large: 'Large' }[value],
  shown: (
    <span aria-hidden="true" className={styles[value]}>
      A
    </span>
  ),
})) satisfies readonly { readonly value: TextSize }[];

/** How the window looks, and when the app runs. */
export function GeneralSection({ settings, change }: SectionProps) {
  const { startsAtLogin } = settings;
  return (
    <Section id="general">
      <SettingRow label="Theme">
        {(described) => (
          <Segments {...described} value={settings.theme} choices={themes} onChange={(theme) => change({ theme })} />
        )}
      </SettingRow>
      <SettingRow label="Text size">
        {(described) => (
          <Segments
            {...described}
            value={settings.textSize}
            choices={sizes}
            onChange={(textSize) => change({ textSize })}
          />
        )}
      </SettingRow>
      {startsAtLogin !== undefined && (
        <SettingRow label="Start at login" help="Hidden, so that tokens are fresh when you need one">
          {(described) => (
            <OnOffSwitch {...described} isOn={startsAtLogin} onChange={(isOn) => change({ startsAtLogin: isOn })} />
          )}
        </SettingRow>
      )}
      <SettingRow label="Close to tray" help="Closing the window keeps Token Desk running">
        {(described) => (
          <OnOffSwitch
            {...described}
            isOn={settings.closesToTray}
            onChange={(closesToTray) => change({ closesToTray })}
          />
        )}
      </SettingRow>
    </Section>
  );
}
