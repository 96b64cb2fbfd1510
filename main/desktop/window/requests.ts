import type { BrowserWindow } from 'electron';
import type { ActivityQuery } from '../../../preload/activity.ts';
import type { Copied } from '../../../preload/connection.ts';
import type { DeskState, Handlers, Reply } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import type { LockRequests } from '../../../preload/lock.ts';
import type { ClipboardCopy } from '../../connections/clipboardCopy.ts';
import type { Connections } from '../../connections/connections.ts';
import { readFact } from '../../connections/copying/facts.ts';
import { forgetEverything } from '../../connections/forgetEverything.ts';
import { readConnectForm, readReplacement } from '../../connections/form/connectForm.ts';
import type { Ledger } from '../../connections/history/ledger.ts';
import type { KnownHosts } from '../../connections/signIn/knownHosts.ts';
import { mayCreateVault } from '../../connections/storage/keychainStatus.ts';
import type { ConnectionState } from '../../connections/table/connectionState.ts';
import type { TokenReveal } from '../../connections/tokenReveal.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { ListMemory } from '../files/rememberedList.ts';
import { type FormParts, formRequests } from '../form/formRequests.ts';
import type { CredentialStore } from '../keychain/credentialStore.ts';
import type { Activity } from '../ledger/activity.ts';
import { readActivityQuery } from '../ledger/activityQuery.ts';
import type { SaveActivity } from '../saving/saveActivity.ts';
import type { SaveReminder } from '../saving/saveReminder.ts';
import { type SettingsParts, settingsRequests } from '../settings/deskSettings.ts';
import type { SystemClipboard } from '../system/clipboard.ts';
import { type ProxyPasswords, readProxyAnswer } from '../system/proxyPasswords.ts';
import { editRequest } from './editRequest.ts';
import type { PersonConsent, PersonsAct } from './personConsent.ts';

interface Parts extends SettingsParts, FormParts {
  readonly window: Pick<BrowserWindow, 'webContents' | 'setContentProtection'>;
  readonly clipboard: Pick<SystemClipboard, 'write' | 'read' | 'clearSelection' | 'isAnswering' | 'forgetCopied'>;
  readonly connections: Connections;
  readonly clipboardCopy: ClipboardCopy;
  readonly tokenReveal: TokenReveal;
  readonly knownHosts: Pick<KnownHosts, 'admit'>;
  readonly personConsent: Pick<PersonConsent, 'mayDo' | 'mayForgetEverything'>;
  readonly ledger: Ledger;
  readonly activity: Omit<Activity, 'export' | 'remember'>;
  readonly saveActivity: SaveActivity;
  readonly saveReminder: SaveReminder;
  readonly elsewhere: Pick<
    Handlers,
    'offerActs' | 'rightClick' | 'present' | 'endPause' | 'answerQuit' | 'tellTyped' | keyof LockRequests
  >;
  readonly list: Pick<ListMemory, 'arrange' | 'forgetOthers'>;
  readonly proxyPasswords: Pick<ProxyPasswords, 'answer' | 'askAgain'>;
  readonly desk: () => DeskState;
  readonly credentialStore: Pick<
    CredentialStore,
    'unlock' | 'createVault' | 'openVault' | 'setVaultAside' | 'abandonVault' | 'destroyVault'
  > & { readonly keychain: Pick<CredentialStore['keychain'], 'state'> };
}

/** How the app names a connection. */
const ID = /^[0-9a-f]{32}$/;
/** A long sentence; more would only keep the computer busy. */
const LONGEST_PASSPHRASE = 1_000;
const NOT_CONFIRMED = fail({ code: 'not-confirmed' } as const);

