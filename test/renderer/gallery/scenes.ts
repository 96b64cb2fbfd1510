import { hideDesk, numberedNames } from '../../../main/desktop/presenting/hidden.ts';
import type { ActivityEntry, LedgerVerdict } from '../../../preload/activity.ts';
import type { ConnectionState, Happened } from '../../../preload/connection.ts';
import type { DeskState } from '../../../preload/contract.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../../fakes/bridge.ts';
import { connection, desk, manyConnections, noon, pageOf, settings } from '../states.ts';
import { nameScenes } from './nameScenes.ts';

const minute = 60_000;
const longName = 'DonaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauuntG';

const practice = connection({
  id: 'p',
  name: 'Practice organisation',
  environment: 'practice',
  cluster: 'http://127.0.0.1:40111',
  clientId: 'tpaPractice',
});

const several: readonly ConnectionState[] = [
  connection(),
  connection({
    id: 'c2',
    name: 'Beta GmbH, payroll',
    profile: {
      userId: 'u2',
      userName: 'Max Muster',
      email: 'max@beta.example',
      organisationId: 'or2',
      organisationName: 'Beta GmbH',
      roles: ['FINANCE'],
    },
    accessToken: { issuedAt: noon - 42 * minute, expiresAt: noon + 18 * minute, renewsAt: noon + 8 * minute },
  }),
  connection({ id: 'c3', name: 'Northwind', status: 'sign-in-needed', profile: undefined, accessToken: undefined }),
  connection({ id: 'c4', name: 'Orchard Audit', status: 'offline', profile: undefined, retryAt: noon + 4 * minute }),
  connection({ id: 'c5', name: 'Contoso', status: 'renewing', profile: undefined, environment: 'staging' }),
  connection({ id: 'c6', name: 'Fabrikam', status: 'problem', environment: 'practice', retryAt: noon + 12 * minute }),
  practice,
];

/** The connections of a person with two accounts at one organisation, in every group of the list. */
const nine: readonly ConnectionState[] = [
  listed('n1', 'Northwind Traders', 'north@example.com', 0, { status: 'sign-in-needed', accessToken: undefined }),
  listed('n2', 'Orchard Audit', 'o@example.com', 30, {
    authorization: { signedInAt: noon - 362 * 24 * 60 * minute, endsAt: noon + 3 * 24 * 60 * minute, estimated: false },
  }),
  listed('n3', 'Acme Ltd', 'jane@acme.example', 42, { favourite: true }),
  listed('n4', 'Beta GmbH, payroll', 'max@beta.example', 18, { favourite: true }),
  listed('n5', 'Beta GmbH', 'lena@beta.example', 33, {}),
  listed('n6', 'Beta GmbH', 'tom@beta.example', 12, {}),
  listed('n7', 'Harbour Foods', 'kim@harbour.example', 55, {}),
  listed('n8', 'Kestrel Travel', 'ana@kestrel.example', 31, {}),
  listed('n9', 'Practice organisation', 'you@practice.example', 57, { environment: 'practice' }),
];

function listed(
  id: string,
  name: string,
  email: string,
  minutesLeft: number,
  changes: Parameters<typeof connection>[0],
): ConnectionState {
  const expiresAt = noon + minutesLeft * minute;
  return connection({
    ...{ id, name },
    profile: {
      userId: `us${id}`,
      userName: 'Jane Doe',
      email,
      organisationId: name,
      organisationName: name,
      roles: [],
    },
    accessToken: { issuedAt: expiresAt - 60 * minute, expiresAt, renewsAt: expiresAt - 10 * minute },
    ...changes,
  });
}

function over(changes: Partial<DeskState>): () => FakeBridge {
  return () => fakeBridge(desk(changes));
}

function one(changes: Parameters<typeof connection>[0]): () => FakeBridge {
  return over({ connections: [connection(changes), ...several.slice(1)] });
}

