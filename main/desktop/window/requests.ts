import type { Copied, DeskState, Handlers, Reply } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import type { Copying } from '../../connections/clipboardCopy.ts';
import type { Connections } from '../../connections/connections.ts';
import { readDraft, readReplacement, readSettings } from '../../connections/form/connectForm.ts';
import type { Ledger } from '../../connections/history/ledger.ts';
import type { Left } from '../../connections/storage/eraseAll.ts';
import type { Limit } from '../../connections/timing/rateLimit.ts';
import { fylePresets } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { CredentialStore } from '../keychain/credentialStore.ts';

interface Parts {
  readonly connections: Connections;
  readonly copying: Copying;
  readonly reveals: Limit;
  readonly ledger: Ledger;
  readonly desk: () => DeskState;
  readonly credentialStore: Pick<
    CredentialStore,
    'unlock' | 'createVault' | 'openVault' | 'setVaultAside' | 'abandonVault' | 'destroyVault'
  >;
}

/** How the app names a connection. */
const ID = /^[0-9a-f]{32}$/;
/** A long sentence; more would only keep the computer busy. */
const LONGEST_PASSPHRASE = 1_000;

/** What each request does. Arguments are foreign: an id is a string or the request is refused. */
export function requests({ connections, copying, reveals, ledger, desk, credentialStore }: Parts): Handlers {
  const withId =
    <T>(act: (id: string) => Promise<Result<T, Failure>>) =>
    async (id: unknown): Promise<Reply<T>> =>
      typeof id === 'string' && ID.test(id) ? act(id) : fail({ code: 'bad-request' });
  const withPassphrase =
    (act: (passphrase: Secret) => Promise<Result<unknown, Failure>>) =>
    async (foreign: unknown): Promise<Reply<null>> =>
      typeof foreign === 'string' && foreign.length <= LONGEST_PASSPHRASE
        ? done(await act(new Secret(foreign)))
        : fail({ code: 'bad-request' });
  return {
    desk: async () => ok(desk()),
    presets: async () => ok(fylePresets),
    checkSettings: async (foreign) => {
      const settings = readSettings(foreign);
      return settings.ok ? ok(await connections.check(settings.value)) : settings;
    },
    connect: async (foreign) => {
      const draft = readDraft(foreign);
      return draft.ok ? reference(await connections.connect(draft.value)) : draft;
    },
    connectPractice: async () => reference(await connections.connectPractice()),
    signInAgain: async (id, foreign) => {
      const replacement = readReplacement(foreign);
      if (!replacement.ok) return replacement;
      return withId(async (known) => reference(await connections.signInAgain(known, replacement.value)))(id);
    },
    settleAccount: async (id, choice) => {
      if (choice !== 'keep' && choice !== 'change' && choice !== 'add') return fail({ code: 'bad-request' });
      return withId(async (known) => reference(await connections.settleAccount(known, choice)))(id);
    },
    showSignIn: async () => {
      connections.showSignIn();
      return ok(null);
    },
    cancelSignIn: async () => {
      connections.cancelSignIn();
      return ok(null);
    },
    copyToken: withId<Copied>((id) => copying.copy(id, 'window')),
    clearClipboard: async () => {
      await copying.clear();
      return ok(null);
    },
    revealToken: withId(async (id) => {
      const token = await connections.accessToken(id);
      if (!token.ok) return token;
      const reveal = reveals.admits(token.value.secret);
      if (reveal === false) return fail({ code: 'too-many-reveals' });
      // The token that is shown already tells nothing new.
      if (reveal === 'new') ledger.note(id, { what: 'revealed' });
      return ok({ token: token.value.secret.reveal(), expiresAt: token.value.expiresAt });
    }),
    renew: withId(async (id) => done(await connections.renew(id))),
    history: withId(async (id) => ok(ledger.of(id).map(({ id: _, ...happened }) => happened))),
    tryKeychain: async () => done(await credentialStore.unlock()),
    // Beside a keychain that is there it would take its place, and what is stored there would not be found.
    createVault: withPassphrase(async (passphrase) =>
      desk().keychain === 'absent' ? credentialStore.createVault(passphrase) : fail({ code: 'bad-request' }),
    ),
    openVault: withPassphrase(credentialStore.openVault),
    setVaultAside: async () => done(await credentialStore.setVaultAside()),
    remove: withId(async (id) => {
      const outcome = await connections.disconnect(id);
      // A token of a connection that nobody sees any more is nobody's to paste.
      if (outcome.ok && copying.copied?.id === id) await copying.clear();
      return done(outcome);
    }),
    forgetEverything: async () => {
      await copying.clear();
      await credentialStore.abandonVault();
      const left = await connections.forgetEverything();
      const isVaultGone = (await credentialStore.destroyVault()).ok;
      const isDiskEmpty = ledger.clear() && isVaultGone;
      const places = new Set<Left | 'no-keychain'>(isDiskEmpty ? left : [...left, 'disk']);
      if (desk().keychain === 'absent' && places.delete('keychain')) places.add('no-keychain');
      return places.size === 0 ? ok(null) : fail({ code: 'not-forgotten', left: [...places] });
    },
  };
}

function reference<F>(id: Result<string, F>): Result<{ readonly id: string }, F> {
  return id.ok ? ok({ id: id.value }) : id;
}

function done<F>(outcome: Result<unknown, F>): Result<null, F> {
  return outcome.ok ? ok(null) : outcome;
}
