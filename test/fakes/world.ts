import { type Connections, openConnections } from '../../main/connections/connections.ts';
import type { ConnectForm } from '../../main/connections/form/connectForm.ts';
import { Ledger } from '../../main/connections/history/ledger.ts';
import { PROMISED_FRESHNESS } from '../../main/connections/model/freshness.ts';
import type { ConnectionState } from '../../main/connections/table/connectionState.ts';
import { Pause } from '../../main/connections/timing/pause.ts';
import { fylePresets } from '../../main/oauth/fyle.ts';
import { Secret } from '../../main/oauth/secret.ts';
import type { Result } from '../../main/result.ts';
import { FakeBrowser } from './browser.ts';
import { FakeClock } from './clock.ts';
import { CLIENT_ID, CLIENT_SECRET, FakeFyle } from './fyleHttp.ts';
import { FakeKeychain } from './keychain.ts';
import { FakeJournalStore, FakeLedgerStore } from './ledger.ts';
import { FakePractice } from './practice.ts';
import { FakeRegistry } from './registry.ts';
import { FakeUserAgent } from './userAgent.ts';

/**
 * Every port of `Connections` in memory; `journal` records every act on keychain, registry, page and provider, in
 * order.
 * @param chance 0 to 1: the random share of every wait, from the shortest to the longest
 * @param promised how long a token that is handed out lives on at least, milliseconds
 */
export function fakeWorld(chance = 0, promised = () => PROMISED_FRESHNESS) {
  const journal: string[] = [];
  const clock = new FakeClock();
  const fyle = new FakeFyle(() => clock.now(), journal);
  const keychain = new FakeKeychain(journal);
  const registry = new FakeRegistry(journal);
  const userAgent = new FakeUserAgent(() => fyle.code(), journal);
  const browser = new FakeBrowser();
  const practice = new FakePractice();
  const ledgerStore = new FakeLedgerStore();
  const journalStore = new FakeJournalStore();
  const pause = new Pause(clock);
  const ports = { userAgent, browser, http: fyle.http, keychain, registry, clock, practice, promised };
  const ledger = new Ledger(ledgerStore, journalStore, clock);
  const connections = openConnections({ ...ports, ledger, pause }, () => chance);
  const restarted = () =>
    openConnections({ ...ports, ledger: new Ledger(ledgerStore, journalStore, clock) }, () => chance);
  return { ...ports, pause, fyle, journal, ledger, ledgerStore, journalStore, connections, restarted };
}

export type FakeWorld = ReturnType<typeof fakeWorld>;

const common = {
  name: 'Acme Ltd',
  clientId: CLIENT_ID,
  clientSecret: new Secret(CLIENT_SECRET),
  endpoints: fylePresets[0].endpoints,
};

/** The form of an internal app, as {@link Connections} takes it. */
export function internalDraft(refreshToken: string): ConnectForm {
  return { ...common, kind: 'internal', refreshToken: new Secret(refreshToken) };
}

/** The form of an OAuth 2.0 app. */
export function oauthDraft(supportsPkce = false): ConnectForm {
  const redirectUri = 'https://acme.example/callback';
  return { ...common, kind: 'oauth', redirectUri, ...(supportsPkce && { supportsPkce }) };
}

/** A world with one stored connection of an internal app; the journal begins after that. */
export async function connectedWorld(chance = 0, promised = () => PROMISED_FRESHNESS) {
  const world = fakeWorld(chance, promised);
  const refreshToken = world.fyle.grant();
  const id = must(await world.connections.connect(internalDraft(refreshToken)));
  world.journal.length = 0;
  world.fyle.asked.length = 0;
  return { ...world, id, refreshToken };
}

/** The value of an outcome that must be a success. */
export function must<T>(outcome: Result<T, unknown>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`Failed: ${JSON.stringify(outcome.failure)}`);
}

/** The only connection there is. */
export function only(connections: Connections): ConnectionState {
  const [state, ...others] = connections.list();
  if (state === undefined || others.length > 0) throw new Error(`There are ${connections.list().length} connections`);
  return state;
}