/** What each request does. Arguments are foreign: an id is a string or the request is refused. */
export function requests(parts: Parts): Handlers {
  const { connections, clipboardCopy, tokenReveal, desk, credentialStore, clipboard } = parts;
  const { window, proxyPasswords, knownHosts, personConsent, activity, settings, list } = parts;
  const simply = (act: () => unknown) => async () => {
    await act();
    return ok(null);
  };
  const withId =
    <T>(act: (id: string) => Promise<Result<T, Failure>>) =>
    async (id: unknown): Promise<Reply<T>> =>
      typeof id === 'string' && ID.test(id) ? act(id) : fail({ code: 'bad-request' });
  const withPassphrase =
    (act: (passphrase: Secret) => Promise<Result<unknown, Failure>>) =>
    async (foreign: unknown, locksWhenIdle: unknown): Promise<Reply<null>> => {
      if (typeof foreign !== 'string' || foreign.length > LONGEST_PASSPHRASE) return fail({ code: 'bad-request' });
      if (locksWhenIdle !== undefined && typeof locksWhenIdle !== 'boolean') return fail({ code: 'bad-request' });
      const outcome = await act(new Secret(foreign));
      // The vault is open whether or not the disk takes the wish.
      if (outcome.ok && locksWhenIdle !== undefined) await settings.change({ locksWhenIdle });
      return done(outcome);
    };
  const withQuery =
    <T>(act: (query: ActivityQuery) => Promise<Result<T, Failure>>) =>
    async (foreign: unknown): Promise<Reply<T>> => {
      const query = readActivityQuery(foreign);
      return query.ok ? act(query.value) : query;
    };
  const handlers: Handlers = {
    desk: async () => ok(desk()),
    ...formRequests(parts),
    connect: async (foreign) => {
      const draft = readConnectForm(foreign);
      if (!draft.ok) return draft;
      if (!(await knownHosts.admit(draft.value.endpoints))) return NOT_CONFIRMED;
      const holder = draft.value.again ? undefined : await connections.duplicates.holderOf(draft.value);
      if (holder !== undefined) return ok({ id: holder, sameAs: holder });
      const added = await connections.connect(draft.value);
      const sameAs = added.ok && !draft.value.again ? connections.duplicates.sameAs(added.value) : undefined;
      return added.ok ? ok({ id: added.value, ...(sameAs !== undefined && { sameAs }) }) : added;
    },
    joinInto: async (id, existing) =>
      withId((from) => withId(async (into) => reference(await connections.duplicates.join(from, into)))(existing))(id),
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
    showSignIn: simply(() => connections.signInPage.focus()),
    openInBrowser: simply(() => connections.signInPage.openInBrowser()),
    copySignInAddress: async () => {
      const { address } = connections.signInPage;
      if (address === undefined) return fail({ code: 'sign-in-timed-out' });
      return (await clipboard.write(new Secret(address))) ? ok(null) : fail({ code: 'clipboard-failed' });
    },
    pasteRedirect: async (address) =>
      typeof address === 'string' ? done(connections.signInPage.paste(address)) : fail({ code: 'bad-request' }),
    cancelSignIn: simply(() => connections.cancelSignIn()),
    answerProxy: async (name, password) => {
      proxyPasswords.answer(readProxyAnswer(name, password));
      return ok(null);
    },
    copyToken: async (id, foreign, isOnce) => {
      const format = clipboardCopy.formats.find((one) => one === foreign);
      if (format === undefined && foreign !== undefined) return fail({ code: 'bad-request' });
      if (isOnce !== undefined && typeof isOnce !== 'boolean') return fail({ code: 'bad-request' });
      const choice = { ...(format && { format }), ...(isOnce && { isOnce }) };
      return withId<Copied>((known) => clipboardCopy.copy(known, 'window', choice))(id);
    },
    copyFact: async (id, foreign) => {
      const fact = readFact(foreign);
      if (fact === undefined) return fail({ code: 'bad-request' });
      return withId<null>(async (known) => done(await clipboardCopy.copyFact(known, fact)))(id);
    },
    clearClipboard: simply(() => clipboardCopy.clear()),
    clearSelection: simply(() => clipboard.clearSelection()),
    protectScreen: async (isSecretShown) => {
      if (typeof isSecretShown !== 'boolean') return fail({ code: 'bad-request' });
      window.setContentProtection(isSecretShown);
      return ok(null);
    },
    ...parts.elsewhere,
    isClipboardAnswering: async () => ok(await clipboard.isAnswering()),
    revealToken: withId(async (id) => {
      const token = await tokenReveal.show(id);
      // Before the page has it: no picture of the screen is taken in between.
      if (token.ok) window.setContentProtection(true);
      return token.ok ? ok({ token: token.value.secret.reveal(), expiresAt: token.value.expiresAt }) : token;
    }),
    renew: withId(async (id) => done(await connections.renew(id))),
    activity: withQuery(async (query) => ok(await activity.search(query))),
    activitySummary: async (id) =>
      id === undefined
        ? ok(await activity.summary(id))
        : withId(async (known) => ok(await activity.summary(known)))(id),
    verifyActivity: async () => ok(await activity.verify()),
    exportActivity: withQuery(parts.saveActivity),
    saveReminder: withId(parts.saveReminder),
    tryKeychain: async () => done(await credentialStore.unlock()),
    createVault: withPassphrase(async (passphrase) =>
      mayCreateVault(credentialStore.keychain.state)
        ? credentialStore.createVault(passphrase, connections.list().flatMap(namesOf))
        : fail({ code: 'bad-request' }),
    ),
    openVault: async (passphrase, locks) => {
      // One that is open already takes any passphrase.
      const stopsLocking = locks === false && settings.current.locksWhenIdle;
      if (stopsLocking && !(await personConsent.mayDo('stopLocking'))) return NOT_CONFIRMED;
      return withPassphrase(credentialStore.openVault)(passphrase, locks);
    },
    setVaultAside: async () => done(await credentialStore.setVaultAside()),
    edit: async (id, foreign) => withId((known) => editRequest(parts, known, foreign))(id),
    ...settingsRequests(parts),
    arrangeList: async (change) => (list.arrange(change) ? ok(null) : fail({ code: 'bad-request' })),
    moveConnection: async (id, before) => withId(async (known) => done(connections.move(known, before)))(id),
    remove: withId(async (id) => {
      const outcome = connections.removals.remove(id);
      if (outcome.ok) await clipboardCopy.clearTokenOf(id);
      return done(outcome);
    }),
    undoRemove: withId(async (id) => reference(connections.removals.undo(id))),
    forgetEverything: async () => {
      if (!(await personConsent.mayForgetEverything())) return NOT_CONFIRMED;
      const keychainState = () => credentialStore.keychain.state;
      return done(await forgetEverything({ ...parts, vault: credentialStore, keychainState }));
    },
  };
  /** The person wants something of the network: what a proxy was not told may be asked again. */
  const anew =
    <A extends readonly unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      proxyPasswords.askAgain();
      return act(...args);
    };
  const byPerson =
    <A extends readonly unknown[], T>(act: PersonsAct, handler: (...args: A) => Promise<Reply<T>>) =>
    async (...args: A): Promise<Reply<T>> =>
      (await personConsent.mayDo(act)) ? handler(...args) : NOT_CONFIRMED;
  return {
    ...handlers,
    findPreset: anew(handlers.findPreset),
    checkSettings: anew(handlers.checkSettings),
    renew: anew(handlers.renew),
    openCustomApps: byPerson('openCustomApps', handlers.openCustomApps),
    pasteCredentials: byPerson('pasteCredentials', handlers.pasteCredentials),
    copyRedirectUri: byPerson('copyRedirectUri', handlers.copyRedirectUri),
    connect: byPerson('connect', anew(handlers.connect)),
    joinInto: byPerson('joinInto', handlers.joinInto),
    connectPractice: byPerson('connectPractice', anew(handlers.connectPractice)),
    signInAgain: byPerson('signInAgain', anew(handlers.signInAgain)),
    edit: anew(handlers.edit),
    copyToken: byPerson('copyToken', anew(handlers.copyToken)),
    copyFact: byPerson('copyFact', handlers.copyFact),
    settleAccount: byPerson('settleAccount', handlers.settleAccount),
    openInBrowser: byPerson('openInBrowser', handlers.openInBrowser),
    copySignInAddress: byPerson('copySignInAddress', handlers.copySignInAddress),
    revealToken: byPerson('revealToken', handlers.revealToken),
    createVault: byPerson('createVault', handlers.createVault),
    setVaultAside: byPerson('setVaultAside', handlers.setVaultAside),
    exportActivity: byPerson('exportActivity', handlers.exportActivity),
    saveReminder: byPerson('saveReminder', handlers.saveReminder),
    remove: byPerson('remove', handlers.remove),
    undoRemove: byPerson('undoRemove', handlers.undoRemove),
  };
}

/** What somebody who guesses a passphrase may know of a person. */
function namesOf({ name, profile }: ConnectionState): readonly string[] {
  return profile ? [name, profile.userName, profile.email, profile.organisationName] : [name];
}

function reference<F>(id: Result<string, F>): Result<{ readonly id: string }, F> {
  return id.ok ? ok({ id: id.value }) : id;
}

function done<F>(outcome: Result<unknown, F>): Result<null, F> {
  return outcome.ok ? ok(null) : outcome;
}
