import type { Failure } from '../../../preload/failure.ts';
import { text } from '../text.ts';
import { clockText, dayText } from '../timeText.ts';
import {
  checkField,
  type FailureAction,
  type FailurePlace,
  type FailureRow,
  failed,
  inForm,
  requestValues,
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
      return warning(failure.code, place, { does: 'retry', label: text('signIn.showWindow') });
    case 'sign-in-cancelled':
    case 'sign-in-closed':
      return warning(failure.code, place);
    case 'sign-in-timed-out':
      // Without a failed sign-in, this is a late answer to the question about the account.
      return place.at === 'connection' && place.afterSignIn === undefined
        ? warning('sign-in-timed-out.question', place, signInAgain())
        : warning('sign-in-timed-out', place);
    case 'sign-in-page-failed':
    case 'sign-in-page-flooded':
      return warning(failure.code, place, retry(), { host: failure.host });
    case 'sign-in-declined':
      return warning('sign-in-declined', place, retry(), { page: isPractice(place) ? 'practice' : 'fyle' });
    case 'sign-in-refused':
      // RFC 7636 §4.4.1: the server's own words are all that tells.
      if (/code.?challenge|pkce/i.test(failure.says ?? '')) return pkceRow(place);
      return failed('sign-in-refused', place, inForm(place, 'clientId'));
    case 'redirect-differs': {
      const { expected, got } = failure;
      // Main sends no query: when only that differs, both addresses would read the same.
      const values = { expected, got, isAlike: expected.split('?')[0] === got ? 'yes' : 'no' };
      return place.at === 'form'
        ? failed('redirect-differs.form', place, checkField('redirectUri'), values)
        : failed('redirect-differs', place, retry(), values);
    }
    case 'redirect-not-ours':
    case 'redirect-unreadable':
    case 'code-not-accepted':
      return failed(failure.code, place);
    case 'redirect-holds-token':
      return failed('redirect-holds-token', place, inForm(place, 'clientId'));
    case 'sign-in-ended': {
      const day = dayText(failure.endedAt);
      return place.at === 'form' || (place.at === 'connection' && place.afterSignIn === 'internal')
        ? failed('sign-in-ended.refreshToken', place, checkField('refreshToken'), { day })
        : failed('sign-in-ended', place, signInAgain(), { day });
    }
    case 'sign-in-rejected':
      return rejectedRow(failure, place);
    case 'renewal-interrupted': {
      const { interruptedAt } = failure;
      const when = { day: dayText(interruptedAt), time: clockText(interruptedAt) };
      return failed('renewal-interrupted', place, signInAgain(), when);
    }
    case 'different-account': {
      const { expected, got } = failure;
      const isOfToken = place.at === 'connection' && place.afterSignIn === undefined;
      const name = isOfToken ? 'different-account.token' : 'different-account';
      return failed(name, place, signInAgain(), { expected, got });
    }
  }
}

function pkceRow(place: FailurePlace): FailureRow {
  return place.at === 'form'
    ? failed('sign-in-refused.pkceInForm', place, checkField('authorization'))
    : failed('sign-in-refused.pkce', place, { does: 'add-connection', label: text('act.add') });
}

function isPractice(place: FailurePlace): boolean {
  return place.at === 'window' || (place.at === 'connection' && place.isPractice === true);
}

function rejectedRow(failure: Failure & { code: 'sign-in-rejected' }, place: FailurePlace): FailureRow {
  const { step } = failure;
  if (step !== 'token')
    return failed(
      'sign-in-rejected.newToken',
      place,
      place.at === 'form' ? retry() : signInAgain(),
      requestValues(step),
    );
  if (place.at === 'form') return failed(`sign-in-rejected.${place.kind}Form`, place, checkField('clientSecret'));
  if (place.at === 'connection' && place.afterSignIn === 'internal')
    return failed('sign-in-rejected.internalAgain', place, checkField('refreshToken'));
  if (place.at === 'connection' && place.afterSignIn === 'oauth')
    return failed('sign-in-rejected.oauthAgain', place, enterSecret());
  if (failure.error === 'invalid_client' && place.at === 'connection')
    return failed('sign-in-rejected.storedSecret', place, enterSecret());
  const since =
    place.at === 'connection' ? { isDated: 'yes', day: dayText(place.signedInAt) } : { isDated: 'no', day: '' };
  return failed('sign-in-rejected', place, signInAgain(), since);
}

function enterSecret(): FailureAction {
  return { does: 'go-to-field', label: text('act.newSecret'), field: 'clientSecret' };
}