/** A day with hourly renewals, a failure of Fyle at night, and a few copies. */
const aDay: readonly Happened[] = [
  { at: noon - 18 * minute, what: 'renewed', by: 'itself' },
  { at: noon - 63 * minute, what: 'copied', by: 'tray' },
  ...Array.from({ length: 8 }, (_, index) => renewedAt(index + 1)),
  { at: noon - 520 * minute, what: 'renewal-failed', by: 'itself', code: 'server-error' },
  { at: noon - 522 * minute, what: 'renewal-failed', by: 'itself', code: 'server-error' },
  ...Array.from({ length: 9 }, (_, index) => renewedAt(index + 10)),
  { at: noon - 1150 * minute, what: 'revealed', by: 'window' },
  { at: noon - 1200 * minute, what: 'copied', by: 'window' },
  ...Array.from({ length: 8 }, (_, index) => renewedAt(index + 20)),
  { at: noon - 2000 * minute, what: 'connected', by: 'window' },
];

const names = [
  ['c1', 'Acme Ltd'],
  ['p', 'Practice organisation'],
  ['c2', 'Beta GmbH, payroll'],
  ['c3', 'Northwind'],
  ['gone', `${longName} und Söhne`],
  ['c6', 'שלום ושות׳ בע״מ'],
] as const;

/** A month of the sketch: working days of several connections, a failure now and then, the newest first. */
const aMonth: readonly ActivityEntry[] = Array.from({ length: 400 }, (_, index) => entryAt(index));

function entryAt(index: number): ActivityEntry {
  const [id, name] = names[index % names.length] ?? ['c1', 'Acme Ltd'];
  const common = { n: 1_204 - index, at: noon - (2 + index * 7) * minute, id, name, token: '1a2b3c4d' };
  if (index % 23 === 4) return { ...common, what: 'renewal-failed', by: 'itself', code: 'sign-in-rejected' };
  if (index % 31 === 11) return { ...common, what: 'account-changed', by: 'window' };
  if (index % 6 === 2) return { ...common, what: 'copied', by: index % 4 === 0 ? 'tray' : 'window' };
  return { ...common, what: 'renewed', by: index % 9 === 0 ? 'person' : 'itself' };
}

const monthDays = Array.from({ length: 30 }, (_, index) => {
  const at = new Date(2026, 10, 20 - 29 + index).getTime();
  const isFree = [0, 6].includes(new Date(at).getDay());
  return { at, renewed: isFree ? 0 : 30 + ((index * 7) % 19), failed: [6, 13, 20, 29].includes(index) ? 2 : 0 };
});

/** The window with the activity open, and what main answers about it. */
function activity(verdict: LedgerVerdict, entries = aMonth, changes: Partial<DeskState> = {}): () => FakeBridge {
  return () => {
    const bridge = fakeBridge(desk({ connections: several, activity: 1, ...changes }));
    bridge.answers.activity = (query) => {
      const before = query.before ?? Number.POSITIVE_INFINITY;
      const older = entries.filter((one) => one.n < before && (query.connection ?? one.id) === one.id);
      const page = older.slice(0, 100);
      const last = page.at(-1);
      return replied({ entries: page, ...(older.length > 100 && last && { next: last.n }) });
    };
    const connections = names.map(([id, name]) => ({ id, name }));
    bridge.answers.activitySummary = () => replied({ days: entries.length === 0 ? noDays : monthDays, connections });
    bridge.answers.verifyActivity = () => replied(verdict);
    return bridge;
  };
}

const noDays = monthDays.map(({ at }) => ({ at, renewed: 0, failed: 0 }));

function renewedAt(hoursAgo: number): Happened {
  return { at: noon - (18 + 52 * hoursAgo) * minute, what: 'renewed', by: 'itself' };
}

