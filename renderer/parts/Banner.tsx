import { Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { text } from '../words/text.ts';
import styles from './Banner.module.css';
import { classNames } from './classNames.ts';

interface BannerProps {
  readonly text: string;
  /** Absent for a banner that stays until its cause is gone. */
  readonly onHide?: () => void;
  /** `plain` for what the person has chosen; else it asks for attention. */
  readonly look?: 'plain' | 'warn';
  /** Its buttons. */
  readonly children?: ReactNode;
}

/** A line about this computer, above everything else. */
export function Banner({ text: message, onHide, look = 'warn', children }: BannerProps) {
  return (
    <div className={classNames(styles.banner, styles[look], children !== undefined && styles.withActions)}>
      <Info size={16} aria-hidden="true" className={styles.icon} />
      <p className={styles.text}>{message}</p>
      {children}
      {onHide !== undefined && (
        <AriaButton className={styles.hide ?? ''} aria-label={text('banner.hide', { message })} onPress={onHide}>
          <X size={16} aria-hidden="true" />
        </AriaButton>
      )}
    </div>
  );
}
