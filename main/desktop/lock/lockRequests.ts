import type { Channel, Handlers } from '../../../preload/contract.ts';
import type { LockRequests } from '../../../preload/lock.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ChosenSettings } from '../settings/deskSettings.ts';
import type { AppLock } from './appLock.ts';
import type { LockFile } from './lockFile.ts';

/** A long sentence; more would only keep the computer busy. */
const LONGEST_PASSPHRASE = 1_000;

/** What the page may ask while the app is locked: for its state, to unlock it, and to give up what the lock protects. */
const WHILE_LOCKED: readonly Channel[] = [
  ...(['desk', 'unlock', 'unlockBySystem', 'forgetEverything'] as const),
  // They only note what the page shows, or ask nothing of it.
  ...(['offerActs', 'tellTyped', 'protectScreen', 'clearSelection', 'isClipboardAnswering', 'rightClick'] as const),
  'answerQuit',
];

interface Parts {
  readonly appLock: Pick<AppLock, 'current' | 'unlock' | 'unlockBySystem' | 'open'>;
  readonly file: Pick<LockFile, 'create' | 'remove'>;
  readonly settings: Pick<ChosenSettings, 'current' | 'change'>;
  readonly lockNow: () => void;
  /** The person's own word on it. */
  readonly mayDo: (act: 'setLock') => Promise<boolean>;
  /** Names that somebody who guesses the passphrase may know of the person. */
  readonly knownNames: () => readonly string[];
}

/** What the requests about the lock do. */
export function lockRequests({
  appLock,
  file,
  settings,
  lockNow,
  mayDo,
  knownNames,
}: Parts): Pick<Handlers, keyof LockRequests> {
  return {
    setLock: async (foreign) => {
      const passphrase = readPassphrase(foreign);
      if (!passphrase.ok) return passphrase;
      if (!(await mayDo('setLock'))) return fail({ code: 'not-confirmed' });
      const made = await file.create(passphrase.value, knownNames());
      return made.ok ? settings.change({ locksWhenIdle: true }) : made;
    },
    lockNow: async () => {
      lockNow();
      return ok(null);
    },
    unlock: async (foreign) => {
      const passphrase = readPassphrase(foreign);
      if (!passphrase.ok) return passphrase;
      const opened = await appLock.unlock(passphrase.value);
      return opened.ok ? ok(null) : opened;
    },
    unlockBySystem: async () => {
      const opened = await appLock.unlockBySystem();
      return opened.ok ? ok(null) : opened;
    },
  };
}

/** The handlers, of which only a few answer while the app is locked; the others fail with `locked`. */
export function lockedHandlers(
  handlers: Handlers,
  { appLock, file, settings }: Pick<Parts, 'appLock' | 'file' | 'settings'>,
): Handlers {
  const settle = (channel: string) => {
    // Who is given a lock again chooses its passphrase again.
    if (channel === 'forgetEverything' || (channel === 'changeSettings' && !settings.current.locksWhenIdle))
      file.remove();
    if (channel !== 'forgetEverything') return;
    // Nothing is left that a lock would protect.
    appLock.open();
    if (settings.current.locksWhenIdle) void settings.change({ locksWhenIdle: false });
  };
  const guarded = Object.entries(handlers).map(([channel, handler]) => {
    const isAlways = (WHILE_LOCKED as readonly string[]).includes(channel);
    const act = handler as (...args: unknown[]) => Promise<Result<unknown, unknown>>;
    return [
      channel,
      async (...args: unknown[]) => {
        if (appLock.current !== undefined && !isAlways) return fail({ code: 'locked' });
        const done = await act(...args);
        if (done.ok) settle(channel);
        return done;
      },
    ];
  });
  // The names are those of the handlers: the type says so, `Object.fromEntries` does not.
  return Object.fromEntries(guarded) as Handlers;
}

function readPassphrase(foreign: unknown): Result<Secret, { readonly code: 'bad-request' }> {
  return typeof foreign === 'string' && foreign.length <= LONGEST_PASSPHRASE
    ? ok(new Secret(foreign))
    : fail({ code: 'bad-request' });
}
