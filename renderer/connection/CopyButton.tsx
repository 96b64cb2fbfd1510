import { ChevronDown } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { MenuTrigger } from 'react-aria-components/Menu';
import type { ConnectionState } from '../../preload/connection.ts';
import { type CopyFormat, needsApiAddress, usualFormat } from '../../preload/shared/copyFormats.ts';
import { CopyMenu } from '../menus/CopyMenu.tsx';
import { useNumberKeys } from '../menus/shortcuts.ts';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/classNames.ts';
import { useOffer } from '../state/acts.ts';
import { copyFormatText } from '../words/copyText.ts';
import { hintText } from '../words/keysText.ts';
import { text } from '../words/text.ts';
import styles from './CopyButton.module.css';

interface CopyButtonProps {
  readonly connection: ConnectionState;
  readonly formats: readonly CopyFormat[];
  readonly defaultFormat: CopyFormat;
  readonly isBusy: boolean;
  readonly isMain: boolean;
  readonly describedBy: string;
  /** Without a form: in the one that the button names. */
  readonly onCopy: (format?: CopyFormat) => void;
}

/** Copies the token in the form that it names, and beside that opens the menu of forms; each has its number key. */
export function CopyButton(props: CopyButtonProps) {
  const { connection, formats, defaultFormat, isBusy, isMain, describedBy, onCopy } = props;
  const [isOpen, setOpen] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  const current = usualFormat(connection, formats, defaultFormat);
  const hasApiAddress = connection.cluster !== undefined;
  const choose = (format: CopyFormat): void => {
    setOpen(false);
    if (!isBusy) onCopy(format);
  };
  useOffer({ 'copy-as': isBusy ? undefined : () => setOpen(true) });
  useNumberKeys((index) => {
    const format = formats[index];
    if (format !== undefined && (hasApiAddress || !needsApiAddress(format))) choose(format);
  });
  const { button } = copyFormatText(current);
  return (
    <div title={hintText(button, 'copy')}>
      <Group
        ref={group}
        className={classNames(styles.split, isMain ? styles.main : styles.plain)}
        aria-label={text('act.copy')}
      >
        <Button look={isMain ? 'main' : 'plain'} isBusy={isBusy} onPress={() => onCopy()} describedBy={describedBy}>
          {button}
        </Button>
        <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
          <AriaButton className={styles.more ?? ''} aria-label={text('copy.as')}>
            <ChevronDown size={16} aria-hidden="true" />
          </AriaButton>
          <CopyMenu
            formats={formats}
            current={current}
            hasApiAddress={hasApiAddress}
            besides={group}
            onChoose={choose}
          />
        </MenuTrigger>
      </Group>
    </div>
  );
}
