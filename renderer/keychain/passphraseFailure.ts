import type { Failure } from '../../preload/failure.ts';
import { type FailureWords, failureText } from '../words/failures/failureText.ts';

/** A vault's failure where it belongs: `fault` under the passphrase's field, `problem` below the fields. */
export function passphraseFailure(failure: Failure | undefined): {
  readonly fault?: string;
  readonly problem?: FailureWords;
} {
  if (failure === undefined) return {};
  const words = failureText(failure, { at: 'window' });
  return failure.code.startsWith('passphrase-') ? { fault: `${words.title}. ${words.meaning}` } : { problem: words };
}
