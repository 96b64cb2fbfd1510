import type { Ref } from 'react';
import type { About } from '../../preload/about.ts';
import { Button } from '../parts/Button.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
import { text } from '../words/text.ts';
import { Section } from './Section.tsx';

interface AboutSectionProps {
  /** Undefined until main has said it. */
  readonly about: About | undefined;
  readonly onShow: (what: 'licences' | 'news') => void;
  readonly licencesButton: Ref<HTMLButtonElement>;
  readonly newsButton: Ref<HTMLButtonElement>;
}

/** Which version this is, what is new in it, and whose work it contains. */
export function AboutSection({ about, onShow, licencesButton, newsButton }: AboutSectionProps) {
  return (
    <Section id="about">
      <SettingRow
        label="Token Desk"
        help={about === undefined ? '' : text('settings.version', { version: about.version, runtime: about.runtime })}
      >
        {({ 'aria-describedby': help }) => (
          <Button ref={newsButton} onPress={() => onShow('news')} describedBy={help}>
            {text('settings.news')}
          </Button>
        )}
      </SettingRow>
      <SettingRow label={text('settings.licences')} help={text('settings.licences.help')}>
        {({ 'aria-describedby': help }) => (
          <Button ref={licencesButton} onPress={() => onShow('licences')} describedBy={help}>
            {text('settings.licences.show')}
          </Button>
        )}
      </SettingRow>
    </Section>
  );
}
