import type { Failure } from '../../preload/failure.ts';
import { FailureCard } from '../parts/FailureCard.tsx';
import { useNowNear } from '../state/useNow.ts';
import type { FailureWords } from '../words/failures/failureText.ts';
import { text } from '../words/text.ts';
import { isSoon, momentText } from '../words/timeText.ts';

interface ConnectionFailureProps {
  readonly words: FailureWords;
  /** When Token Desk tries again, Unix ms. */
  readonly retryAt: number | undefined;
  readonly isSecondary: boolean;
  /** The failure, where it answers what the person did. */
  readonly answer: Failure | undefined;
  readonly isBusy: boolean;
  readonly onRetry: () => void;
  readonly onOpenKeychain: () => void;
  readonly onEnterPassphrase: () => void;
  readonly onSignInAgain: () => void;
  readonly onGoToField: () => void;
  readonly onAdd: () => void;
  readonly onDismiss: () => void;
}

/** A failure on a connection's page, with its one button and the time of the next try. */
export function ConnectionFailure({ words, retryAt, isSecondary, answer, isBusy, ...does }: ConnectionFailureProps) {
  const now = useNowNear(retryAt ?? 0);
  const actions = {
    retry: does.onRetry,
    'open-keychain': does.onOpenKeychain,
    'enter-passphrase': does.onEnterPassphrase,
    'go-to-field': does.onGoToField,
    'sign-in-again': does.onSignInAgain,
    'add-connection': does.onAdd,
    dismiss: does.onDismiss,
  };
  // Until the person opens the keychain or the vault, no retry can succeed: no time is promised.
  const isShut = words.action.does === 'open-keychain' || words.action.does === 'enter-passphrase';
  const next = (at: number): string =>
    isSoon(at, now) ? text('failureCard.retriesSoon') : text('failureCard.retriesAt', { at: momentText(at, now) });
  return (
    <FailureCard
      words={words}
      next={retryAt === undefined || isShut ? undefined : next(retryAt)}
      isSecondary={isSecondary}
      answer={answer}
      isBusy={isBusy}
      onAction={actions[words.action.does]}
    />
  );
}
