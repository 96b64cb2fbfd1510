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
import type { RevealedState } from './panels/useRevealedToken.ts';
import type { Acts } from './usePageActions.ts';
import type { OpenPanel } from './usePagePanel.ts';

interface PageParts {
  readonly bridge: Bridge;
  readonly connection: ConnectionState;
  readonly view: PageView;
  readonly signIn: SignIn;
  readonly acts: Acts;
  readonly panel: OpenPanel;
  readonly panelForm: RefObject<HTMLFormElement | null>;
  readonly token: RevealedState;
  /** The sign-in became a connection of its own. */
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** What each button of a connection's page does. */
export function pageHandlers({
  bridge,
  connection,
  view,
  signIn,
  acts,
  panel,
  panelForm,
  token,
  onConnected,
}: PageParts) {
  const { id, kind } = connection;

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
    if (done !== undefined) token.show(done.value);
  };
  const remove = (): void => void acts.run('remove', () => bridge.remove(id));

  const startSignIn = (replacement: GrantReplacement): void => {
    acts.dismiss();
    token.mask();
    signIn.start(
      () => bridge.signInAgain(id, replacement),
      () => {
        panel.end();
        acts.dismiss();
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
    const done = await acts.run('settle', () => bridge.settleAccount(id, choice));
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
    const opened = await acts.run('unlock', () => bridge.tryKeychain());
    if (opened !== undefined) retry();
  };

  return { copy, renew, reveal, remove, startSignIn, toPanel, signInAgain, settleAccount, retry, openKeychain };
}
