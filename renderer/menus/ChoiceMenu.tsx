import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import { Menu } from 'react-aria-components/Menu';
import styles from './Menu.module.css';
import { MenuPopover } from './MenuPopover.tsx';
import { MenuRow } from './MenuRow.tsx';

/** One thing that can be chosen. */
interface Choice<T extends string> {
  readonly id: T;
  readonly title: string;
  readonly help?: string;
  /** Its shortcut as a person reads it, `Ctrl 1`. */
  readonly keys?: string;
  readonly isDisabled?: boolean;
}

interface ChoiceMenuProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly current: T;
  /** Where it opens beside, when that is not the button that opens it. */
  readonly besides?: RefObject<Element | null>;
  /** Also called for the current one. */
  readonly onChoose: (choice: T) => void;
}

/** A menu in which one of several is chosen; the current one is checked. */
export function ChoiceMenu<T extends string>({ label, choices, current, besides, onChoose }: ChoiceMenuProps<T>) {
  return (
    <MenuPopover {...(besides !== undefined && { besides })}>
      <Menu
        aria-label={label}
        className={styles.menu ?? ''}
        selectionMode="single"
        selectedKeys={[current]}
        disallowEmptySelection
        onAction={(key) => {
          const choice = choices.find(({ id }) => id === key);
          if (choice !== undefined) onChoose(choice.id);
        }}
      >
        {choices.map((choice) => (
          <MenuRow key={choice.id} {...choice} icon={choice.id === current ? <Check size={16} /> : undefined} />
        ))}
      </Menu>
    </MenuPopover>
  );
}
