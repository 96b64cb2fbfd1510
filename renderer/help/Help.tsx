import { X } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Overlay } from '../parts/Overlay.tsx';
import { useOffer } from '../state/acts.ts';
import { aboutTokens, keyLines, whereToAsk } from '../words/help/helpText.ts';
import { isMac } from '../words/keysText.ts';
import { text } from '../words/text.ts';
import styles from './Help.module.css';

/** The short help, above whatever is open, once somebody wants it. */
export function HelpOnWish() {
  const [isOpen, setOpen] = useState(false);
  useOffer({ help: () => setOpen(true) });
  return isOpen && <Help onClose={() => setOpen(false)} />;
}

/** What a token is for, every key, and where to turn to. */
function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Overlay label={text('help.title')} look="page" onClose={onClose}>
      <header className={styles.head}>
        <h2 className={styles.title}>{text('help.title')}</h2>
        <AriaButton className={styles.close ?? ''} aria-label={text('help.close')} onPress={onClose}>
          <X size={18} aria-hidden="true" />
        </AriaButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div className={styles.text} tabIndex={0} role="document" aria-label={text('help.title')}>
        <h3 className={styles.heading}>{text('help.whatFor')}</h3>
        {aboutTokens().map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <h3 className={styles.heading}>{text('help.keys')}</h3>
        <dl className={styles.keys}>
          {keyLines(isMac).map(({ does, keys }) => (
            <div key={does} className={styles.line}>
              <dt>{does}</dt>
              <dd className={styles.combinations}>
                {keys.map((one) => (
                  <kbd key={one} className={styles.key}>
                    {one}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <h3 className={styles.heading}>{text('help.whenItFails')}</h3>
        {whereToAsk().map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </Overlay>
  );
}
