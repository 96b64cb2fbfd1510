import { useEffect, useId, useRef } from 'react';
import { Button } from '../parts/Button.tsx';
import styles from './Panel.module.css';

interface RemovePanelProps {
  readonly name: string;
  readonly isPractice: boolean;
  readonly isBusy: boolean;
  readonly onRemove: () => void;
  readonly onKeep: () => void;
}

/** Asks before removing, and says what removing does not do. Source: fyle.md, Apps. */
export function RemovePanel({ name, isPractice, isBusy, onRemove, onKeep }: RemovePanelProps) {
  const titleId = useId();
  const textId = useId();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <section
      className={styles.panel}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onKeep();
      }}
    >
      <h2 id={titleId} className={styles.title}>
        Remove {name} from this computer?
      </h2>
      <p id={textId} className={styles.text}>
        {isPractice
          ? 'This forgets the practice sign-in. You can try the practice organisation again at any time.'
          : 'This forgets the sign-in on this computer only. Fyle has no way to end its access from here: it lives on until the app is deleted in Fyle under Settings, Integrations, Custom Apps.'}
      </p>
      <div className={styles.acts}>
        <Button ref={keep} onPress={onKeep} describedBy={textId}>
          Keep
        </Button>
        <Button look="danger" isBusy={isBusy} onPress={onRemove}>
          Remove
        </Button>
      </div>
    </section>
  );
}
