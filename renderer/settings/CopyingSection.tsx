import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import { SelectMenu } from '../parts/controls/SelectMenu.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { copyFormatText } from '../words/copyText.ts';
import { clipboardChoices, freshChoices } from '../words/settings/settingsText.ts';
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
      <SettingRow label="Default format" help="What a connection copies until you choose another format for it">
        {(described) => (
          <SelectMenu
            {...described}
            value={formats.includes(settings.defaultFormat) ? settings.defaultFormat : 'token'}
            groups={[['', formats.map((format) => [format, copyFormatText(format).title] as const)]]}
            onChange={(defaultFormat) => change({ defaultFormat })}
          />
        )}
      </SettingRow>
      <SettingRow label="Clipboard clears after" help="Only if it still holds the token">
        {(described) => (
          <SelectMenu
            {...described}
            value={settings.clipboardSeconds}
            groups={[['', clipboardChoices]]}
            onChange={(clipboardSeconds) => change({ clipboardSeconds })}
          />
        )}
      </SettingRow>
      <SettingRow label="Valid for at least" help="A token with less time left is renewed before it is copied">
        {(described) => (
          <SelectMenu
            {...described}
            value={settings.freshMinutes}
            groups={[['', freshChoices]]}
            onChange={(freshMinutes) => change({ freshMinutes })}
          />
        )}
      </SettingRow>
    </Section>
  );
}
