import type { Failure } from '../../../preload/failure.ts';
import { clockText, dayText } from '../timeText.ts';
import {
  checkField,
  type FailurePlace,
  type FailureRow,
  inForm,
  nothingLost,
  requestText,
  retry,
  signInAgain,
  warning,
} from './failurePhrases.ts';

type SignInFailure = Extract<
  Failure,
  {
    readonly code:
      | `sign-in-${string}`
      | `redirect-${string}`
      | 'code-not-accepted'
      | 'different-account'
      | 'renewal-interrupted';
  }
>;

const others: readonly Failure['code'][] = ['code-not-accepted', 'different-account', 'renewal-interrupted'];

/** Whether a sign-in failed, or a grant ended. */
export function isSignInFailure(failure: Failure): failure is SignInFailure {
  return /^(sign-in|redirect)-/.test(failure.code) || others.includes(failure.code);
}

/** A sign-in failed, or a grant ended. */
export function signInFailureRow(failure: SignInFailure, place: FailurePlace): FailureRow {
  switch (failure.code) {
    case 'sign-in-already-open':
      return warning(
        'A sign-in window is already open',
        'Only one sign-in runs at a time. Finish it or close it, then try again.',
        { does: 'retry', label: 'Show the window' },
      );
    case 'sign-in-cancelled':
      return warning('The sign-in was cancelled', nothingLost(place));
    case 'sign-in-closed':
      return warning(
        'The sign-in window was closed',
        `It was closed before the sign-in was finished. ${nothingLost(place)}`,
      );
    case 'sign-in-timed-out':
      // Without a failed sign-in, this is a late answer to the question about the account.
      if (place.at === 'connection' && place.afterSignIn === undefined) {
        return warning(
          'This question has expired',
          'The new sign-in is no longer waiting for an answer. Sign in again to choose the account.',
          signInAgain,
        );
      }
      return warning(
        'The sign-in took too long',
        `The window was closed after 10 minutes in which nothing happened, to be safe. ${nothingLost(place)}`,
      );
    case 'sign-in-page-failed':
      return warning(
        'A sign-in page did not open',
        `The page at ${failure.host} could not be loaded. ${nothingLost(place)}`,
      );
    case 'sign-in-page-flooded':
      return warning(
        'The sign-in page was stopped',
        `The page at ${failure.host} did so much at once that this app could hardly answer you. ${nothingLost(place)}`,
      );
    case 'sign-in-declined': {
      const page = isPractice(place) ? 'the practice page' : 'Fyle’s page';
      return warning(
        'Access was declined',
        `CANCEL was chosen on ${page}, so no access was given. ${nothingLost(place)}`,
      );
    }
    case 'sign-in-refused':
      // RFC 7636 §4.4.1: the server's own words are all that tells.
      if (/code.?challenge|pkce/i.test(failure.says ?? '')) return pkceRow(place);
      return [
        'Fyle refused the sign-in',
        `Its page answered with an error. Usually the client ID or the redirect URI differs from the one registered in Fyle. ${nothingLost(place)}`,
        inForm(place, 'clientId', retry),
      ];
    case 'redirect-differs':
      return place.at === 'form'
        ? [
            'Fyle sent you to a different address from the one entered here',
            `It sent you to ${sentTo(failure)}, but the redirect URI entered here is “${failure.expected}”. Change it here to match the one registered in Fyle exactly. ${nothingLost(place)}`,
            checkField('redirectUri'),
          ]
        : [
            'Fyle sent you to a different address from this connection’s',
            `It sent you to ${sentTo(failure)}, but this connection has the redirect URI “${failure.expected}”. Register that one in Fyle, or add a new connection with the other. ${nothingLost(place)}`,
            retry,
          ];
    case 'redirect-not-ours':
      return [
        'The answer belonged to another sign-in',
        `It did not match this attempt, so it was not used. ${nothingLost(place)}`,
        retry,
      ];
    case 'redirect-unreadable':
      return [
        'Fyle’s answer could not be read',
        `The sign-in page returned no usable answer. ${nothingLost(place)}`,
        retry,
      ];
    case 'redirect-holds-token':
      return [
        'The answer came in an unsafe way',
        `It contained the token itself in plain sight, so it was not used. The app in Fyle must be of type OAuth 2. ${nothingLost(place)}`,
        inForm(place, 'clientId', retry),
      ];
    case 'sign-in-ended':
      return place.at === 'form' || (place.at === 'connection' && place.afterSignIn === 'internal')
        ? [
            `This refresh token ended on ${dayText(failure.endedAt)}`,
            `Refresh tokens last about a year. Create a new one in Fyle under Settings, Integrations, Custom Apps. ${nothingLost(place)}`,
            checkField('refreshToken'),
          ]
        : [
            `This sign-in ended on ${dayText(failure.endedAt)}`,
            'Sign-ins last about a year. Signing in again keeps this connection.',
            signInAgain,
          ];
    case 'sign-in-rejected':
      return rejectedRow(failure, place);
    case 'renewal-interrupted':
      return [
        'A renewal was interrupted and the sign-in is lost',
        `Token Desk quit or the network failed while Fyle was issuing a new refresh token on ${dayText(failure.interruptedAt)} at ${clockText(failure.interruptedAt)}. The old one no longer works. Signing in again keeps this connection.`,
        signInAgain,
      ];
    case 'code-not-accepted':
      return [
        'Fyle did not complete the sign-in',
        `The answer from its page works only once and only for a short time. Fyle no longer accepted it. ${nothingLost(place)}`,
        retry,
      ];
    case 'different-account':
      return place.at === 'connection' && place.afterSignIn === undefined
        ? [
            'The new token belongs to another account',
            `This connection belongs to ${failure.expected}, but its new token belongs to ${failure.got}. It cannot be copied until you sign in with the right account.`,
            signInAgain,
          ]
        : [
            'That was another account',
            `This connection belongs to ${failure.expected}, but ${failure.got} signed in. ${nothingLost(place)}`,
            signInAgain,
          ];
  }
}

