import { useState } from 'react';
import type { Bridge, DeskState } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { useLasting } from '../state/useLasting.ts';
import { slowMs } from '../words/freshnessText.ts';
import { browserText } from '../words/signIn/browserText.ts';
import { text } from '../words/text.ts';
import { PasteRedirect } from './PasteRedirect.tsx';
import styles from './SignInProgress.module.css';

interface SignInProgressProps {
  readonly bridge: Bridge;
  readonly signIn: NonNullable<DeskState['signIn']>;
}

/** A sign-in that ends sooner is not announced, milliseconds. */
const quickMs = 1000;

/** Says on every screen what the sign-in waits for, and offers what can be done about it there. */
export function SignInProgress({ bridge, signIn: { name, host, window, browser } }: SignInProgressProps) {
  const [isPasteWanted, setPasteWanted] = useState(false);
  const isShown = useLasting(true, quickMs);
  const isSlow = useLasting(!window && browser === undefined, slowMs);
  if (!isShown) return null;
  const isAtPage = window || browser !== undefined;
  // Where the answer arrives by itself, the field waits behind a button.
  const canPaste = browser?.listener === 'listening' ? isPasteWanted : browser && browser.listener !== 'port-taken';
  const waitsFor = isAtPage ? (window ? 'window' : 'browser') : host === '' ? 'fyle' : 'host';
  return (
    <section className={`arriving ${styles.progress}`} aria-label={text('signIn.progress')}>
      <div className={styles.line}>
        <p role="status" className={styles.text}>
          {text(`signIn.waitsFor.${waitsFor}`, { named: name === '' ? 'no' : 'yes', name: isolated(name), host })}
          {isAtPage && host !== '' && <span className={styles.detail}>{host}</span>}
          {browser !== undefined && <span className={styles.detail}>{browserText(browser)}</span>}
          {isSlow && <span className={styles.detail}>{text('freshness.noAnswerYet')}</span>}
        </p>
        <div className="actions">
          {window && <Button onPress={() => void settle(bridge.showSignIn())}>{text('signIn.showWindow')}</Button>}
          {window && (
            <Button look="quiet" onPress={() => void settle(bridge.openInBrowser())}>
              {text('signIn.inBrowser')}
            </Button>
          )}
          {browser !== undefined && (
            <Button onPress={() => void settle(bridge.showSignIn())}>{text('signIn.openAgain')}</Button>
          )}
          {browser !== undefined && browser.listener !== 'port-taken' && (
            <Button look="quiet" onPress={() => void settle(bridge.copySignInAddress())}>
              {text('signIn.copyAddress')}
            </Button>
          )}
          {browser?.listener === 'listening' && !isPasteWanted && (
            <Button look="quiet" onPress={() => setPasteWanted(true)}>
              {text('signIn.notLoaded')}
            </Button>
          )}
          <Button look="quiet" onPress={() => void settle(bridge.cancelSignIn())}>
            {text('act.cancel')}
          </Button>
        </div>
      </div>
      {canPaste && <PasteRedirect bridge={bridge} />}
    </section>
  );
}
