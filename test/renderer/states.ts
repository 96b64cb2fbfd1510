import { offeredFormats } from '../../main/connections/copying/copyText.ts';
import { mayCreateVault } from '../../main/connections/storage/keychainStatus.ts';
import { readSettings } from '../../main/desktop/files/settings.ts';
import type { ActivityPage } from '../../preload/activity.ts';
import type { ConnectionState, Happened } from '../../preload/connection.ts';
import type { DeskState } from '../../preload/contract.ts';
import type { DeskSettings } from '../../preload/settings.ts';

/** 20 November 2026, 14:05:00 local time: the present of every test. */
export const noon = new Date(2026, 10, 20, 14, 5, 0).getTime();

const minute = 60_000;
const day = 24 * 60 * minute;

/** A connection that is ready, with changes. `undefined` removes an optional member. */
export function connection(
  changes: Partial<{ [K in keyof ConnectionState]: ConnectionState[K] | undefined }> = {},
): ConnectionState {
  const whole = {
    id: 'c1',
    name: 'Acme Ltd',
    kind: 'oauth',
    environment: 'production',
    clientId: 'tpaZ3kQ9w2x81Q',
    redirectUri: 'http://localhost:8000/callback',
    endpoints: {
      authorization: 'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
      token: 'https://accounts.fylehq.com/api/oauth/token',
      cluster: 'https://accounts.fylehq.com/oauth/cluster',
    },
    profile: {
      userId: 'us1',
      userName: 'Jane Doe',
      email: 'jane@acme.example',
      organisationId: 'or1',
      organisationName: 'Acme Ltd',
      currency: 'EUR',
      roles: ['ADMIN', 'FYLER'],
    },
    cluster: 'https://us1.fylehq.com',
    status: 'ready',
    accessToken: { issuedAt: noon - 18 * minute, expiresAt: noon + 42 * minute, renewsAt: noon + 32 * minute },
    newest: 1,
    authorization: { signedInAt: noon - 64 * day, endsAt: noon + 301 * day, estimated: false },
    ...changes,
  };
  const present = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
  // Object.fromEntries loses the members' types; only optional members can be undefined.
  return present as unknown as ConnectionState;
}

/** The settings before anybody chose, on a system that can start the app at login. */
export const settings: DeskSettings = { ...readSettings(undefined), startsAtLogin: false };

/** A desk with one connection and a working keychain, with changes. */
export function desk(changes: Partial<DeskState> = {}): DeskState {
  const keychain = changes.keychain ?? 'ready';
  const mayCreate = mayCreateVault(keychain);
  return {
    connections: [connection()],
    list: { order: 'name' },
    keychain,
    copyFormats: offeredFormats(false),
    mayCreateVault: mayCreate,
    notices: [],
    settings,
    locale: 'en-GB',
    ...changes,
  };
}

/** `count` connections, in every status. */
export function manyConnections(count: number): readonly ConnectionState[] {
  const statuses = ['ready', 'renewing', 'ready', 'offline', 'problem'] as const;
  return Array.from({ length: count }, (_, index) =>
    connection({
      id: `c${index}`,
      name: `Company ${index + 1}`,
      status: statuses[index % statuses.length] ?? 'ready',
      profile: {
        userId: `us${index}`,
        userName: 'Jane Doe',
        email: 'jane@acme.example',
        organisationId: `or${index}`,
        organisationName: `Company ${index + 1}`,
        roles: ['FYLER'],
      },
    }),
  );
}

/** What main answers when this happened to Acme's connection, the newest first. */
export function pageOf(history: readonly Happened[]): ActivityPage {
  return { entries: history.map((one, index) => ({ ...one, n: history.length - index, id: 'c1', name: 'Acme Ltd' })) };
}
