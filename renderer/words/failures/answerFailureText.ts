import type { AnswerFault, Failure, Step } from '../../../preload/failure.ts';
import {
  type FailurePlace,
  type FailureRow,
  inForm,
  nothingLost,
  requestText,
  retry,
  signInAgain,
  warning,
} from './failurePhrases.ts';

/** The failures of a request that Fyle answered, but for a refused sign-in. */
type AnswerFailure = Exclude<Extract<Failure, { readonly step: Step }>, { readonly code: 'sign-in-rejected' }>;

/** Fyle answered with an error, or with something unusable: docs/fyle.md "Token endpoint". */
export function answerFailureRow(failure: AnswerFailure, place: FailurePlace): FailureRow {
  switch (failure.code) {
    case 'wrong-parameters':
      return [
        'Fyle did not understand the request',
        `One of the values was not what Fyle expects when Token Desk ${requestText(failure.step)}. ${nothingLost(place)}`,
        failure.step === 'token' ? inForm(place, 'clientId', signInAgain) : inForm(place, 'cluster', retry),
      ];
    case 'user-not-allowed':
      return [
        'This person has no access to Fyle’s data',
        `Fyle has disabled the person who signed in, or their role does not allow access. Ask your Fyle admin. ${nothingLost(place)}`,
        retry,
      ];
    case 'app-unknown':
      if (failure.step !== 'token') {
        return [
          'Fyle has nothing at this address',
          `Fyle answered “not found” when Token Desk ${requestText(failure.step)}. The data address may be wrong. ${nothingLost(place)}`,
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
      return warning(
        'Fyle is asking us to slow down',
        `Too many requests came from this network.${pause} ${nothingLost(place)}`,
      );
    }
    case 'server-error':
      return warning(
        'Fyle is having problems',
        `Its server failed when Token Desk ${requestText(failure.step)}. ${nothingLost(place)}`,
      );
    case 'unexpected-answer':
      return warning('Fyle’s answer could not be understood', `${answerMeaning(failure.reason)} ${nothingLost(place)}`);
  }
}

const answerMeanings: Readonly<Record<AnswerFault, string>> = {
  'not-json': 'A web page came back instead. Company networks and guest Wi-Fi often show a page of their own first.',
  'wrong-shape': 'Something in it was missing or wrong, so it was not used.',
  'not-a-bearer': 'It contained a type of token that Token Desk does not support, so it was not used.',
  'unexpected-status': 'Fyle does not document this kind of answer, so it was not used.',
};

function answerMeaning(reason: AnswerFault): string {
  return answerMeanings[reason];
}

/** In seconds, from two minutes on in minutes. */
function pauseText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds >= 120) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
