import { useEffect, useEffectEvent, useRef } from 'react';
import type { Bridge, ConnectionRef, ConnectionState, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Leaving } from '../state/useLeaveGuard.ts';
import { useNow } from '../state/useNow.ts';
import type { SignIn } from '../state/useSignIns.ts';
import { ToldFailure } from './ConnectionFailure.tsx';
import { Foot } from './ConnectionFooter.tsx';
import { Whose } from './ConnectionHeader.tsx';
import styles from './ConnectionPage.module.css';
import { AccessTokenClock } from './clocks/AccessTokenClock.tsx';
import { SignInClock } from './clocks/SignInClock.tsx';
import { Facts } from './Facts.tsx';
import { History } from './history/History.tsx';
import { pageHandlers } from './pageHandlers.ts';
import { areUnderFields, pageView } from './pageView.ts';
import { AccountQuestion } from './panels/AccountQuestion.tsx';
import { RemovePanel } from './panels/RemoveQuestion.tsx';
import { RevealPanel } from './panels/RevealPanel.tsx';
import { SignInAgainPanel } from './panels/SignInAgainPanel.tsx';
import { useRevealed } from './panels/useRevealedToken.ts';
import { Acts } from './TokenActions.tsx';
import { useOutlived } from './useDismissStaleFailure.ts';
import { useActs } from './usePageActions.ts';
import { usePanel } from './usePagePanel.ts';

interface ConnectionPageProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  readonly connection: ConnectionState;
  readonly signIn: SignIn;
  /** When the connection's present failure was first seen, Unix ms. */
  readonly failedAt: number | undefined;
  /** A copy from the tray that failed, and when (Unix ms). */
  readonly copyFailed: { readonly failure: Failure; readonly at: number } | undefined;
  readonly leaving: Leaving;
  readonly onAdd: () => void;
  readonly onEnterPassphrase: () => void;
  /** A sign-in on this page became a connection of its own. */
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** Everything about one connection. The caller keys it by the connection, so that another one starts with a fresh page. */
export function ConnectionPage(props: ConnectionPageProps) {
  const { bridge, desk, connection, signIn, failedAt, copyFailed, leaving, onAdd, onEnterPassphrase, onConnected } =
    props;
  const page = useRef<HTMLElement>(null);
  const panelForm = useRef<HTMLFormElement>(null);
  const panel = usePanel(page, leaving);
  const acts = useActs();
  const token = useRevealed(bridge);
  const now = useNow(60_000);
  const underFields = areUnderFields(panel.panel, signIn.failure);
  const dismiss = (): void => {
    acts.dismiss();
    signIn.dismiss();
  };
  // A copy that failed in the tray changes nothing else on the page: something may be typed here, or a sign-in be open.
  const onCopyFailed = useEffectEvent(({ failure, at }: NonNullable<typeof copyFailed>) => {
    if (!underFields) signIn.dismiss();
    acts.tell({ act: 'copy', failure, at });
  });
  useEffect(() => {
    if (copyFailed !== undefined) onCopyFailed(copyFailed);
  }, [copyFailed]);
  const shownFailure = (underFields ? undefined : signIn.failure) ?? acts.failed;
  useOutlived(connection, desk.clipboard, shownFailure, underFields ? acts.dismiss : dismiss);

  const view = pageView({
    connection,
    keychain: desk.keychain,
    panel: panel.panel,
    signInFailure: signIn.failure,
    failedAct: acts.failed,
    failedAt,
    now,
  });
  const does = pageHandlers({ bridge, connection, view, signIn, acts, panel, panelForm, token, onConnected });
  const isRenewing = connection.status === 'renewing';
  const isPractice = connection.environment === 'practice';

  return (
    <main
      ref={page}
      className={styles.page}
      onKeyDown={(event) => {
        if (event.key === 'Escape') token.mask();
      }}
    >
      <div className={styles.column}>
        <Whose connection={connection} />
        {view.showsTokenActions && (
          <Acts
            connection={connection}
            busy={acts.busy}
            isRenewing={isRenewing}
            isMain={view.isCopyMain}
            isRevealed={token.revealed !== undefined}
            onCopy={does.copy}
            onReveal={() => (token.revealed === undefined ? void does.reveal() : token.mask())}
            onRenew={does.renew}
          />
        )}
        {token.revealed !== undefined && (
          <RevealPanel name={connection.name} revealed={token.revealed} onCopy={does.copy} />
        )}
        {panel.panel === 'sign-in' && (
          <SignInAgainPanel
            ref={panelForm}
            kind={connection.kind}
            isSecretGone={view.isSecretGone}
            isBusy={signIn.isBusy}
            failure={signIn.failure}
            leaving={leaving}
            onSubmit={does.startSignIn}
            onClose={() =>
              leaving.go(() => {
                signIn.dismiss();
                panel.close();
              })
            }
          />
        )}
        {view.question !== undefined && (
          <AccountQuestion
            expected={view.question.expected}
            got={view.question.got}
            isBusy={acts.busy.has('settle')}
            onChoose={(choice) => void does.settleAccount(choice)}
          />
        )}
        {view.failure !== undefined && (
          <ToldFailure
            key={JSON.stringify(view.failure.failure)}
            words={view.failure.words}
            retryAt={view.failure.retryAt}
            isAside={view.failure.isAside}
            isBusy={signIn.isBusy || acts.busy.size > 0 || isRenewing}
            onRetry={does.retry}
            onOpenKeychain={() => void does.openKeychain()}
            onEnterPassphrase={onEnterPassphrase}
            onSignInAgain={does.signInAgain}
            onGoToField={does.toPanel}
            onAdd={onAdd}
            onDismiss={dismiss}
          />
        )}
        {view.showsClocks && (
          <div className={styles.clocks}>
            <AccessTokenClock accessToken={connection.accessToken} />
            <SignInClock
              authorization={connection.authorization}
              isSoonOver={view.isSoonOver}
              onSignInAgain={view.offersSignIn === 'clock' ? does.signInAgain : undefined}
            />
          </div>
        )}
        <Facts connection={connection} />
        <History bridge={bridge} connection={connection} />
        {panel.panel === 'remove' ? (
          <RemovePanel
            name={connection.name}
            isPractice={isPractice}
            isBusy={acts.busy.has('remove')}
            onRemove={does.remove}
            onKeep={panel.close}
          />
        ) : (
          <Foot
            isBusy={signIn.isBusy}
            isRemoving={acts.busy.has('remove')}
            offersSignIn={view.offersSignIn === 'footer'}
            offersNewSecret={view.offersNewSecret}
            onSignInAgain={does.signInAgain}
            onNewSecret={() => panel.open('sign-in')}
            onRemove={() => panel.open('remove')}
          />
        )}
      </div>
    </main>
  );
}
