import { useEffect, useEffectEvent, useRef } from 'react';
import type { Bridge, ConnectionRef, ConnectionState, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { LeaveGuard } from '../state/useLeaveGuard.ts';
import { useNow } from '../state/useNow.ts';
import type { SignIn } from '../state/useSignIns.ts';
import { ConnectionFailure } from './ConnectionFailure.tsx';
import { ConnectionFooter } from './ConnectionFooter.tsx';
import { ConnectionHeader } from './ConnectionHeader.tsx';
import styles from './ConnectionPage.module.css';
import { AccessTokenClock } from './clocks/AccessTokenClock.tsx';
import { SignInClock } from './clocks/SignInClock.tsx';
import { Facts } from './Facts.tsx';
import { History } from './history/History.tsx';
import { pageHandlers } from './pageHandlers.ts';
import { areUnderFields, pageView } from './pageView.ts';
import { AccountQuestion } from './panels/AccountQuestion.tsx';
import { RemoveQuestion } from './panels/RemoveQuestion.tsx';
import { RevealPanel } from './panels/RevealPanel.tsx';
import { SignInAgainPanel } from './panels/SignInAgainPanel.tsx';
import { useRevealedToken } from './panels/useRevealedToken.ts';
import { TokenActions } from './TokenActions.tsx';
import { useDismissStaleFailure } from './useDismissStaleFailure.ts';
import { usePageActions } from './usePageActions.ts';
import { usePagePanel } from './usePagePanel.ts';

interface ConnectionPageProps {
  readonly bridge: Bridge;
  readonly desk: DeskState;
  readonly connection: ConnectionState;
  readonly signIn: SignIn;
  /** When the connection's present failure was first seen, Unix ms. */
  readonly failedAt: number | undefined;
  /** A copy from the tray that failed, and when (Unix ms). */
  readonly copyFailed: { readonly failure: Failure; readonly at: number } | undefined;
  readonly leaveGuard: LeaveGuard;
  readonly onAdd: () => void;
  readonly onEnterPassphrase: () => void;
  /** A sign-in on this page became a connection of its own. */
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** Everything about one connection. The caller keys it by the connection, so that another one starts with a fresh page. */
export function ConnectionPage(props: ConnectionPageProps) {
  const { bridge, desk, connection, signIn, failedAt, copyFailed, leaveGuard, onAdd, onEnterPassphrase, onConnected } =
    props;
  const page = useRef<HTMLElement>(null);
  const panelForm = useRef<HTMLFormElement>(null);
  const panel = usePagePanel(page, leaveGuard);
  const actions = usePageActions();
  const token = useRevealedToken(bridge);
  const now = useNow(60_000);
  const underFields = areUnderFields(panel.panel, signIn.failure);
  const dismiss = (): void => {
    actions.dismiss();
    signIn.dismiss();
  };
  // A failed copy from the tray changes nothing else: the page may hold input, or wait for a sign-in.
  const onCopyFailed = useEffectEvent(({ failure, at }: NonNullable<typeof copyFailed>) => {
    if (!underFields) signIn.dismiss();
    actions.report({ action: 'copy', failure, at });
  });
  useEffect(() => {
    if (copyFailed !== undefined) onCopyFailed(copyFailed);
  }, [copyFailed]);
  const shownFailure = (underFields ? undefined : signIn.failure) ?? actions.failed;
  useDismissStaleFailure(connection, desk.clipboard, shownFailure, underFields ? actions.dismiss : dismiss);

  const view = pageView({
    connection,
    keychain: desk.keychain,
    panel: panel.panel,
    signInFailure: signIn.failure,
    failedAction: actions.failed,
    failedAt,
    now,
  });
  const does = pageHandlers({ bridge, connection, view, signIn, actions, panel, panelForm, token, onConnected });
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
        <ConnectionHeader connection={connection} />
        {view.showsTokenActions && (
          <TokenActions
            connection={connection}
            busy={actions.busy}
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
            leaveGuard={leaveGuard}
            onSubmit={does.startSignIn}
            onClose={() =>
              leaveGuard.go(() => {
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
            isBusy={actions.busy.has('settle')}
            onChoose={(choice) => void does.settleAccount(choice)}
          />
        )}
        {view.failure !== undefined && (
          <ConnectionFailure
            key={JSON.stringify(view.failure.failure)}
            words={view.failure.words}
            retryAt={view.failure.retryAt}
            isSecondary={view.failure.isSecondary}
            isBusy={signIn.isBusy || actions.busy.size > 0 || isRenewing}
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
          <RemoveQuestion
            name={connection.name}
            isPractice={isPractice}
            isBusy={actions.busy.has('remove')}
            onRemove={does.remove}
            onKeep={panel.close}
          />
        ) : (
          <ConnectionFooter
            isBusy={signIn.isBusy}
            isRemoving={actions.busy.has('remove')}
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
