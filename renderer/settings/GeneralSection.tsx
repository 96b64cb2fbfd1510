import type { ReactNode } from 'react';
import type { Language, TextSize, Theme } from '../../preload/settings.ts';
import { OnOffSwitch } from '../parts/controls/OnOffSwitch.tsx';
import { Segments } from '../parts/controls/Segments.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { text } from '../words/text.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';
import type { SectionProps } from './sections.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const sizes: readonly TextSize[] = ['small', 'normal', 'large'];

/** Each language by its own name, for whoever does not read the one that is spoken. */
const languages = (): readonly { readonly value: Language; readonly shown: ReactNode }[] => [
  { value: 'system', shown: text('settings.languageOfComputer') },
  { value: 'en', shown: <span lang="en">English</span> },
  { value: 'de', shown: <span lang="de">Deutsch</span> },
];

/** How the window looks, and when the app runs. */
export function GeneralSection({ settings, change }: SectionProps) {
  const { startsAtLogin } = settings;
  return (
    <Section id="general">
      <SettingRow label={text('settings.theme')}>
        {(described) => (
          <Segments
            {...described}
            value={settings.theme}
            choices={themes.map((value) => ({ value, shown: text(`settings.theme.${value}`) }))}
            onChange={(theme) => change({ theme })}
          />
        )}
      </SettingRow>
      <SettingRow label={text('settings.textSize')}>
        {(described) => (
          <Segments
            {...described}
            value={settings.textSize}
            choices={sizes.map(sizeChoice)}
            onChange={(textSize) => change({ textSize })}
          />
        )}
      </SettingRow>
      <SettingRow label={text('settings.language')}>
        {(described) => (
          <Segments
            {...described}
            value={settings.language}
            choices={languages()}
            onChange={(language) => change({ language })}
          />
        )}
      </SettingRow>
      {startsAtLogin !== undefined && (
        <SettingRow label={text('settings.login')} help={text('settings.login.help')}>
          {(described) => (
            <OnOffSwitch {...described} isOn={startsAtLogin} onChange={(isOn) => change({ startsAtLogin: isOn })} />
          )}
        </SettingRow>
      )}
      <SettingRow label={text('settings.tray')} help={text('settings.tray.help')}>
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

/** A size shows itself: a letter in it. */
function sizeChoice(value: TextSize) {
  const shown = (
    <span aria-hidden="true" className={styles[value]}>
      A
    </span>
  );
  return { value, label: text(`settings.textSize.${value}`), shown };
}
