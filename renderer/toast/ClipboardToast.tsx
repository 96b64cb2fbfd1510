import type { Copied } from '../../preload/contract.ts';
import { clockText } from '../timeText.ts';
import { useNow } from '../useNow.ts';
import styles from './ClipboardToast.module.css';
import { ToastButton } from './ToastButton.tsx';

interface ClipboardToastProps {
  readonly copied: Copied | undefined;
  readonly onClear: () => void;
  readonly isClearing: boolean;
}

/** What the clipboard holds of ours and for how long. It is said once, not at each second. */
export function ClipboardToast({ copied, onClear, isClearing }: ClipboardToastProps) {
  return (
    <aside aria-label="Clipboard">
      <p role="status" className="spoken">
        {copied !== undefined && <Spoken key={copied.clearsAt} copied={copied} />}
      </p>
      {copied !== undefined && (
        <div className={styles.toast}>
          <p className={styles.text}>
            <span className={styles.name}>{copied.name}</span> copied. Valid until {clockText(copied.validUntil)},
            clipboard clears in <Seconds until={copied.clearsAt} />
          </p>
          <ToastButton onPress={onClear} isBusy={isClearing}>
            Clear now
          </ToastButton>
        </div>
      )}
    </aside>
  );
}

function Spoken({ copied }: { readonly copied: Copied }) {
  return (
    <span>{`${copied.name} copied. Valid until ${clockText(copied.validUntil)}. The clipboard clears by itself.`}</span>
  );
}

function Seconds({ until }: { readonly until: number }) {
  const now = useNow(1000);
  return <span className={styles.seconds}>{Math.max(0, Math.floor((until - now) / 1000))} s</span>;
}
