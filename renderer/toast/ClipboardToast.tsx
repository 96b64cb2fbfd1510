import { useState } from 'react';
import type { Copied } from '../../preload/connection.ts';
import type { Bridge } from '../../preload/contract.ts';
import { settle } from '../bridge.ts';
import { useNow } from '../state/useNow.ts';
import { keptText, nameText } from '../words/clipboardText.ts';
import { copiedAsText } from '../words/copyText.ts';
import { richText, text } from '../words/text.ts';
import { momentText, secondsText } from '../words/timeText.ts';
import styles from './ClipboardToast.module.css';
import { ToastButton } from './ToastButton.tsx';

interface ClipboardToastProps {
  readonly bridge: Bridge;
  readonly copied: Copied | undefined;
  /** Whose it is, where another connection reads alike. */
  readonly person: string | undefined;
}

/** Says which token the clipboard holds, and for how long. Screen readers announce it once, not each second. */
export function ClipboardToast({ bridge, copied, person }: ClipboardToastProps) {
  const now = useNow(60_000);
  const as = copied === undefined ? '' : copiedAsText(copied.format);
  const [isClearing, setClearing] = useState(false);
  const clear = async (): Promise<void> => {
    setClearing(true);
    await settle(bridge.clearClipboard());
    setClearing(false);
  };
  const name = nameText(copied?.name ?? '', person);
  return (
    <aside aria-label={text('clipboard.label')}>
      <p role="status" className="spoken">
        {copied !== undefined && (
          <Spoken key={`${copied.clearsAt} ${copied.keptBy}`} copied={copied} name={name} now={now} />
        )}
      </p>
      {copied !== undefined && (
        <div className={styles.toast}>
          {copied.keptBy === undefined ? (
            <p className={styles.text} title={name}>
              {richText(as === '' ? 'clipboard.shown' : 'clipboard.shownAs', {
                as,
                name: (
                  // As long as its beginning has room, on whichever side that is.
                  <bdi className={styles.name}>
                    {copied.name}
                    {person !== undefined && (
                      <>
                        , <bdi>{person}</bdi>
                      </>
                    )}
                  </bdi>
                ),
                until: momentText(copied.validUntil, now),
                left: <Seconds until={copied.clearsAt} />,
                rest: (words) => <span className={styles.rest}>{words}</span>,
              })}
            </p>
          ) : (
            <p className={styles.kept}>{keptText(name, copied.keptBy)}</p>
          )}
          <ToastButton onPress={() => void clear()} isBusy={isClearing}>
            {text(copied.keptBy === undefined ? 'clipboard.clear' : 'clipboard.clearAgain')}
          </ToastButton>
        </div>
      )}
    </aside>
  );
}

interface SpokenProps {
  readonly copied: Copied;
  readonly name: string;
  readonly now: number;
}

function Spoken({ copied, name, now }: SpokenProps) {
  if (copied.keptBy !== undefined) return <span>{keptText(name, copied.keptBy)}</span>;
  const as = copiedAsText(copied.format);
  const until = momentText(copied.validUntil, now);
  return <span>{text(as === '' ? 'clipboard.spoken' : 'clipboard.spokenAs', { name, as, until })}</span>;
}

function Seconds({ until }: { readonly until: number }) {
  const now = useNow(1000);
  return <span className={styles.seconds}>{secondsText(until, now)}</span>;
}
