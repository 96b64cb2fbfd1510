import type { Ref } from 'react';
import type { About } from '../../preload/about.ts';
import { Button } from '../parts/Button.tsx';
import { SettingRow } from '../parts/controls/SettingRow.tsx';
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
      <SettingRow label="Token Desk" help={about === undefined ? '' : `Version ${about.version}, on ${about.runtime}`}>
        {({ 'aria-describedby': help }) => (
          <Button ref={newsButton} onPress={() => onShow('news')} describedBy={help}>
            What’s new
          </Button>
        )}
      </SettingRow>
      <SettingRow label="Licences" help="Token Desk is made with the work of others">
        {({ 'aria-describedby': help }) => (
          <Button ref={licencesButton} onPress={() => onShow('licences')} describedBy={help}>
            Show licences
          </Button>
        )}
      </SettingRow>
    </Section>
  );
}
