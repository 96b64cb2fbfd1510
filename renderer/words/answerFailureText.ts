import type { AnswerFault, Failure } from '../../preload/failure.ts';
import {
  type FailurePlace,
  type FailureRow,
  inForm,
  nothingLost,
  requestText,
  retry,
  signInAgain,
} from './failurePhrases.ts';

type AnswerFailure = Extract<
  Failure,
  {
    readonly code:
      | 'wrong-parameters'
      | 'user-not-allowed'
      | 'app-unknown'
      | 'too-many-requests'
      | 'server-error'
      | 'unexpected-answer';
  }
>;

/** What Fyle answers when it does not give what was asked for. Source: docs/fyle.md, Token endpoint, the table of statuses. */
export function answerFailureRow(failure: AnswerFailure, place: FailurePlace): FailureRow {
  switch (failure.code) {
    case 'wrong-parameters':
      return [
        'Fyle did not understand the request',
        `One of the values does not fit what Fyle expects when ${requestText(failure.step)}. ${nothingLost(place)}`,
        failure.step === 'token' ? inForm(place, 'clientId', signInAgain) : inForm(place, 'cluster', retry),
      ];
    case 'user-not-allowed':
      return [
        'This person may not use Fyle’s data',
        `Fyle has disabled the person who signed in, or their role does not allow it. Ask your Fyle admin. ${nothingLost(place)}`,
        retry,
      ];
    case 'app-unknown':
      if (failure.step !== 'token') {
        return [
          'Fyle has nothing at this address',
          `When ${requestText(failure.step)}, it answered that there is no such place. The cluster address may be wrong. ${nothingLost(place)}`,
          inForm(place, 'cluster', retry),
        ];
      }
      return [
        'Fyle does not know this app',
        'There is no app with this client ID; it may have been deleted in Fyle under Settings, Integrations, Custom Apps.',
        inForm(place, 'clientId', { does: 'add-connection', label: 'Add connection' }),
      ];
    case 'too-many-requests': {
      const pause =
        failure.retryAfter === undefined ? '' : ` Fyle asks for a pause of ${pauseText(failure.retryAfter)}.`;
      return [
        'Fyle asks us to slow down',
        `Too many requests came from this network.${pause} ${nothingLost(place)}`,
        retry,
        'warn',
      ];
    }
    case 'server-error':
      return [
        'Fyle has a fault of its own',
        `Its server could not answer when ${requestText(failure.step)}. ${nothingLost(place)}`,
        retry,
        'warn',
      ];
    case 'unexpected-answer':
      return ['Fyle’s answer made no sense', `${answerMeaning(failure.reason)} ${nothingLost(place)}`, retry, 'warn'];
  }
}

function answerMeaning(reason: AnswerFault): string {
  switch (reason) {
    case 'not-json':
      return 'A web page came back in its place. Often a company network or a guest Wi-Fi has put its own page in between.';
    case 'wrong-shape':
      return 'Something was missing in it or not as agreed, so it was not used.';
    case 'not-a-bearer':
      return 'It held a token of a kind that Token Desk does not know, so it was not used.';
    case 'unexpected-status':
      return 'It was of a kind that Fyle does not describe, so it was not used.';
  }
}

/** Seconds, and from two minutes on minutes. */
function pauseText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
