import type { ConnectionState } from '../../preload/connection.ts';
import type { KeychainState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { signInEndsSoon } from '../../preload/shared/needsYou.ts';
import { checkField } from '../words/failures/failurePhrases.ts';
import { type FailureWords, failureText } from '../words/failures/failureText.ts';
import { type CurrentFailure, currentFailure, isStopped } from './currentFailure.ts';
import type { PageActions } from './usePageActions.ts';
import type { PagePanel } from './usePagePanel.ts';

/** Everything that decides what a connection's page shows. */
export interface PageState {
  readonly connection: ConnectionState;
  readonly keychain: KeychainState;
  readonly panel: PagePanel['panel'];
  readonly signInFailure: Failure | undefined;
  readonly failedAction: PageActions['failed'];
  /** When the connection's present failure was first seen, Unix ms. */
  readonly failedAt: number | undefined;
  /** Unix ms, to the minute. */
  readonly now: number;
}

/** What a connection's page shows. */
export interface PageView {
  readonly showsTokenActions: boolean;
  /** Copying is the page's main button. */
  readonly isCopyMain: boolean;
  /** The keychain cannot give the client secret, so a sign-in begins with one that is typed. */
  readonly isSecretGone: boolean;
  /** The question after somebody else signed in; it takes the failure's place. */
  readonly question: Extract<Failure, { readonly code: 'different-account' }> | undefined;
  readonly failure: FailureView | undefined;
  /** False while a failure stands in their place. */
  readonly showsClocks: boolean;
  /** The sign-in ends soon, and its clock says so. */
  readonly isSoonOver: boolean;
  /** One button signs in again: in the clock, in the menu, or in the failure itself. */
  readonly offersSignIn: 'clock' | 'menu' | 'elsewhere';
  readonly offersNewSecret: boolean;
}

/** The failure on the page, in words. */
export interface FailureView {
  readonly from: CurrentFailure['from'];
  readonly failure: Failure;
  readonly words: FailureWords;
  /** When Token Desk tries again, Unix ms. */
  readonly retryAt: number | undefined;
  /** It stops nothing, so its button stays behind the page's main one. */
  readonly isSecondary: boolean;
}

/** Failures after which the keychain has no client secret to give. */
const withoutSecret: readonly (Failure['code'] | undefined)[] = [
  'secret-missing',
  'secret-unreadable',
  'keychain-unavailable',
  'keychain-unusable',
];

/** Faults of what is typed in the panel: they stand in it, so no card of the page shows them and no news makes them old. */
export function areUnderFields(panel: PagePanel['panel'], signInFailure: Failure | undefined): boolean {
  if (signInFailure === undefined) return false;
  if (panel === 'edit') return signInFailure.code !== 'different-account';
  return panel === 'sign-in' && signInFailure.code === 'fields';
}

/** What the page shows for this state. */
export function pageView(state: PageState): PageView {
  const { connection, keychain, panel, failedAction, failedAt, now } = state;
  const signInFailure = areUnderFields(panel, state.signInFailure) ? undefined : state.signInFailure;
  const told = currentFailure(connection, failedAt, failedAction, signInFailure);
  const words = told && wordsFor(told, connection, panel);
  const isBackground = told?.from === 'connection';
  const stopped = isStopped(connection);
  const isSecondary = isBackground && !stopped;
  const question = signInFailure?.code === 'different-account' ? signInFailure : undefined;
  const isCovered = question !== undefined || (panel === 'sign-in' && isBackground);
  const isSoonOver = signInEndsSoon(connection.authorization, now);
  const isFree = panel === undefined && words?.action.does !== 'sign-in-again';
  return {
    showsTokenActions: connection.status !== 'sign-in-needed' || connection.accessToken !== undefined,
    // With the vault closed the passphrase comes first.
    isCopyMain: keychain !== 'vault-closed' && panel === undefined && (told === undefined || isSecondary),
    isSecretGone: [connection.failure, state.signInFailure, failedAction?.failure].some((failure) =>
      withoutSecret.includes(failure?.code),
    ),
    question,
    failure:
      told === undefined || words === undefined || isCovered
        ? undefined
        : {
            from: told.from,
            failure: told.failure,
            words,
            retryAt: isBackground || told.blocked ? connection.retryAt : undefined,
            isSecondary,
          },
    showsClocks: !stopped,
    isSoonOver,
    offersSignIn: !isFree ? 'elsewhere' : isSoonOver && !stopped ? 'clock' : 'menu',
    offersNewSecret:
      panel === undefined &&
      connection.kind === 'oauth' &&
      told?.failure.code === 'sign-in-rejected' &&
      words?.action.does !== 'go-to-field',
  };
}

function wordsFor(told: CurrentFailure, connection: ConnectionState, panel: PagePanel['panel']): FailureWords {
  const { kind, environment, authorization } = connection;
  const words = failureText(
    told.failure,
    {
      at: 'connection',
      signedInAt: authorization.signedInAt,
      blocked: told.blocked,
      ...(told.from === 'sign-in' && { afterSignIn: kind }),
      isPractice: environment === 'practice',
      isBackground: told.from === 'connection',
    },
    told.at,
  );
  // The open panel has the button that signs in, so the failure's own leads into the panel.
  const { does } = words.action;
  return panel === 'sign-in' && (does === 'sign-in-again' || does === 'go-to-field')
    ? { ...words, action: checkField(kind === 'internal' ? 'refreshToken' : 'clientSecret') }
    : words;
}
