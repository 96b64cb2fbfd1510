import type { RefObject } from 'react';
import type {
  AccountChoice,
  Bridge,
  ConnectionRef,
  ConnectionState,
  GrantReplacement,
} from '../../preload/contract.ts';
import type { SignIn } from '../state/useSignIns.ts';
import type { PageView } from './pageView.ts';
import type { RevealedTokenState } from './panels/useRevealedToken.ts';
import type { PageActions } from './usePageActions.ts';
import type { PagePanel } from './usePagePanel.ts';

interface PageParts {
  readonly bridge: Bridge;
  readonly connection: ConnectionState;
  readonly view: PageView;
  readonly signIn: SignIn;
  readonly actions: PageActions;
  readonly panel: PagePanel;
  readonly panelForm: RefObject<HTMLFormElement | null>;
  readonly token: RevealedTokenState;
  /** The sign-in became a connection of its own. */
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** What each button of a connection's page does. */
export function pageHandlers({
  bridge,
  connection,
  view,
  signIn,
  actions,
  panel,
  panelForm,
  token,
  onConnected,
}: PageParts) {
  const { id, kind } = connection;

  const copy = (): void => {
    signIn.dismiss();
    void actions.run('copy', () => bridge.copyToken(id));
  };
  const renew = (): void => {
    signIn.dismiss();
    void actions.run('renew', () => bridge.renew(id));
  };
  const reveal = async (): Promise<void> => {
    signIn.dismiss();
    const done = await actions.run('reveal', () => bridge.revealToken(id));
    if (done !== undefined) token.show(done.value);
  };
  const remove = (): void => void actions.run('remove', () => bridge.remove(id));

  const startSignIn = (replacement: GrantReplacement): void => {
    actions.dismiss();
    token.mask();
    signIn.start(
      () => bridge.signInAgain(id, replacement),
      () => {
        panel.end();
        actions.dismiss();
      },
    );
  };
  const toPanel = (): void => {
    if (panel.panel === 'sign-in') panelForm.current?.querySelector('input')?.focus();
    else panel.open('sign-in');
  };
  // With the panel open nothing starts past it with what is stored: what is typed there counts.
  const signInAgain = (): void => {
    if (panel.panel === 'sign-in' || kind === 'internal' || view.isSecretGone) toPanel();
    else startSignIn({});
  };
  const repeatSignIn = (): void => {
    if (panel.panel === 'sign-in') panelForm.current?.requestSubmit();
    else signInAgain();
  };
  const settleAccount = async (choice: AccountChoice): Promise<void> => {
    const done = await actions.run('settle', () => bridge.settleAccount(id, choice));
    signIn.dismiss();
    if (done !== undefined && done.value.id !== id) onConnected(done.value);
  };

  const repeat = {
    copy,
    renew,
    reveal,
    remove,
    settle: signInAgain,
    'sign-in': repeatSignIn,
    connection: renew,
    unlock: renew,
  };
  const retry = (): void => {
    if (view.failure !== undefined) void repeat[view.failure.from]();
  };
  const openKeychain = async (): Promise<void> => {
    const opened = await actions.run('unlock', () => bridge.tryKeychain());
    if (opened !== undefined) retry();
  };

  return { copy, renew, reveal, remove, startSignIn, toPanel, signInAgain, settleAccount, retry, openKeychain };
}
