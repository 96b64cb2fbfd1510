import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import { Menu } from 'react-aria-components/Menu';
import { type CopyFormat, needsApiAddress } from '../../preload/shared/copyFormats.ts';
import { copyFormatText, NEEDS_API_ADDRESS } from '../words/copyText.ts';
import styles from './Menu.module.css';
import { MenuPopover } from './MenuPopover.tsx';
import { MenuRow } from './MenuRow.tsx';
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
  return (
    <MenuPopover besides={besides}>
      <Menu
        aria-label="Copy as"
        className={styles.menu ?? ''}
        selectionMode="single"
        selectedKeys={[current]}
        disallowEmptySelection
        onAction={(key) => {
          const format = formats.find((one) => one === key);
          if (format !== undefined) onChoose(format);
        }}
      >
        {formats.map((format, index) => {
          const { title, help } = copyFormatText(format);
          const isPossible = hasApiAddress || !needsApiAddress(format);
          return (
            <MenuRow
              key={format}
              id={format}
              title={title}
              help={isPossible ? help : NEEDS_API_ADDRESS}
              icon={format === current ? <Check size={16} /> : undefined}
              keys={numberKeyText(index)}
              isDisabled={!isPossible}
            />
          );
        })}
      </Menu>
    </MenuPopover>
  );
}
