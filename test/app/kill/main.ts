import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { type Connections, openConnections } from '../../../main/connections/connections.ts';
import { Ledger } from '../../../main/connections/history/ledger.ts';
import type { JournalStore, LedgerStore } from '../../../main/connections/history/ledgerLine.ts';
import { PROMISED_FRESHNESS } from '../../../main/connections/model/freshness.ts';
import type { Http, Keychain, Registry } from '../../../main/connections/model/ports.ts';
import type { ConnectionState } from '../../../main/connections/table/connectionState.ts';
import { measureClockSkew } from '../../../main/connections/timing/clockSkew.ts';
import { sessionBusAddress } from '../../../main/desktop/dbus/connection.ts';
import { diskRegistry } from '../../../main/desktop/files/registry.ts';
import { openCredentialStore } from '../../../main/desktop/keychain/credentialStore.ts';
import { keytarProcess } from '../../../main/desktop/keychain/keytarProcess.ts';
import { journalFile } from '../../../main/desktop/ledger/journalFile.ts';
import { ledgerFile } from '../../../main/desktop/ledger/ledgerFile.ts';
import { systemClock } from '../../../main/desktop/system/clock.ts';
import { sessionHttp, tokenSession } from '../../../main/desktop/system/http.ts';
import { Secret } from '../../../main/oauth/secret.ts';
import { fail, type Result } from '../../../main/result.ts';
import type { DeskNotice } from '../../../preload/contract.ts';
import { withoutStatus } from '../../fakes/keychain.ts';

/** The steps of a renewal at which this process can be made to stand still until it is killed. */
export type Step =
  | 'mark written'
  | 'request sent'
  | 'answer received'
  | 'keychain write begun'
  | 'keychain write ended'
  | 'ledger line written'
  | 'token handed out'
  | 'registry write begun'
  | 'registry write ended';

/** What one run is to do. */
export interface Order {
  readonly folder: string;
  readonly keychain: string;
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Connects these before all else: each name's refresh token. */
  readonly connect?: Readonly<Record<string, string>>;
  /** With this refresh token the first connection signs in again when it must. */
  readonly spare: string;
  /** Whether the first connection is renewed once more, for the kill, and the step to stand still at. */
  readonly renews: boolean;
  readonly stopAt?: Step;
}

/** One line of standard output. `at` in milliseconds of this process; `isLarge`: the grant needs several items of the keychain. */
export type Said =
  | { readonly says: 'step'; readonly step: Step; readonly at: number; readonly isLarge?: boolean }
  /** How everything stands after the start. */
  | {
      readonly says: 'woke';
      readonly states: readonly Pick<ConnectionState, 'name' | 'status' | 'failure'>[];
      /** What the app would say of the list on disk. */
      readonly notice: DeskNotice | 'none';
    }
  /** The renewal begins now. */
  | { readonly says: 'go'; readonly isSignedInAgain: boolean };

/** Characters of a refresh token that surely fit into one item of the keychain. */
const ONE_ITEM = 2_000;

const order: Order = JSON.parse(process.env.TOKEN_DESK_KILL ?? '{}');
let isRenewing = false;

app.disableHardwareAcceleration();
void app
  .whenReady()
  .then(run)
  .catch((error) => {
    process.stderr.write(`${error}\n`);
    app.exit(1);
  });

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}

