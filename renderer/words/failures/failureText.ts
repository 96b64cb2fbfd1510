import type { Failure, NotForgottenFailure } from '../../../preload/failure.ts';
import { firstField } from '../form/fieldText.ts';
import { text } from '../text.ts';
import { clockText, dayText } from '../timeText.ts';
import { answerFailureRow } from './answerFailureText.ts';
import { diskErrorText, exportErrorText } from './diskErrorText.ts';
import { failureDetails } from './failureDetails.ts';
import {
  checkField,
  close,
  type FailureAction,
  type FailurePlace,
  type FailureRow,
  failed,
  inForm,
  retry,
  warning,
} from './failurePhrases.ts';
import { isKeychainFailure, keychainFailureRow } from './keychainFailureText.ts';
import { pasteText } from './pasteText.ts';
import { isSignInFailure, signInFailureRow } from './signInFailureText.ts';

/** A failure in words: what happened, what it means, and one thing to do. */
export interface FailureWords {
  readonly title: string;
  readonly meaning: string;
  readonly action: FailureAction;
  /** `warn`: it passes, or is nobody's fault. `bad`: a person must act. */
  readonly tone: 'warn' | 'bad';
  /** Name and text of each fact that support may ask for. */
  readonly details?: readonly (readonly [string, string])[];
}

/** Every code has a row, or the file does not compile; three groups have files of their own. */
function words(failure: Failure, place: FailurePlace): FailureRow {
  if (isSignInFailure(failure)) return signInFailureRow(failure, place);
  if (isKeychainFailure(failure)) return keychainFailureRow(failure, place);
  if ('step' in failure) return answerFailureRow(failure, place);
  switch (failure.code) {
    case 'fields':
      return warning('fields', place, checkField(firstField(failure.fields) ?? 'name'));
    case 'bad-request':
      return failed('bad-request', place);
    case 'connection-unknown':
    case 'connection-changed':
    case 'too-many-reveals':
    case 'locked':
    case 'presenting':
    case 'not-confirmed':
      return warning(failure.code, place, close());
    case 'cluster-untrusted':
      return failed('cluster-untrusted', place, inForm(place, 'cluster'), { host: failure.host });
    case 'offline':
      return warning('offline', place);
    case 'unreachable':
    case 'timed-out':
    case 'interrupted':
    case 'proxy-failed':
    case 'answer-too-large':
      return warning(failure.code, place, retry(), { host: failure.host });
    case 'certificate-untrusted':
      return failed('certificate-untrusted', place, retry(), { host: failure.host });
    case 'redirected':
      return failed('redirected', place, inForm(place, 'token'), { host: failure.host });
    case 'paste-refused':
      return warning('paste-refused', place, close(), { fault: pasteText(failure.fault, failure.expected) });
    case 'not-fyle':
      return failed('not-fyle', place, inForm(place, 'authorization'), { host: failure.host });
    case 'not-saved': {
      const disk = diskErrorText(failure.reason);
      return place.at === 'connection' && place.isBackground
        ? warning('not-saved.grant', place, retry(), { disk })
        : failed('not-saved', place, retry(), { disk });
    }
    case 'not-forgotten':
      return failure.left.every((left) => left === 'no-keychain')
        ? warning('not-forgotten.no-keychain', place, close())
        : failed('not-forgotten', place, retry(), { left: remainderText(failure) });
    case 'clipboard-failed':
      return warning('clipboard-failed', place);
    case 'not-exported':
      return failed(`not-exported.${failure.what}`, place, close(), { disk: exportErrorText(failure) });
    case 'cannot-copy-as':
      return warning(`cannot-copy-as.${failure.reason}`, place, close());
    case 'practice-unavailable':
      return warning('practice-unavailable', place);
    case 'bug':
      // In the window at large `nothingLost` would say that nothing was stored, though there may be connections.
      return failed(place.at === 'window' ? 'bug.window' : 'bug', place);
  }
}

/** What is left after forgetting everything, where main could look. */
function remainderText({ left }: NotForgottenFailure): string {
  const places = (['keychain', 'disk'] as const).filter((each) => left.includes(each));
  return places.map((each) => text(`failure.not-forgotten.${each}`)).join(' ');
}

/** Names the blocked action first, then the failure: the same card stood there before, and the person waits for an answer. */
function blockedActionFirst([title, meaning, ...rest]: FailureRow, place: FailurePlace): FailureRow {
  if (place.at !== 'connection' || place.blocked === undefined) return [title, meaning, ...rest];
  return [text(`failure.blocked.${place.blocked}`), `${title}. ${meaning}`, ...rest];
}

/** A failure in words for the place where it is shown. `failedAt` (Unix ms) becomes one of the details. */
export function failureText(failure: Failure, place: FailurePlace, failedAt?: number): FailureWords {
  const [title, meaning, action, tone = 'bad'] = blockedActionFirst(words(failure, place), place);
  const details = failureDetails(failure);
  const time: readonly (readonly [string, string])[] =
    failedAt === undefined ? [] : [[text('detail.time'), `${dayText(failedAt)}, ${clockText(failedAt)}`]];
  return { title, meaning, action, tone, details: [...details, ...time] };
}
