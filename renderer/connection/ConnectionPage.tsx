import { useEffect, useEffectEvent, useRef } from 'react';
import type {
  AccountChoice,
  Bridge,
  ConnectionRef,
  ConnectionState,
  DeskState,
  GrantReplacement,
} from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { Leaving } from '../state/useLeaving.ts';
import { useNow } from '../state/useNow.ts';
import type { SignIn } from '../state/useSignIns.ts';
import { failureText } from '../words/failureText.ts';
import { goTo } from '../words/failureWords.ts';
import { endsSoon } from '../words/timeText.ts';
import { AccountQuestion } from './AccountQuestion.tsx';
import { Acts } from './Acts.tsx';
import styles from './ConnectionPage.module.css';
import { AccessTokenClock } from './clocks/AccessTokenClock.tsx';
import { SignInClock } from './clocks/SignInClock.tsx';
import { Facts } from './Facts.tsx';
import { Foot } from './Foot.tsx';
import { History } from './history/History.tsx';
import { RemovePanel } from './RemovePanel.tsx';
import { RevealPanel } from './RevealPanel.tsx';
import { SignInAgainPanel } from './SignInAgainPanel.tsx';
import { isStopped, toldFailure } from './shownFailure.ts';
import { ToldFailure } from './ToldFailure.tsx';
import { useActs } from './useActs.ts';
import { useOutlived } from './useOutlived.ts';
import { usePanel } from './usePanel.ts';
import { useRevealed } from './useRevealed.ts';
import { Whose } from './Whose.tsx';

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
  /** Another connection came of what was done here. */
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** Failures after which the keychain has no client secret to give. */
const WITHOUT_SECRET: readonly Failure['code'][] = ['secret-missing', 'secret-unreadable', 'keychain-unavailable'];

