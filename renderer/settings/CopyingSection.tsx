import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { SelectMenu } from '../parts/controls/SelectMenu.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { copyFormatText } from '../words/copyText.ts';
import { clipboardChoices, freshChoices } from '../words/settings/settingsText.ts';
import { text } from '../words/text.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './sections.ts';

interface CopyingSectionProps extends SectionProps {
  /** The forms that this computer offers. */
  readonly formats: readonly CopyFormat[];
}

/** In which form a token is copied, and what becomes of it. */
export function CopyingSection({ settings, change, formats }: CopyingSectionProps) {
  return (
    <Section id="copying">
      <SettingRow label={text('settings.format')} help={text('settings.format.help')}>
        {(described) => (
          <SelectMenu
            {...described}
            value={formats.includes(settings.defaultFormat) ? settings.defaultFormat : 'token'}
            groups={[['', formats.map((format) => [format, copyFormatText(format).title] as const)]]}
            onChange={(defaultFormat) => change({ defaultFormat })}
          />
        )}
      </SettingRow>
      <SettingRow label={text('settings.clearsAfter')} help={text('settings.clearsAfter.help')}>
        {(described) => (
          <SelectMenu
            {...described}
            value={settings.clipboardSeconds}
            groups={[['', clipboardChoices()]]}
            onChange={(clipboardSeconds) => change({ clipboardSeconds })}
          />
        )}
      </SettingRow>
      <SettingRow label={text('settings.validFor')} help={text('settings.validFor.help')}>
        {(described) => (
          <SelectMenu
            {...described}
            value={settings.freshMinutes}
            groups={[['', freshChoices()]]}
            onChange={(freshMinutes) => change({ freshMinutes })}
          />
        )}
      </SettingRow>
    </Section>
  );
}
