import { useState } from 'react';
import type { Removed } from '../../preload/connection.ts';
import type { Bridge, ConnectionRef } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { settle } from '../bridge.ts';
import { failureText } from '../words/failures/failureText.ts';
import { richText, text } from '../words/text.ts';
import styles from './ClipboardToast.module.css';
import { ToastButton } from './ToastButton.tsx';

interface RemovedToastsProps {
  readonly bridge: Bridge;
  readonly removed: readonly Removed[];
  readonly onRestored: (connection: ConnectionRef) => void;
}

/** One toast for each connection that was just removed, with the button that puts it back. Main takes it away in time. */
export function RemovedToasts({ bridge, removed, onRestored }: RemovedToastsProps) {
  return (
    <aside aria-label={text('toast.removedLabel')}>
      <div role="status">
        {removed.map((one) => (
          <RemovedToast key={one.id} bridge={bridge} removed={one} onRestored={onRestored} />
        ))}
      </div>
    </aside>
  );
}

interface RemovedToastProps extends Omit<RemovedToastsProps, 'removed'> {
  readonly removed: Removed;
}

function RemovedToast({ bridge, removed: { id, name }, onRestored }: RemovedToastProps) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const undo = async (): Promise<void> => {
    setBusy(true);
    const reply = await settle(bridge.undoRemove(id));
    setBusy(false);
    if (reply.ok) onRestored(reply.value);
    else setFailure(reply.failure);
  };
  return (
    <div className={styles.toast}>
      <p className={styles.text} title={name}>
        {richText('toast.removed', {
          name: <bdi className={styles.name}>{name}</bdi>,
          rest: (words) => <span className={styles.rest}>{words}</span>,
        })}
        {failure !== undefined && <span className={styles.rest}>. {failureText(failure, { at: 'window' }).title}</span>}
      </p>
      <ToastButton onPress={() => void undo()} isBusy={isBusy}>
        {text('act.undo')}
      </ToastButton>
    </div>
  );
}
