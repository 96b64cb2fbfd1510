import { Info, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './Banner.module.css';

interface BannerProps {
  readonly text: string;
  /** Absent for what must stay until it is put right. */
  readonly onHide?: () => void;
}

/** A calm line about this computer, above everything else. */
export function Banner({ text, onHide }: BannerProps) {
  return (
    <div className={styles.banner}>
      <Info size={16} aria-hidden="true" className={styles.icon} />
      <p className={styles.text}>{text}</p>
      {onHide !== undefined && (
        <AriaButton className={styles.hide ?? ''} aria-label={`Hide: ${text}`} onPress={onHide}>
          <X size={16} aria-hidden="true" />
        </AriaButton>
      )}
    </div>
  );
}
