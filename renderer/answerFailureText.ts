import type { AnswerFault, Failure } from '../preload/failure.ts';
import { askedFor, type FailurePlace, inForm, kept, retry, signIn, type Words } from './failureWords.ts';

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

/** What Fyle answers when it does not give what was asked for. Source: fyle.md, Token endpoint, the table of statuses. */
export function answerWords(failure: AnswerFailure, place: FailurePlace): Words {
  switch (failure.code) {
    case 'wrong-parameters':
      return [
        'Fyle did not understand the request',
        `One of the values does not fit what Fyle expects when asked for ${askedFor(failure.step)}. ${kept(place)}`,
        failure.step === 'token' ? inForm(place, 'clientId', signIn) : inForm(place, 'cluster', retry),
      ];
    case 'user-not-allowed':
      return [
        'This person may not use Fyle’s data',
        `Fyle has disabled the person who signed in, or their role does not allow it. Ask your Fyle admin, or sign in as somebody else. ${kept(place)}`,
        place.at === 'form' ? retry : signIn,
      ];
    case 'app-unknown':
      if (failure.step !== 'token') {
        return [
          'Fyle has nothing at this address',
          `Asked for ${askedFor(failure.step)}, it answered that there is no such place. The cluster address may be wrong. ${kept(place)}`,
          inForm(place, 'cluster', retry),
        ];
      }
      return [
        'Fyle does not know this app',
        'There is no app with this client ID; it may have been deleted in Fyle under Settings, Integrations, Custom Apps.',
        inForm(place, 'clientId', { does: 'add-connection', label: 'Add connection' }),
      ];
    case 'too-many-requests': {
      const pause = failure.retryAfter === undefined ? '' : ` It asks for a pause of ${seconds(failure.retryAfter)}.`;
      return [
        'Fyle asks us to slow down',
        `Too many requests came from this network.${pause} ${kept(place)}`,
        retry,
        'warn',
      ];
    }
    case 'server-error':
      return [
        'Fyle has a fault of its own',
        `Its server could not answer when asked for ${askedFor(failure.step)}. ${place.at === 'connection' ? 'Your connection is fine. ' : ''}${kept(place)}`,
        retry,
        'warn',
      ];
    case 'unexpected-answer':
      return ['Fyle’s answer made no sense', `${answerMeaning(failure.reason)} ${kept(place)}`, retry, 'warn'];
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
      return 'It came with a status that Fyle does not document, so it was not used.';
  }
}

function seconds(milliseconds: number): string {
  const count = Math.max(1, Math.ceil(milliseconds / 1000));
  return count === 1 ? '1 second' : `${count} seconds`;
}
