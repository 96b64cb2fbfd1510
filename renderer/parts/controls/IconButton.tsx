import type { LucideIcon } from 'lucide-react';
import { type Ref, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import type { Act } from '../../../preload/shared/acts.ts';
import { hintText } from '../../words/keysText.ts';
import { classNames } from '../classNames.ts';
import styles from './IconButton.module.css';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Its name; without a `hint` also shown when the pointer rests on it. */
  readonly label: string;
  /** What it does in the menu too, whose keys are shown beside its name. */
  readonly act?: Act;
  /** 32 pixels wide and high, or 28 with a smaller picture. */
  readonly size?: 'usual' | 'small';
  /** What it leads to is shown now. */
  readonly isCurrent?: boolean;
  /** What it says when pointed at, in fewer words than its name. */
  readonly hint?: string;
  /** What it says now, whether or not it is pointed at: what came of the last press. */
  readonly says?: string | undefined;
  readonly onPress: () => void;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that shows a picture alone. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, label, act, size = 'usual', isCurrent = false, hint, says, onPress, ref } = props;
  const [isPointedAt, setPointedAt] = useState(false);
  const button = (
    <Button
      {...(ref !== undefined && { ref })}
      className={classNames(styles.button, size === 'small' && styles.small)}
      aria-label={label}
      {...(isCurrent && { 'aria-current': 'page' })}
      onPress={onPress}
    >
      <Icon size={size === 'small' ? 15 : 18} aria-hidden="true" />
    </Button>
  );
  if (hint === undefined)
    return (
      <span title={act === undefined ? label : hintText(label, act)} className={styles.box}>
        {button}
      </span>
    );
  return (
    <TooltipTrigger delay={300} closeDelay={0} isOpen={isPointedAt || says !== undefined} onOpenChange={setPointedAt}>
      {button}
      <Tooltip className={styles.hint ?? ''} placement="bottom" offset={6}>
        {says ?? hint}
      </Tooltip>
    </TooltipTrigger>
  );
}
