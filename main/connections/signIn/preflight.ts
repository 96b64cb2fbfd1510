import type { BusyFailure, Failure, Step } from '../../../preload/failure.ts';
import type { CheckedPart, Endpoints, Preset, SettingsCheck } from '../../../preload/form.ts';
import { readJsonObject, readRetryAfter } from '../../oauth/answer.ts';
import { fylePresets } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { newConnectionId } from '../model/connection.ts';
import type { Http } from '../model/ports.ts';
import type { IndexedKeychain } from '../storage/indexedKeychain.ts';

type PartCheck = SettingsCheck['parts'][number];
/** Why a part would fail; undefined when it works. */
type Outcome = Promise<Failure | undefined>;

interface World {
  readonly http: Http;
  /** The trial's place is named on disk like any grant's: if the app ends half-way, the next start removes the item. */
  readonly keychain: Pick<IndexedKeychain, 'read' | 'write' | 'remove'>;
}

/** Codes that show a wrong address; a network that is down says nothing about it. */
const WRONG_ADDRESS: readonly string[] = ['not-fyle', 'unreachable', 'redirected', 'certificate-untrusted'];
/** How a page refuses an unknown client; it may still admit the sign-in window, a real browser. */
const PAGE_REFUSALS: readonly number[] = [401, 403];
/** How Fyle refuses a request without a credential. @see docs/fyle.md "Token endpoint" */
const API_REFUSALS: readonly number[] = [400, 401, 403, 422];

/** What can be checked before a sign-in. */
export interface SettingsChecks {
  /** @see preflight */
  readonly preflight: (endpoints: Endpoints) => Promise<SettingsCheck>;
  /** The first preset whose addresses all answer as Fyle's would; undefined when none does. Sends no secret. */
  readonly findPreset: () => Promise<Preset['id'] | undefined>;
}

/** The checks of a form's settings over these ports. */
export function settingsChecks(world: World): SettingsChecks {
  return {
    preflight: (endpoints) => preflight(world, endpoints, newConnectionId()),
    findPreset: () => findAnswering(world.http, fylePresets),
  };
}

/**
 * Checks whether a sign-in with these endpoints can succeed, before any secret is typed or sent: each address answers
 * as Fyle's would, and the keychain stores, returns and removes a trial grant.
 * @param id a new one, for the trial grant
 */
export async function preflight(world: World, endpoints: Endpoints, id: string): Promise<SettingsCheck> {
  const [provider, keychain] = await Promise.all([
    checkProvider(world.http, endpoints),
    checkPart('keychain', tryKeychain(world.keychain, endpoints, id)),
  ]);
  const parts = [...provider, keychain];
  if (!provider.some(({ failure }) => failure && WRONG_ADDRESS.includes(failure.code))) return { parts };
  const other = await findAnswering(
    world.http,
    fylePresets.filter(({ endpoints: { token } }) => token !== endpoints.token),
  );
  return { parts, ...(other && { other }) };
}

/** The first of these presets whose addresses all answer. @see docs/fyle.md "Endpoints" */
async function findAnswering(http: Http, presets: readonly Preset[]): Promise<Preset['id'] | undefined> {
  for (const { id, endpoints } of presets) {
    const parts = await checkProvider(http, endpoints);
    if (parts.every(({ failure }) => failure === undefined)) return id;
  }
  return undefined;
}

function checkProvider(http: Http, { authorization, token, cluster }: Endpoints): Promise<readonly PartCheck[]> {
  return Promise.all([
    checkPart('page', tryPage(http, withoutQuery(authorization))),
    checkPart('token', tryApi(http, 'token', withoutQuery(token))),
    checkPart('cluster', tryApi(http, 'cluster', withoutQuery(cluster))),
  ]);
}

/** A check asks whether something answers there; a query could carry to it what the page knows. */
function withoutQuery(address: string): string {
  const url = new URL(address);
  return url.origin + url.pathname;
}

async function checkPart(part: CheckedPart, outcome: Outcome): Promise<PartCheck> {
  const failure = await outcome;
  return failure === undefined ? { part } : { part, failure };
}

/** The failure of a server that is busy, which says nothing about the address. */
function readBusy(step: Step, { status, headers }: Response): BusyFailure | undefined {
  if (status === 429) return { code: 'too-many-requests', step, ...readRetryAfter(headers) };
  if (status !== 408 && status < 500) return undefined;
  return { code: 'server-error', step, status, ...readRetryAfter(headers) };
}

/** A page that redirects (to sign in, say) or is too large to be read is there all the same. */
async function tryPage(http: Http, url: string): Outcome {
  const answer = await http(url, { method: 'GET', headers: { accept: 'text/html' } });
  if (!answer.ok) {
    const isThere = answer.failure.code === 'redirected' || answer.failure.code === 'answer-too-large';
    return isThere ? undefined : answer.failure;
  }
  const { status } = answer.value;
  if (status < 400 || PAGE_REFUSALS.includes(status)) return undefined;
  return readBusy('page', answer.value) ?? { code: 'not-fyle', host: new URL(url).host };
}

/** Sends a request without a credential: Fyle refuses it in JSON; any other answer is not Fyle's. */
async function tryApi(http: Http, step: Step, url: string): Outcome {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await http(url, { method: 'POST', headers, body: '{}' });
  if (!answer.ok) return answer.failure;
  const busy = readBusy(step, answer.value);
  if (busy !== undefined) return busy;
  const body = await readJsonObject(step, answer.value);
  const isFyle = body.ok && API_REFUSALS.includes(answer.value.status);
  return isFyle ? undefined : { code: 'not-fyle', host: new URL(url).host };
}

async function tryKeychain(keychain: World['keychain'], endpoints: Endpoints, id: string): Outcome {
  const place = { id, practice: false, endpoints, isTrial: true } as const;
  // First, because without a keychain the trial grant would be stored in memory and pass.
  const before = await keychain.read(place, 'person');
  if (!before.ok) return before.failure;
  const trial = new Secret('trial');
  const written = await keychain.write(place, { refreshToken: trial, clientSecret: trial });
  const read = written.ok ? await keychain.read(place, 'person') : written;
  // After a failed write too: the place was named on disk, and would stay an orphaned item.
  const removed = await keychain.remove(place, 'person');
  if (!read.ok) return read.failure;
  if (!removed.ok) return removed.failure;
  return read.value === undefined ? { code: 'keychain-refused' } : undefined;
}
