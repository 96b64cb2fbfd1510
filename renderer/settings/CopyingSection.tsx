import { SelectMenu } from '../parts/controls/SelectMenu.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { clipboardChoices, freshChoices } from '../words/settings/settingsText.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './sections.ts';

/** What becomes of a copied token. */
export function CopyingSection({ settings, change }: SectionProps) {
  return (
    <Section id="copying">
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