/** Everything about one connection. The caller keys it by the connection, so that nothing shown here outlives the choice. */
export function ConnectionPage({
  bridge,
  desk,
  connection,
  signIn,
  failedAt,
  copyFailed,
  leaving,
  onAdd,
  onEnterPassphrase,
  onConnected,
}: ConnectionPageProps) {
  const { id, kind, environment, status } = connection;
  const page = useRef<HTMLElement>(null);
  const { panel, open, end, close } = usePanel(page, leaving);
  const panelForm = useRef<HTMLFormElement>(null);
  const acts = useActs();
  const { revealed, show, mask } = useRevealed(bridge);
  const dismiss = (): void => {
    acts.dismiss();
    signIn.dismiss();
  };
  // Faults under the fields are about what is typed there: no news of the connection makes them old.
  const underFields = panel === 'sign-in' && signIn.failure?.code === 'fields';
  const signInFailure = underFields ? undefined : signIn.failure;
  // The page stays as it is for it: something may be typed here, or a sign-in be under way.
  const tellCopy = useEffectEvent(({ failure, at }: NonNullable<typeof copyFailed>) => {
    if (!underFields) signIn.dismiss();
    acts.tell({ act: 'copy', failure, at });
  });
  useEffect(() => {
    if (copyFailed !== undefined) tellCopy(copyFailed);
  }, [copyFailed]);
  useOutlived(connection, desk.clipboard, signInFailure ?? acts.failed, underFields ? acts.dismiss : dismiss);

  // Without the stored client secret a sign-in can only begin with one that is typed.
  const isSecretGone = [connection.failure, signIn.failure, acts.failed?.failure].some(
    (failure) => failure !== undefined && WITHOUT_SECRET.includes(failure.code),
  );

  const copy = (): void => {
    signIn.dismiss();
    void acts.run('copy', () => bridge.copyToken(id));
  };
  const renew = (): void => {
    signIn.dismiss();
    void acts.run('renew', () => bridge.renew(id));
  };
  const reveal = async (): Promise<void> => {
    signIn.dismiss();
    const done = await acts.run('reveal', () => bridge.revealToken(id));
    if (done !== undefined) show(done.value);
  };
  const forget = (): void => void acts.run('remove', () => bridge.remove(id));
  const start = (replacement: GrantReplacement): void => {
    acts.dismiss();
    mask();
    signIn.start(
      () => bridge.signInAgain(id, replacement),
      () => {
        end();
        acts.dismiss();
      },
    );
  };
  // Once the panel is open, what is typed there counts: nothing is started past it with what is stored.
  const toPanel = (): void => {
    if (panel === 'sign-in') panelForm.current?.querySelector('input')?.focus();
    else open('sign-in');
  };
  const signInAgain = (): void => {
    if (panel === 'sign-in' || kind === 'internal' || isSecretGone) toPanel();
    else start({});
  };
  const signInOnceMore = (): void => {
    if (panel === 'sign-in') panelForm.current?.requestSubmit();
    else signInAgain();
  };

  const settleAccount = async (choice: AccountChoice): Promise<void> => {
    const done = await acts.run('settle', () => bridge.settleAccount(id, choice));
    signIn.dismiss();
    if (done !== undefined && done.value.id !== id) onConnected(done.value);
  };

  const told = toldFailure(connection, failedAt, acts.failed, signInFailure);
  const question = signInFailure?.code === 'different-account' ? signInFailure : undefined;
  const stopped = isStopped(connection);
  // The passphrase comes first.
  const isAside = desk.keychain === 'vault-closed';
  const place = {
    at: 'connection',
    signedInAt: connection.authorization.signedInAt,
    undone: told?.undone,
    ...(told?.from === 'sign-in' && { tried: kind }),
    isPractice: environment === 'practice',
    isOwn: told?.from === 'connection',
  } as const;
  const said = told && failureText(told.failure, place, told.at);
  const isPanelsAct = said?.action.does === 'sign-in-again' || said?.action.does === 'go-to-field';
  const field = kind === 'internal' ? 'refreshToken' : 'clientSecret';
  const words = said && { ...said, ...(panel === 'sign-in' && isPanelsAct && { action: goTo(field) }) };
  const offersSignIn = panel === undefined && words?.action.does !== 'sign-in-again';
  const isSoonOver = endsSoon(connection.authorization, useNow(60_000));
  const retry = (): void => {
    const again = {
      copy,
      renew,
      reveal,
      remove: forget,
      settle: signInAgain,
      'sign-in': signInOnceMore,
      connection: renew,
      unlock: renew,
    };
    if (told !== undefined) void again[told.from]();
  };
  const openKeychain = async (): Promise<void> => {
    const opened = await acts.run('unlock', () => bridge.tryKeychain());
    if (opened !== undefined) retry();
  };

  return (
    <main
      ref={page}
      className={styles.page}
      onKeyDown={(event) => {
        if (event.key === 'Escape') mask();
      }}
    >
      <div className={styles.column}>
        <Whose connection={connection} />
        {(status !== 'sign-in-needed' || connection.accessToken !== undefined) && (
          <Acts
            connection={connection}
            busy={acts.busy}
            isRenewing={status === 'renewing'}
            isMain={!isAside && panel === undefined && (told === undefined || (told.from === 'connection' && !stopped))}
            isRevealed={revealed !== undefined}
            onCopy={copy}
            onReveal={() => (revealed === undefined ? void reveal() : mask())}
            onRenew={renew}
          />
        )}
        {revealed !== undefined && <RevealPanel name={connection.name} revealed={revealed} onCopy={copy} />}
        {panel === 'sign-in' && (
          <SignInAgainPanel
            ref={panelForm}
            kind={kind}
            isSecretGone={isSecretGone}
            isBusy={signIn.isBusy}
            failure={signIn.failure}
            leaving={leaving}
            onSubmit={start}
            onClose={() =>
              leaving.go(() => {
                signIn.dismiss();
                close();
              })
            }
          />
        )}
        {question !== undefined && (
          <AccountQuestion
            expected={question.expected}
            got={question.got}
            isBusy={acts.busy.has('settle')}
            onChoose={(choice) => void settleAccount(choice)}
          />
        )}
        {question === undefined &&
          told !== undefined &&
          words !== undefined &&
          (panel !== 'sign-in' || told.from !== 'connection') && (
            <ToldFailure
              key={JSON.stringify(told.failure)}
              words={words}
              retryAt={told.from === 'connection' || told.undone ? connection.retryAt : undefined}
              isAside={told.from === 'connection' && !stopped}
              isBusy={signIn.isBusy || acts.busy.size > 0 || status === 'renewing'}
              onRetry={retry}
              onOpenKeychain={() => void openKeychain()}
              onEnterPassphrase={onEnterPassphrase}
              onSignInAgain={signInAgain}
              onGoToField={toPanel}
              onAdd={onAdd}
              onDismiss={dismiss}
            />
          )}
        {!stopped && (
          <div className={styles.clocks}>
            <AccessTokenClock accessToken={connection.accessToken} />
            <SignInClock
              authorization={connection.authorization}
              isSoonOver={isSoonOver}
              onSignInAgain={offersSignIn ? signInAgain : undefined}
            />
          </div>
        )}
        <Facts connection={connection} />
        <History bridge={bridge} connection={connection} />
        {panel === 'remove' ? (
          <RemovePanel
            name={connection.name}
            isPractice={environment === 'practice'}
            isBusy={acts.busy.has('remove')}
            onRemove={forget}
            onKeep={close}
          />
        ) : (
          <Foot
            isBusy={signIn.isBusy}
            isRemoving={acts.busy.has('remove')}
            offersSignIn={offersSignIn && (stopped || !isSoonOver)}
            offersNewSecret={
              panel === undefined &&
              kind === 'oauth' &&
              told?.failure.code === 'sign-in-rejected' &&
              words?.action.does !== 'go-to-field'
            }
            onSignInAgain={signInAgain}
            onNewSecret={() => open('sign-in')}
            onRemove={() => open('remove')}
          />
        )}
      </div>
    </main>
  );
}
