import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { ConnectionState } from '../../preload/connection.ts';
import type { AccountChoice, Bridge, ConnectionRef, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import type { GrantReplacement } from '../../preload/form.ts';
import type { CopyFormat } from '../../preload/shared/copyFormats.ts';
import type { ConnectionActs } from '../menus/ConnectionMenu.tsx';
import { useOffer } from '../state/acts.ts';
import type { LeaveGuard } from '../state/useLeaveGuard.ts';
import { useNow } from '../state/useNow.ts';
import type { SignIn } from '../state/useSignIns.ts';
import { useReminder } from './clocks/useReminder.ts';
import { areUnderFields, pageView } from './pageView.ts';
import { useRevealedToken } from './panels/useRevealedToken.ts';
import { useDismissStaleFailure } from './useDismissStaleFailure.ts';
import { usePageActions } from './usePageActions.ts';
import { usePagePanel } from './usePagePanel.ts';

/** What the window gives a connection's page. */
export interface ConnectionPageProps {
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
  /** Opens the form of a new connection with this one's settings. */
  readonly onDuplicate: () => void;
  readonly onEnterPassphrase: () => void;
  /** Shows the whole history of this connection. */
  readonly onShowActivity: () => void;
  /** A sign-in on this page became a connection of its own. */
  readonly onConnected: (connection: ConnectionRef) => void;
}

/** How long it is said that a token was renewed, milliseconds. */
const TOLD_FOR = 10_000;

/** The state of a connection's page, what it shows, and what its buttons do. */
export function useConnectionPage(props: ConnectionPageProps) {
  const { bridge, desk, connection, signIn, failedAt, copyFailed, leaveGuard, onConnected, onDuplicate } = props;
  const { id, kind } = connection;
  const page = useRef<HTMLElement>(null);
  const panelForm = useRef<HTMLFormElement>(null);
  const { panel, ...panels } = usePagePanel(page, leaveGuard);
  const actions = usePageActions();
  const token = useRevealedToken(bridge);
  const reminder = useReminder(bridge, id, actions.run);
  const now = useNow(60_000);
  const [isSaved, setSaved] = useState(false);
  const [isRenewed, setRenewed] = useState(false);
  useEffect(() => {
    if (!isRenewed) return;
    const timer = setTimeout(() => setRenewed(false), TOLD_FOR);
    return () => clearTimeout(timer);
  }, [isRenewed]);

  const dismiss = (): void => {
    actions.dismiss();
    signIn.dismiss();
  };
  const underFields = areUnderFields(panel, signIn.failure);
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
    panel,
    signInFailure: signIn.failure,
    failedAction: actions.failed,
    failedAt,
    now,
  });

  const copy = (format?: CopyFormat): void => {
    signIn.dismiss();
    void actions.run('copy', () => (format === undefined ? bridge.copyToken(id) : bridge.copyToken(id, format)));
  };
  /** What is on the screen, whatever the main button copies. */
  const copyRevealed = (): void => {
    signIn.dismiss();
    void actions.run('copy', () => bridge.copyToken(id, 'token', true));
  };
  const renew = async (): Promise<void> => {
    signIn.dismiss();
    setRenewed(false);
    setRenewed((await actions.run('renew', () => bridge.renew(id))) !== undefined);
  };
  const showToken = async (): Promise<void> => {
    signIn.dismiss();
    const done = await actions.run('reveal', () => bridge.revealToken(id));
    if (done !== undefined) token.show(done.value);
  };
  const toggleToken = (): void => (token.revealed === undefined ? void showToken() : token.mask());
  const remove = (): void => void actions.run('remove', () => bridge.remove(id));

  const startSignIn = (replacement: GrantReplacement): void => {
    actions.dismiss();
    token.mask();
    signIn.start(
      () => bridge.signInAgain(id, replacement),
      () => {
        panels.end();
        actions.dismiss();
      },
    );
  };
  const toPanel = (): void => {
    if (panel === 'sign-in') panelForm.current?.querySelector('input')?.focus();
    else panels.open('sign-in');
  };
  // While the panel is open, a sign-in uses what is typed there, never the stored secret alone.
  const signInAgain = (): void => {
    if (panel === 'sign-in' || kind === 'internal' || view.isSecretGone) toPanel();
    else startSignIn({});
  };
  const repeatSignIn = (): void => {
    if (panel === 'sign-in') panelForm.current?.requestSubmit();
    else signInAgain();
  };
  const settleAccount = async (choice: AccountChoice): Promise<void> => {
    const done = await actions.run('settle', () => bridge.settleAccount(id, choice));
    signIn.dismiss();
    if (done === undefined) return;
    if (panel === 'edit') panels.end();
    if (done.value.id !== id) onConnected(done.value);
  };
  const saved = (): void => {
    actions.dismiss();
    panels.close();
    setSaved(true);
  };

  const repeat = {
    copy: () => copy(),
    renew,
    reveal: showToken,
    remove,
    settle: signInAgain,
    'sign-in': repeatSignIn,
    connection: renew,
    unlock: renew,
    reminder: reminder.save,
  };
  const retry = (): void => {
    if (view.failure !== undefined) void repeat[view.failure.from]();
  };
  const openKeychain = async (): Promise<void> => {
    const opened = await actions.run('unlock', () => bridge.tryKeychain());
    if (opened !== undefined) retry();
  };

  const free = (isFree: boolean, act: () => void) => (isFree ? act : undefined);
  // The form stands in the page's place, where nothing would show what became of them.
  const isThere = view.showsTokenActions && panel !== 'edit';
  const isRenewing = connection.status === 'renewing' || actions.busy.has('renew');
  // Others would see what these show, and what they change is hidden here.
  const isAlone = desk.presenting !== true;
  const offered = {
    copy: free(isThere && !actions.busy.has('copy'), copy),
    reveal: free(isAlone && isThere && !actions.busy.has('reveal'), toggleToken),
    renew: free(isThere && !isRenewing, () => void renew()),
    'sign-in': free(!signIn.isBusy && panel !== 'sign-in' && panel !== 'edit', signInAgain),
    edit: free(isAlone && panel !== 'edit', () => panels.open('edit')),
    duplicate: free(isAlone && connection.environment !== 'practice', onDuplicate),
    remove: free(!actions.busy.has('remove') && panel !== 'remove' && panel !== 'edit', () => panels.open('remove')),
  };
  useOffer(offered);
  const { 'sign-in': signInOffered, edit, duplicate, remove: removeOffered } = offered;
  const menu: ConnectionActs = {
    // Elsewhere the page has a button for it.
    signInAgain: view.offersSignIn === 'menu' ? signInOffered : undefined,
    newSecret: view.offersNewSecret ? () => panels.open('sign-in') : undefined,
    ...{ edit, duplicate, remove: removeOffered },
  };

  return {
    ...{ page, panelForm, panel, panels, busy: actions.busy, token, reminder, view, menu },
    ...{
      copy,
      copyRevealed,
      renew,
      toggleToken,
      remove,
      startSignIn,
      signInAgain,
      toPanel,
      settleAccount,
      saved,
      ...{ isSaved, isRenewed },
      retry,
      openKeychain,
      dismiss,
    },
  };
}
