import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { Bridge } from '../preload/contract.ts';
import styles from './App.module.css';
import { settle } from './bridge.ts';
import { Desk } from './desk/Desk.tsx';
import { useActs } from './desk/useActs.ts';
import { HelpOnWish } from './help/Help.tsx';
import { LockScreen } from './lock/LockScreen.tsx';
import { FailureCard } from './parts/FailureCard.tsx';
import { Acts } from './state/acts.ts';
import type { DeskStore } from './state/deskStore.ts';
import { restoreLostFocus } from './state/restoreLostFocus.ts';
import { ShownSecret } from './state/useShownSecret.ts';
import { failureText } from './words/failures/failureText.ts';
import { locale, text } from './words/text.ts';

interface AppProps {
  readonly bridge: Bridge;
  readonly store: DeskStore;
}

/** The window: empty until main answers, then the desk, or why main's state could not be read. */
export function App({ bridge, store }: AppProps) {
  const view = useSyncExternalStore(store.subscribe, store.read);
  useEffect(restoreLostFocus, []);
  const board = useActs(bridge);
  const shownSecrets = useRef(0);
  const onSecret = useCallback(
    (isShown: boolean) => {
      shownSecrets.current += isShown ? 1 : -1;
      void settle(bridge.protectScreen(shownSecrets.current > 0));
      if (!isShown) void settle(bridge.clearSelection());
    },
    [bridge],
  );
  switch (view.phase) {
    case 'opening':
      return (
        <main aria-busy="true">
          <h1 className="spoken">Token Desk</h1>
        </main>
      );
    case 'failed': {
      const words = failureText(view.failure, { at: 'window' });
      return (
        <main className={styles.failed}>
          <h1 className="spoken">Token Desk</h1>
          <FailureCard
            words={{ ...words, action: { does: 'retry', label: text('act.retry') } }}
            onAction={store.reload}
          />
        </main>
      );
    }
    case 'open':
      if (view.desk.lock !== undefined)
        return <LockScreen bridge={bridge} lock={view.desk.lock} minutes={view.desk.settings.lockMinutes} />;
      return (
        // The library has a few words of its own.
        <I18nProvider locale={locale()}>
          <ShownSecret value={onSecret}>
            <Acts value={board}>
              <Desk bridge={bridge} desk={view.desk} failedAt={view.failedAt} />
              <HelpOnWish />
            </Acts>
          </ShownSecret>
        </I18nProvider>
      );
  }
}
