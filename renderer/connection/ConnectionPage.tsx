import { settle } from '../bridge.ts';
import { EditForm } from '../edit/EditForm.tsx';
import { text } from '../words/text.ts';
import { ConnectionFailure } from './ConnectionFailure.tsx';
import { ConnectionHeader } from './ConnectionHeader.tsx';
import styles from './ConnectionPage.module.css';
import { AccessTokenClock } from './clocks/AccessTokenClock.tsx';
import { SignInClock } from './clocks/SignInClock.tsx';
import { Facts } from './Facts.tsx';
import { History } from './history/History.tsx';
import { AccountQuestion } from './panels/AccountQuestion.tsx';
import { RemoveQuestion } from './panels/RemoveQuestion.tsx';
import { RevealPanel } from './panels/RevealPanel.tsx';
import { SignInAgainPanel } from './panels/SignInAgainPanel.tsx';
import { TokenActions } from './TokenActions.tsx';
import { type ConnectionPageProps, useConnectionPage } from './useConnectionPage.ts';

/** Everything about one connection. The caller keys it by the connection, so that another one starts with a fresh page. */
export function ConnectionPage(props: ConnectionPageProps) {
  const { bridge, connection, signIn, leaveGuard, onAdd, onEnterPassphrase, onShowActivity } = props;
  const { page, panelForm, panel, panels, busy, token, reminder, view, menu, ...does } = useConnectionPage(props);
  const isRenewing = connection.status === 'renewing';
  const question = view.question && (
    <AccountQuestion
      expected={view.question.expected}
      got={view.question.got}
      isBusy={busy.has('settle')}
      onChoose={(choice) => void does.settleAccount(choice)}
    />
  );

  const header = (
    <ConnectionHeader
      connection={connection}
      onStar={(favourite) => void settle(bridge.edit(connection.id, { favourite }))}
    />
  );
  if (panel === 'edit') {
    const close = (): void => {
      signIn.dismiss();
      panels.close();
    };
    return (
      <main ref={page} className={`page ${styles.page}`}>
        <div className={styles.column}>
          {header}
          {question}
          <EditForm
            bridge={bridge}
            connection={connection}
            signIn={signIn}
            leaveGuard={leaveGuard}
            onSaved={does.saved}
            onClose={() => leaveGuard.go(close)}
          />
        </div>
      </main>
    );
  }
  return (
    <main
      ref={page}
      className={`page ${styles.page}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') token.mask();
      }}
    >
      <div className={styles.column}>
        {header}
        <p role="status" className="spoken">
          {does.isSaved && text('edit.saved')}
        </p>
        <TokenActions
          connection={connection}
          formats={props.desk.copyFormats}
          defaultFormat={props.desk.settings.defaultFormat}
          hasToken={view.showsTokenActions}
          acts={menu}
          busy={busy}
          isRenewing={isRenewing}
          isKeychainAsking={props.desk.keychain === 'asking'}
          isMain={view.isCopyMain}
          isRevealed={token.revealed !== undefined}
          freshMinutes={props.desk.settings.freshMinutes}
          onCopy={does.copy}
          onReveal={does.toggleToken}
          onRenew={() => void does.renew()}
          isRenewed={does.isRenewed}
        />
        {panel === 'remove' && (
          <RemoveQuestion
            name={connection.name}
            isPractice={connection.environment === 'practice'}
            isBusy={busy.has('remove')}
            onRemove={does.remove}
            onKeep={panels.close}
          />
        )}
        {token.revealed !== undefined && (
          <RevealPanel name={connection.name} revealed={token.revealed} onCopy={does.copyRevealed} />
        )}
        {panel === 'sign-in' && (
          <SignInAgainPanel
            bridge={bridge}
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
                panels.close();
              })
            }
          />
        )}
        {question}
        {view.failure !== undefined && (
          <ConnectionFailure
            key={JSON.stringify(view.failure.failure)}
            words={view.failure.words}
            retryAt={view.failure.retryAt}
            isSecondary={view.failure.isSecondary}
            answer={view.failure.from === 'connection' ? undefined : view.failure.failure}
            isBusy={signIn.isBusy || busy.size > 0 || isRenewing}
            onRetry={does.retry}
            onOpenKeychain={() => void does.openKeychain()}
            onEnterPassphrase={onEnterPassphrase}
            onSignInAgain={does.signInAgain}
            onGoToField={does.toPanel}
            onAdd={onAdd}
            onDismiss={does.dismiss}
          />
        )}
        <div className={styles.cards}>
          <div className={styles.stack}>
            {view.showsClocks && (
              <div className={styles.clocks}>
                <AccessTokenClock accessToken={connection.accessToken} />
                <SignInClock
                  authorization={connection.authorization}
                  isSoonOver={view.isSoonOver}
                  reminder={reminder}
                  isSaving={busy.has('reminder')}
                  onSignInAgain={view.offersSignIn === 'clock' ? does.signInAgain : undefined}
                />
              </div>
            )}
            <Facts bridge={bridge} connection={connection} />
          </div>
          <History bridge={bridge} connection={connection} onShowActivity={onShowActivity} />
        </div>
      </div>
    </main>
  );
}
