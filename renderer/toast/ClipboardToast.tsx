import { useState } from 'react';
import type { Bridge, Copied } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { settle } from '../bridge.ts';
import { useNow } from '../state/useNow.ts';
import { keptText } from '../words/clipboardText.ts';
import { momentText } from '../words/timeText.ts';
import styles from './ClipboardToast.module.css';
import { ToastButton } from './ToastButton.tsx';

interface ClipboardToastProps {
  readonly bridge: Bridge;
  readonly copied: Copied | undefined;
}

/** Says which token the clipboard holds, and for how long. Screen readers announce it once, not each second. */
export function ClipboardToast({ bridge, copied }: ClipboardToastProps) {
  const now = useNow(60_000);
  const [isClearing, setClearing] = useState(false);
  const clear = async (): Promise<void> => {
    setClearing(true);
    await settle(bridge.clearClipboard());
    setClearing(false);
  };
  return (
    <aside aria-label="Clipboard">
      <p role="status" className="spoken">
        {copied !== undefined && <Spoken key={`${copied.clearsAt} ${copied.keptBy}`} copied={copied} now={now} />}
      </p>
      {copied !== undefined && (
        <div className={styles.toast}>
          {copied.keptBy === undefined ? (
            <p className={styles.text} title={copied.name}>
              <bdi className={styles.name}>{copied.name}</bdi>
              <span className={styles.rest}>
                {` copied. Valid until ${momentText(copied.validUntil, now)}, clipboard clears in `}
                <Seconds until={copied.clearsAt} />
              </span>
            </p>
          ) : (
            <p className={styles.kept}>{keptText(copied.name, copied.keptBy)}</p>
          )}
          <ToastButton onPress={() => void clear()} isBusy={isClearing}>
            {copied.keptBy === undefined ? 'Clear now' : 'Clear again'}
          </ToastButton>
        </div>
      )}
    </aside>
  );
}

function Spoken({ copied, now }: { readonly copied: Copied; readonly now: number }) {
  if (copied.keptBy !== undefined) return <span>{keptText(copied.name, copied.keptBy)}</span>;
  const end = momentText(copied.validUntil, now);
  return <span>{`${isolated(copied.name)} copied. Valid until ${end}. The clipboard clears automatically.`}</span>;
}

function Seconds({ until }: { readonly until: number }) {
  const now = useNow(1000);
  return <span className={styles.seconds}>{Math.max(0, Math.floor((until - now) / 1000))} s</span>;
}