function pkceRow(place: FailurePlace): FailureRow {
  return place.at === 'form'
    ? [
        'This server demands PKCE',
        `Switch on “This server supports PKCE” under Addresses, then connect again. ${nothingLost(place)}`,
        checkField('authorization'),
      ]
    : [
        'This server now demands PKCE',
        `Add the connection again, with “This server supports PKCE” switched on under Addresses. ${nothingLost(place)}`,
        { does: 'add-connection', label: 'Add connection' },
      ];
}

function isPractice(place: FailurePlace): boolean {
  return place.at === 'window' || (place.at === 'connection' && place.isPractice === true);
}

/** Quoted, so that a slash at the end is seen. Main sends no query: when only that differs, both addresses would read the same. */
function sentTo({ expected, got }: Failure & { code: 'redirect-differs' }): string {
  return expected.split('?')[0] === got ? `“${got}” with something added or left out` : `“${got}”`;
}

function rejectedRow(failure: Failure & { code: 'sign-in-rejected' }, place: FailurePlace): FailureRow {
  if (failure.step !== 'token') {
    return [
      'Fyle does not accept its own token',
      `It issued a token and then refused it when Token Desk ${requestText(failure.step)}. ${nothingLost(place)}`,
      place.at === 'form' ? retry : signInAgain,
    ];
  }
  if (place.at === 'form') {
    return place.kind === 'internal'
      ? [
          'Fyle does not accept these credentials',
          `Either the client secret or the refresh token is wrong, or the refresh token has ended. Fyle does not say which. ${nothingLost(place)}`,
          checkField('clientSecret'),
        ]
      : [
          'Fyle does not accept these credentials',
          `The client secret does not belong to this client ID. It is shown only once, when the app is created. ${nothingLost(place)}`,
          checkField('clientSecret'),
        ];
  }
  if (place.at === 'connection' && place.afterSignIn === 'internal') {
    return [
      'Fyle does not accept these credentials',
      `Either the refresh token just entered or the client secret is wrong. Fyle does not say which. ${nothingLost(place)}`,
      checkField('refreshToken'),
    ];
  }
  if (place.at === 'connection' && place.afterSignIn === 'oauth') {
    return [
      'Fyle does not accept the client secret',
      `The client secret does not belong to this app, or was changed in Fyle. ${nothingLost(place)}`,
      { does: 'go-to-field', label: 'Enter new client secret', field: 'clientSecret' },
    ];
  }
  if (failure.error === 'invalid_client' && place.at === 'connection') {
    return [
      'Fyle does not accept the stored client secret',
      'It was changed in Fyle, or the app was created again there. The sign-in itself may still be valid, and nothing was deleted.',
      { does: 'go-to-field', label: 'Enter new client secret', field: 'clientSecret' },
    ];
  }
  const since = place.at === 'connection' ? ` of ${dayText(place.signedInAt)}` : '';
  return [
    'Fyle no longer accepts this sign-in',
    `Either the client secret was changed, or the sign-in${since} has ended (they last about a year). Signing in again keeps this connection.`,
    signInAgain,
  ];
}
