import { isolated } from '../../../preload/shared/names.ts';
import panel from '../../parts/Panel.module.css';

import { useNow } from '../../state/useNow.ts';
import { useShownSecret } from '../../state/useShownSecret.ts';
import { momentText } from '../../words/timeText.ts';
import styles from './RevealPanel.module.css';
import type { TokenOnScreen } from './useRevealedToken.ts';

interface RevealPanelProps {
  readonly name: string;
  readonly revealed: TokenOnScreen;
  /** Copies by main, which clears the clipboard again. */
  readonly onCopy: () => void;
}

/** The token in plain text, and the seconds until it is masked. */
export function RevealPanel({ name, revealed, onCopy }: RevealPanelProps) {
  const now = useNow(1000);
  useShownSecret(true);
  const seconds = Math.max(0, Math.floor((revealed.masksAt - now) / 1000));
  return (
    <section className={`card arriving ${panel.panel}`} aria-label="Revealed token">
      <textarea
        className={styles.token}
        aria-label={`Access token of ${isolated(name)}`}
        value={revealed.token}
        readOnly
        spellCheck={false}
        autoComplete="off"
        rows={2}
        onCopy={(event) => {
          event.preventDefault();
          onCopy();
        }}
      />
      <p className={styles.help}>
        Anyone with this token can act as its owner until {momentText(revealed.expiresAt, now)}. Hidden again in{' '}
        <span className={styles.seconds}>{seconds} s</span>.
      </p>
    </section>
  );
}
