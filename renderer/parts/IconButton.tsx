import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import styles from './IconButton.module.css';

interface IconButtonProps {
  readonly children: ReactNode;
  /** Its name for screen readers. */
  readonly label: string;
  /** What it says when pointed at. */
  readonly hint: string;
  /** What it says now, whether or not it is pointed at: what came of the last press. */
  readonly says?: string | undefined;
  readonly onPress: () => void;
}

/** A small button that is a picture. */
export function IconButton({ children, label, hint, says, onPress }: IconButtonProps) {
  const [isPointedAt, setPointedAt] = useState(false);
  return (
    <TooltipTrigger delay={300} closeDelay={0} isOpen={isPointedAt || says !== undefined} onOpenChange={setPointedAt}>
      <Button className={styles.button ?? ''} aria-label={label} onPress={onPress}>
        {children}
      </Button>
      <Tooltip className={styles.hint ?? ''} placement="bottom" offset={6}>
        {says ?? hint}
      </Tooltip>
    </TooltipTrigger>
  );
}
