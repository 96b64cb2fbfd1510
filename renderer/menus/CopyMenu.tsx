import type { RefObject } from 'react';
import { type CopyFormat, needsApiAddress } from '../../preload/shared/copyFormats.ts';
import { copyFormatText } from '../words/copyText.ts';
import { text } from '../words/text.ts';
import { ChoiceMenu } from './ChoiceMenu.tsx';
import { numberKeyText } from './shortcuts.ts';

interface CopyMenuProps {
  readonly formats: readonly CopyFormat[];
  /** What the main button copies. */
  readonly current: CopyFormat;
  readonly hasApiAddress: boolean;
  readonly besides: RefObject<Element | null>;
  readonly onChoose: (format: CopyFormat) => void;
}

/** The forms in which a token can be copied; the one that the main button copies is checked. */
export function CopyMenu({ formats, current, hasApiAddress, besides, onChoose }: CopyMenuProps) {
  const choices = formats.map((format, index) => {
    const { title, help } = copyFormatText(format);
    const isPossible = hasApiAddress || !needsApiAddress(format);
    return {
      ...{ id: format, title, help: isPossible ? help : text('copy.needsApiAddress') },
      ...{ keys: numberKeyText(index), isDisabled: !isPossible },
    };
  });
  return (
    <ChoiceMenu label={text('copy.as')} choices={choices} current={current} besides={besides} onChoose={onChoose} />
  );
}
