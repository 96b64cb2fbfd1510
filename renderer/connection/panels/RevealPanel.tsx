import { isolated } from '../../../preload/shared/names.ts';
import panel from '../../parts/Panel.module.css';
import { useNow } from '../../state/useNow.ts';
import { useShownSecret } from '../../state/useShownSecret.ts';
import { richText, text } from '../../words/text.ts';
import { momentText, secondsText } from '../../words/timeText.ts';
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
  return (
    <section className={`card arriving ${panel.panel}`} aria-label={text('revealed.label')}>
      <textarea
        className={styles.token}
        aria-label={text('revealed.token', { name: isolated(name) })}
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
        {richText('revealed.help', {
          until: momentText(revealed.expiresAt, now),
          left: <span className={styles.seconds}>{secondsText(revealed.masksAt, now)}</span>,
        })}
      </p>
    </section>
  );
}
