import type { Failure, Step } from '../../../preload/failure.ts';
import { text } from '../text.ts';
import {
  type FailurePlace,
  type FailureRow,
  failed,
  inForm,
  requestValues,
  retry,
  signInAgain,
  warning,
} from './failurePhrases.ts';

/** The failures of a request that Fyle answered, but for a refused sign-in. */
type AnswerFailure = Exclude<Extract<Failure, { readonly step: Step }>, { readonly code: 'sign-in-rejected' }>;

/** Fyle answered with an error, or with something unusable: docs/fyle.md "Token endpoint". */
export function answerFailureRow(failure: AnswerFailure, place: FailurePlace): FailureRow {
  const { step } = failure;
  switch (failure.code) {
    case 'wrong-parameters': {
      const action = step === 'token' ? inForm(place, 'clientId', signInAgain()) : inForm(place, 'cluster');
      return failed('wrong-parameters', place, action, requestValues(step));
    }
    case 'user-not-allowed':
      return failed('user-not-allowed', place);
    case 'app-unknown':
      return step === 'token'
        ? failed('app-unknown', place, inForm(place, 'clientId', { does: 'add-connection', label: text('act.add') }))
        : failed('app-unknown.address', place, inForm(place, 'cluster'), requestValues(step));
    case 'too-many-requests':
      return warning('too-many-requests', place, retry(), pause(failure.retryAfter));
    case 'server-error':
      return warning('server-error', place, retry(), requestValues(step));
    case 'unexpected-answer':
      return warning('unexpected-answer', place, retry(), {
        reason: text(`failure.unexpected-answer.${failure.reason}`),
      });
  }
}

/** In seconds, from two minutes on in minutes. */
function pause(milliseconds: number | undefined) {
  if (milliseconds === undefined) return { unit: 'none', count: 0 };
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return seconds < 120 ? { unit: 'seconds', count: seconds } : { unit: 'minutes', count: Math.ceil(seconds / 60) };
}
