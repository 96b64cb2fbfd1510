import type { Failure } from '../../../preload/failure.ts';
import { firstField } from '../form/fieldText.ts';
import { clockText, dayText } from '../timeText.ts';
import { answerFailureRow } from './answerFailureText.ts';
import { diskErrorText, exportErrorText } from './diskErrorText.ts';
import { failureDetails } from './failureDetails.ts';
import {
  type BlockedAction,
  checkField,
  close,
  type FailureAction,
  type FailurePlace,
  type FailureRow,
  inForm,
  nothingLost,
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
      return warning(
        'Some fields need another look',
        'Nothing was sent. See under each field what to change.',
        checkField(firstField(failure.fields) ?? 'name'),
      );
    case 'bad-request':
      return [
        'Token Desk could not do that',
        `This is the app’s fault: it did not understand its own request. ${nothingLost(place)}`,
        retry,
      ];
    case 'connection-unknown':
      return warning('This connection is no longer here', 'It was removed from this computer in the meantime.', close);
    case 'connection-changed':
      return warning(
        'The connection was changed in the meantime',
        'It has another client ID or other addresses now, so this sign-in no longer fits it. Nothing was replaced.',
        close,
      );
    case 'too-many-reveals':
      return warning(
        'Revealed too often',
        'A token can be revealed only a few times a minute. You can still copy it.',
        close,
      );
    case 'not-confirmed':
      return warning(
        'You did not confirm this',
        'Token Desk asked you first, and the answer was not yes. Nothing was sent or changed.',
        close,
      );
    case 'cluster-untrusted':
      return [
        'Fyle named an address that is not its own',
        `It said that your data is stored at ${failure.host}, which does not belong to Fyle. No token was sent there.`,
        inForm(place, 'cluster', retry),
      ];
    case 'offline':
      return warning(
        'This computer is offline',
        `Token Desk cannot reach Fyle without a network. ${nothingLost(place)}`,
      );
    case 'unreachable':
      return warning(
        `${failure.host} cannot be reached`,
        `Nothing answers at this address. It may be down, or a firewall may be blocking it. ${nothingLost(place)}`,
      );
    case 'timed-out':
      return [`${failure.host} took too long`, `No answer came in time. ${nothingLost(place)}`, retry, 'warn'];
    case 'interrupted':
      return warning('The answer was cut off', `The answer from ${failure.host} ended halfway. ${nothingLost(place)}`);
    case 'certificate-untrusted':
      return [
        `${failure.host} could not be verified`,
        'This computer does not trust its certificate, so nothing was sent. On a company network, ask IT to install the company’s certificate; the details say where.',
        retry,
      ];
    case 'proxy-failed':
      return warning(
        'The company’s proxy blocked the request',
        `${failure.host} could not be reached through it. Ask IT to allow this address. ${nothingLost(place)}`,
      );
    case 'redirected':
      return [
        `${failure.host} pointed to another address`,
        `Token Desk never sends credentials on to a second address, so it stopped there. ${nothingLost(place)}`,
        inForm(place, 'token', retry),
      ];
    case 'answer-too-large':
      return warning(
        'The answer was far too large',
        `The answer from ${failure.host} was not used. ${nothingLost(place)}`,
      );
    case 'paste-refused':
      return warning('This address does not end the sign-in', pasteText(failure.fault, failure.expected), close);
    case 'not-fyle':
      return [
        `${failure.host} answers, but it is not Fyle`,
        'Fyle does not answer at this address. Choose Fyle’s other addresses, or correct this one.',
        inForm(place, 'authorization', retry),
      ];
    case 'not-saved':
      return place.at === 'connection' && place.isBackground
        ? warning('The sign-in is not stored yet', `Keep Token Desk open. ${diskErrorText(failure.reason)}`)
        : ['The change could not be saved', diskErrorText(failure.reason), retry];
    case 'not-forgotten':
      if (failure.left.every((left) => left === 'no-keychain')) {
        return warning(
          'Everything on this disk is erased',
          'Token Desk found no keychain. If it still holds one of your sign-ins, Token Desk removes it once the keychain is back.',
          close,
        );
      }
      return [
        'Not everything is erased yet',
        [
          failure.left.includes('keychain') &&
            'The keychain still holds a sign-in. Unlock it if you are asked; otherwise Token Desk removes it as soon as it can.',
          failure.left.includes('disk') &&
            'Some files could not be deleted. Check that the disk is writable, then try again.',
        ]
          .filter(Boolean)
          .join(' '),
        retry,
      ];
    case 'clipboard-failed':
      return warning(
        'Nothing was copied',
        'Another program may be using the clipboard, or this desktop lets a program copy only from its open window. Copy it here.',
      );
    case 'not-exported':
      return failure.what === 'activity'
        ? ['The table was not saved', `${exportErrorText(failure)} Your history is unchanged.`, close]
        : ['The reminder was not saved', exportErrorText(failure), close];
    case 'cannot-copy-as':
      return failure.reason === 'no-api-address'
        ? warning(
            'The API address is not known yet',
            'What you chose needs it, so nothing was copied. The token itself can be copied now.',
            close,
          )
        : warning('This token does not fit into one line', 'Nothing was copied. Copy the token itself instead.', close);
    case 'practice-unavailable':
      return warning(
        'The practice organisation did not start',
        'Another program may be blocking it. Your own connections are not affected.',
      );
    case 'bug':
      // In the window at large `nothingLost` would say that nothing was stored, though there may be connections.
      return [
        'Something went wrong in Token Desk',
        `This is the app’s fault, not yours.${place.at === 'window' ? '' : ` ${nothingLost(place)}`}`,
        retry,
      ];
  }
}

/** Names the blocked action first, then the failure: the same card stood there before, and the person waits for an answer. */
function blockedActionFirst([title, meaning, ...rest]: FailureRow, place: FailurePlace): FailureRow {
  if (place.at !== 'connection' || place.blocked === undefined) return [title, meaning, ...rest];
  return [blockedText(place.blocked), `${title}. ${meaning}`, ...rest];
}

const blockedTexts: Readonly<Record<BlockedAction, string>> = {
  copy: 'Nothing was copied',
  reveal: 'There is no token to reveal',
  remove: 'The connection could not be removed',
};

function blockedText(blocked: BlockedAction): string {
  return blockedTexts[blocked];
}

/** A failure in words for the place where it is shown. `failedAt` (Unix ms) becomes one of the details. */
export function failureText(failure: Failure, place: FailurePlace, failedAt?: number): FailureWords {
  const [title, meaning, action, tone = 'bad'] = blockedActionFirst(words(failure, place), place);
  const details = failureDetails(failure);
  const time: readonly (readonly [string, string])[] =
    failedAt === undefined ? [] : [['Time', `${dayText(failedAt)}, ${clockText(failedAt)}`]];
  return { title, meaning, action, tone, details: [...details, ...time] };
}