/** Every state of the window that the gallery shows, by name. */
export const scenes: Readonly<Record<string, () => FakeBridge>> = {
  'first-run': over({ connections: [] }),
  'first-run-busy': () => {
    const bridge = fakeBridge(
      desk({ connections: [], signIn: { name: 'Practice', host: '127.0.0.1:40111', window: true } }),
    );
    bridge.answers.connectPractice = () => pending<{ id: string }>().reply;
    return bridge;
  },
  'first-run-failed': () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connectPractice = () => failed({ code: 'practice-unavailable' });
    return bridge;
  },
  history: () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.activity = () => replied(pageOf(aDay));
    return bridge;
  },
  activity: activity({ is: 'whole', entries: 1_204 }),
  'activity-empty': activity({ is: 'whole', entries: 0 }, []),
  'activity-broken': activity({
    ...{ is: 'broken', entries: 806, fault: 'changed', file: 'ledger.jsonl', line: 807, at: noon - 3_000 * minute },
  }),
  'activity-alone': activity({ is: 'whole', entries: 1_204, dropped: 9_000 }, aMonth, { connections: [] }),
  ready: over({
    connections: several,
    clipboard: { id: 'c1', name: 'Acme Ltd', format: 'token', validUntil: noon + 42 * minute, clearsAt: noon + 30_000 },
  }),
  'one-connection': over({}),
  practice: over({ connections: [practice] }),
  'no-token': one({ accessToken: undefined }),
  'last-minutes': one({
    accessToken: { issuedAt: noon - 56 * minute, expiresAt: noon + 4 * minute + 7000, renewsAt: noon - 1 },
  }),
  'sign-in-soon-over': one({
    authorization: { signedInAt: noon - 359 * 24 * 60 * minute, endsAt: noon + 6 * 24 * 60 * minute, estimated: true },
  }),
  'no-profile': one({ profile: undefined, cluster: undefined }),
  estimated: one({
    kind: 'internal',
    authorization: { signedInAt: noon - 364 * 24 * 60 * minute, endsAt: noon + 7 * 60 * minute, estimated: true },
  }),
  renewing: one({ status: 'renewing' }),
  'sign-in-needed': one({
    status: 'sign-in-needed',
    accessToken: undefined,
    failure: {
      code: 'sign-in-rejected',
      step: 'token',
      status: 401,
      says: 'invalid token',
      saidBy: 'accounts.fylehq.com',
    },
  }),
  'sign-in-needed-internal': one({
    kind: 'internal',
    status: 'sign-in-needed',
    accessToken: undefined,
    failure: {
      code: 'sign-in-ended',
      endedAt: noon - 24 * 60 * minute,
      says: 'invalid token',
      saidBy: 'accounts.fylehq.com',
    },
  }),
  offline: one({
    status: 'offline',
    failure: { code: 'offline', host: 'accounts.fylehq.com' },
    retryAt: noon + 4 * minute,
  }),
  problem: one({
    status: 'problem',
    failure: {
      code: 'server-error',
      step: 'token',
      status: 503,
      says: 'Service temporarily unavailable',
      saidBy: 'accounts.fylehq.com',
    },
    retryAt: noon + 2 * minute,
  }),
  'told-beside-ready': one({
    failure: { code: 'user-not-allowed', step: 'profile', says: 'Forbidden', saidBy: 'us1.fylehq.com' },
  }),
  'copy-failed': () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.copyToken = () => failed({ code: 'clipboard-failed' });
    return bridge;
  },
  'copied-for-excel': () => {
    const forExcel = connection({ copyFormat: 'power-query' });
    const clipboard = { id: 'c1', name: 'Acme Ltd', format: 'power-query' } as const;
    const bridge = fakeBridge(
      desk({
        connections: [forExcel, ...several.slice(1)],
        clipboard: { ...clipboard, validUntil: noon + 42 * minute, clearsAt: noon + 30_000 },
      }),
    );
    bridge.answers.activity = () =>
      replied(pageOf([{ at: noon - 1000, what: 'copied', by: 'window', as: 'power-query' }, ...aDay]));
    return bridge;
  },
  'copy-busy': () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.copyToken = () => pending<never>().reply;
    return bridge;
  },
  revealed: () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.revealToken = () =>
      replied({
        token: `eyJhbGciOiJIUzI1NiJ9.${'QmFzZTY0dXJsIGNsYWltcy4'.repeat(24)}.c2ln`,
        expiresAt: noon + 42 * minute,
      });
    return bridge;
  },
  'signing-in': () => {
    const bridge = fakeBridge(
      desk({ connections: several, signIn: { name: 'Acme Ltd', host: 'accounts.fylehq.com', window: true } }),
    );
    bridge.answers.signInAgain = () => pending<{ id: string }>().reply;
    return bridge;
  },
  notices: over({ connections: several, keychain: 'locked', notices: ['not-saved', 'registry-restored'] }),
  'keychain-asking': over({ connections: several, keychain: 'asking' }),
  'keychain-asks': one({ status: 'asks-first', accessToken: undefined, failure: { code: 'keychain-asks' } }),
  'keychain-denied': over({ connections: several, keychain: 'denied' }),
  'keychain-absent': over({ connections: several, keychain: 'absent' }),
  quitting: over({
    connections: several,
    keychain: 'locked',
    lostByQuitting: { signIns: ['Acme Ltd'], isTyped: false },
    notices: ['grant-pending'],
  }),
  'keychain-not-set-up': over({ connections: several, keychain: 'no-keyring' }),
  'keychain-blocked': over({ connections: several, keychain: 'blocked' }),
  'keychain-nobody-asks': over({ connections: several, keychain: 'nobody-asks' }),
  'keychain-refusing': over({ connections: several, keychain: 'refusing', notices: ['grant-pending'] }),
  'keychain-silent': over({ connections: several, keychain: 'silent', notices: ['grant-pending'] }),
  'vault-closed': over({ connections: several, keychain: 'vault-closed' }),
  'vault-open': over({ connections: several, keychain: 'vault-open' }),
  'long-names': over({
    connections: [
      connection({
        id: 'long',
        name: longName,
        environment: 'custom',
        status: 'problem',
        profile: {
          userId: 'us9',
          userName: longName,
          email: `${longName}@example.example`,
          organisationId: 'or9',
          organisationName: `${longName}2`,
          currency: 'EUR',
          roles: ['ADMIN', 'FYLER', 'APPROVER', 'FINANCE', 'PAYMENT_PROCESSOR', 'TRAVEL_ADMIN'],
        },
        cluster: `https://${longName.toLowerCase()}.fylehq.com`,
      }),
      ...several,
    ],
    clipboard: { id: 'c1', name: longName, format: 'token', validUntil: noon + 42 * minute, clearsAt: noon + 30_000 },
  }),
  ...nameScenes,
  'nine-connections': over({
    connections: nine,
    clipboard: { id: 'n3', name: 'Acme Ltd', format: 'token', validUntil: noon + 42 * minute, clearsAt: noon + 30_000 },
  }),
  'by-hand': over({ connections: nine, list: { order: 'hand' } }),
  'three-hundred-connections': over({ connections: manyConnections(300) }),
  'twelve-connections': over({ connections: manyConnections(12) }),
  'thousand-connections': over({ connections: manyConnections(1000) }),
  'add-fields': () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () =>
      failed({ code: 'fields', fields: { clientSecret: 'is-the-client-id', token: 'needs-https' } });
    return bridge;
  },
  'add-unclear': () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.pasteCredentials = (field) =>
      replied(field === undefined ? { clientId: 'tpaZ3kQ9w2x81Q', unclear: ['bkZ-8fJ2_qLw93XyTn4v'] } : {});
    return bridge;
  },
  'add-busy': () => {
    const bridge = fakeBridge(
      desk({ connections: [], signIn: { name: 'Acme', host: 'accounts.fylehq.com', window: true } }),
    );
    bridge.answers.connect = () => pending<{ id: string }>().reply;
    return bridge;
  },
  'add-failed': () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () =>
      failed({
        code: 'sign-in-rejected',
        step: 'token',
        status: 401,
        says: 'invalid token',
        saidBy: 'accounts.fylehq.com',
      });
    return bridge;
  },
  'add-untrusted': () => {
    const bridge = fakeBridge(desk({ connections: [] }));
    bridge.answers.connect = () => failed({ code: 'cluster-untrusted', host: 'evil.example' });
    return bridge;
  },
  removed: over({
    connections: several.slice(1),
    removed: [{ id: 'c1', name: 'Acme Ltd', undoUntil: noon + 10_000 }],
  }),
  duplicate: () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.connect = () => replied({ id: 'c2', sameAs: 'c1' });
    return bridge;
  },
  'edit-fields': () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.edit = () =>
      failed({
        code: 'fields',
        fields: { clientSecret: 'missing', redirectUri: 'has-fragment', token: 'needs-https' },
      });
    return bridge;
  },
  'edit-refused': () => {
    const bridge = fakeBridge(desk({ connections: [connection({ kind: 'internal' }), ...several.slice(1)] }));
    bridge.answers.edit = () => failed({ code: 'sign-in-rejected', step: 'token', status: 401 });
    return bridge;
  },
  'edit-another-account': () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.edit = () =>
      failed({
        code: 'different-account',
        expected: 'Jane Doe (jane@acme.example), Acme Ltd',
        got: 'Max Muster (max@beta.example), Beta GmbH',
      });
    return bridge;
  },
  help: () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.offerActs = () => {
      bridge.say('act', 'help');
      return replied(null);
    };
    return bridge;
  },
  palette: () => {
    const bridge = fakeBridge(desk({ connections: several }));
    bridge.answers.offerActs = () => {
      bridge.say('act', 'palette');
      return replied(null);
    };
    return bridge;
  },
  paused: over({ connections: several, pausedUntil: noon + 60 * minute }),
  unchecked: one({ status: 'unchecked', accessToken: undefined }),
  'quit-question': over({
    connections: several,
    keychain: 'locked',
    lostByQuitting: { signIns: ['Acme Ltd', 'Beta GmbH, payroll'], isTyped: false },
  }),
  'quit-without-keychain': over({
    connections: several,
    keychain: 'absent',
    lostByQuitting: { signIns: ['Acme Ltd'], isTyped: false },
  }),
  'quit-while-typing': over({ connections: several, lostByQuitting: { signIns: [], isTyped: true } }),
  'proxy-question': over({ connections: several, proxy: { host: 'proxy.acme.example:3128', attempt: 1 } }),
  'proxy-question-again': over({ connections: several, proxy: { host: 'proxy.acme.example:3128', attempt: 2 } }),
  'clipboard-kept': over({
    connections: several,
    clipboard: {
      ...{ id: 'c1', name: 'Acme Ltd', format: 'token', validUntil: noon + 42 * minute, clearsAt: noon - 1000 },
      keptBy: 'xfce4-clipman',
    },
  }),
  'list-missing': over({ connections: [], notices: ['registry-missing'] }),
  'file-in-use': over({ connections: several, notices: ['file-in-use'] }),
  'files-changed': over({ connections: several, notices: ['files-changed', 'vault-not-last'] }),
  'sign-in-browser': over({
    signIn: {
      ...{ name: 'Acme Ltd', host: 'accounts.fylehq.com', window: false },
      browser: { listener: 'listening', isOpen: true, redirectUri: 'http://localhost:8000/callback' },
    },
  }),
  'sign-in-paste': () => {
    const bridge = fakeBridge(
      desk({
        signIn: {
          ...{ name: 'Acme Ltd', host: 'accounts.fylehq.com', window: false },
          browser: { listener: 'none', isOpen: true, redirectUri: 'https://acme.example/callback' },
        },
      }),
    );
    bridge.answers.pasteRedirect = () =>
      failed({ code: 'paste-refused', fault: 'sign-in-page', expected: 'https://acme.example/callback' });
    return bridge;
  },
  'sign-in-port-taken': over({
    signIn: {
      ...{ name: 'Acme Ltd', host: 'accounts.fylehq.com', window: false },
      browser: { listener: 'port-taken', isOpen: false, redirectUri: 'http://localhost:8000/callback' },
    },
  }),
  presenting: () => fakeBridge(hideDesk(desk({ connections: several }), numberedNames(several))),
  locked: over({ connections: [], lock: { at: noon - 15 * minute, why: 'idle', by: 'own', mayAskSystem: false } }),
  'locked-system': over({ connections: [], lock: { at: noon, why: 'screen', by: 'own', mayAskSystem: true } }),
  'settings-chosen': over({
    connections: several,
    keychain: 'vault-open',
    settings: {
      ...settings,
      ...{ theme: 'dark', textSize: 'large', startsAtLogin: true, closesToTray: false, locksWhenIdle: true },
      ...{ clipboardSeconds: 300, freshMinutes: 30, tellsSignInNeeded: false, notifiesWithSound: true },
    },
  }),
  'settings-not-saved': () => {
    const bridge = fakeBridge(desk({ connections: several, keychain: 'absent' }));
    bridge.answers.changeSettings = () => failed({ code: 'not-saved', reason: 'ENOSPC' });
    return bridge;
  },
  'desk-failed': () => {
    const bridge = fakeBridge(desk());
    bridge.answers.desk = () => failed({ code: 'bug' });
    return bridge;
  },
  opening: () => {
    const bridge = fakeBridge(desk());
    bridge.answers.desk = () => pending<DeskState>().reply;
    return bridge;
  },
};