function step(name: Step, more: { readonly isLarge?: boolean } = {}): void {
  say({ says: 'step', step: name, at: performance.now(), ...more });
  // The whole JavaScript of the process stands still here; what other threads have begun goes on.
  if (isRenewing && name === order.stopAt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** The app's own parts, joined as main.ts joins them. */
async function run(): Promise<void> {
  const registry = diskRegistry(order.folder);
  const credentialStore = openCredentialStore({
    service: order.keychain,
    keytar: keytarProcess(join(import.meta.dirname, 'keytarHost.js')),
    bus: sessionBusAddress(process.env),
    isConfined: false,
    folder: order.folder,
    clock: systemClock,
    isGuessable: async () => false,
    lastSave: { lastVaultSave: async () => undefined, rememberVaultSave: async () => undefined },
    onChange: () => undefined,
    onAvailabilityChange: () => undefined,
    onAsking: () => undefined,
  });
  const overNet = sessionHttp(tokenSession());
  const { http } = measureClockSkew(overNet, systemClock, () => undefined);
  const journal = stepping.journal(journalFile(order.folder, fallThrough));
  const ledger = new Ledger(stepping.ledger(ledgerFile(order.folder, fallThrough)), journal, systemClock);
  const connections = openConnections({
    userAgent: { authorize: async () => fail({ code: 'sign-in-closed' }), focus: () => undefined },
    browser: { authorize: async () => fail({ code: 'sign-in-closed' }), open: () => undefined },
    http: stepping.http(http),
    keychain: withoutStatus(stepping.keychain(credentialStore.keychain)),
    registry: stepping.registry(registry),
    practice: { open: async () => fail({ code: 'practice-unavailable' }) },
    clock: systemClock,
    ledger,
    promised: () => PROMISED_FRESHNESS,
  });
  for (const [name, refreshToken] of Object.entries(order.connect ?? {}))
    await connect(connections, name, refreshToken);
  connections.recheck();
  await until(connections, () => connections.list().every((one) => one.status !== 'renewing' && isSettled(one)));
  const states = connections.list().map(({ name, status, failure }) => ({ name, status, ...(failure && { failure }) }));
  say({ says: 'woke', states, notice: registry.notice ?? 'none' });
  const [first] = connections.list();
  if (first === undefined) throw new Error('the first connection is gone');
  const isSignedInAgain = first.status === 'sign-in-needed';
  if (isSignedInAgain) must(await connections.signInAgain(first.id, { refreshToken: new Secret(order.spare) }));
  if (order.renews) {
    isRenewing = true;
    say({ says: 'go', isSignedInAgain });
    must(await connections.renew(first.id));
    step('token handed out');
  } else {
    await connections.close();
    await credentialStore.close();
    app.exit(0);
  }
}

/** The app's ports, each telling its steps. */
const stepping = {
  http:
    (http: Http): Http =>
    async (url, request) => {
      const answering = http(url, request);
      if (!url.endsWith('/oauth/token')) return answering;
      await begun();
      step('request sent');
      const answer = await answering;
      step('answer received');
      return answer;
    },
  keychain: (keychain: Keychain): Keychain => ({
    read: (place) => keychain.read(place),
    remove: (place) => keychain.remove(place),
    write: async (place, grant) => {
      const writing = keychain.write(place, grant);
      await begun();
      step('keychain write begun');
      const written = await writing;
      step('keychain write ended', { isLarge: grant.refreshToken.reveal().length > ONE_ITEM });
      return written;
    },
  }),
  registry: (registry: Registry): Registry => ({
    isWhole: registry.isWhole,
    read: () => registry.read(),
    places: () => registry.places(),
    forget: (orphanedItems) => registry.forget(orphanedItems),
    write: (connections) => {
      step('registry write begun');
      const written = registry.write(connections);
      step('registry write ended');
      return written;
    },
  }),
  journal: (store: JournalStore): JournalStore => ({
    ...store,
    append: (line) => {
      store.append(line);
      if (line.what === 'renewing') step('mark written');
    },
  }),
  ledger: (store: LedgerStore): LedgerStore => ({
    ...store,
    append: (entry) => {
      store.append(entry);
      if (entry.what === 'renewed') step('ledger line written');
    },
  }),
};

async function connect(connections: Connections, name: string, refreshToken: string): Promise<void> {
  const { origin, clientId, clientSecret } = order;
  const endpoints = {
    authorization: `${origin}/authorize`,
    token: `${origin}/oauth/token`,
    cluster: `${origin}/oauth/cluster`,
  };
  const secrets = { clientSecret: new Secret(clientSecret), refreshToken: new Secret(refreshToken) };
  must(await connections.connect({ kind: 'internal', name, clientId, endpoints, ...secrets }));
}

function isSettled({ accessToken, failure }: ConnectionState): boolean {
  return accessToken !== undefined || failure !== undefined;
}

function until(connections: Connections, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = connections.onChange(look);
    look();
  });
}

/** Once the event loop has been round, what was asked for is with the system. */
function begun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function must({ ok, ...rest }: Result<unknown, unknown>): void {
  if (!ok) throw new Error(JSON.stringify(rest));
}

function fallThrough(reason: string): void {
  throw new Error(`the ledger was lost: ${reason}`);
}
