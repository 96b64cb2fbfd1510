import type { DeskNotice, KeychainState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { isolated } from '../../preload/shared/names.ts';
import type { MessageId } from '../messages/catalogues.ts';
import { failureText } from './failures/failureText.ts';
import { text } from './text.ts';

const keychainActions: Readonly<Record<KeychainState, MessageId | undefined>> = {
  ready: undefined,
  unproven: undefined,
  'vault-open': undefined,
  'vault-closed': undefined,
  'no-keyring': 'notice.setUp',
  'cannot-set-up': 'act.retry',
  'keyring-missing': 'notice.setUpAnother',
  blocked: 'act.retry',
  'nobody-asks': 'act.retry',
  refusing: 'act.retry',
  asking: undefined,
  locked: 'act.unlock',
  denied: 'act.askAgain',
  absent: 'act.retry',
  silent: 'act.retry',
};

/** A notice in one or two sentences. */
export function noticeText(notice: DeskNotice): string {
  return text(`notice.${notice}`);
}

const missing: readonly KeychainState[] = ['absent', 'no-keyring', 'cannot-set-up', 'keyring-missing', 'blocked'];

/** Whether there is no keychain that main could look into. */
export function isKeychainMissing(keychain: KeychainState): boolean {
  return missing.includes(keychain);
}

/** Says that everything was erased, and where main checked it: it cannot check a missing keychain. */
export function forgottenText(keychain: KeychainState): string {
  return text(isKeychainMissing(keychain) ? 'notice.forgottenOnDisk' : 'notice.forgotten');
}

/** Says that this computer's clock is wrong. `skew`: how far the provider's clock is ahead of it, milliseconds. */
export function clockNotice(skew: number): string {
  const side = skew > 0 ? 'behind' : 'ahead';
  const minutes = Math.round(Math.abs(skew) / 60_000);
  if (minutes < 120) return text('notice.clock.minutes', { count: minutes, side });
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? text('notice.clock.hours', { count: hours, side })
    : text('notice.clock.days', { count: Math.round(hours / 24), side });
}

/** Says in one line that a copy from the tray failed. */
export function copyFailedText(name: string, failure: Failure): string {
  const { title } = failureText(failure, { at: 'window' });
  return text('notice.notCopied', { name: isolated(name), title });
}

/** What a credential store that is not ready means for the person; undefined when it is ready. */
export function keychainNotice(keychain: KeychainState): string | undefined {
  if (keychain === 'ready' || keychain === 'unproven' || keychain === 'vault-open') return undefined;
  return text(`notice.keychain.${keychain}`);
}

/** The label of the one button that helps; undefined when there is none, or more than a button is needed. */
export function keychainActionLabel(keychain: KeychainState): string | undefined {
  const label = keychainActions[keychain];
  return label && text(label);
}
