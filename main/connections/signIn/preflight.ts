import type { CheckedPart, Endpoints } from '../../../preload/contract.ts';
import type {
  BusyFailure,
  KeychainFailure,
  NetworkFailure,
  NotFyleFailure,
  RegistryFailure,
  Step,
} from '../../../preload/failure.ts';
import { readJsonObject, readRetryAfter } from '../../oauth/answer.ts';
import { fylePresets } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { Http } from '../model/ports.ts';
import type { IndexedKeychain } from '../storage/indexedKeychain.ts';

type CheckFailure = NetworkFailure | BusyFailure | KeychainFailure | RegistryFailure | NotFyleFailure;

/** One part, and why it would not do; without a failure it will. */
export interface Checked {
  readonly part: CheckedPart;
  readonly failure?: CheckFailure;
}

/** What a look at the settings gave. `other`: the preset that answers where the chosen addresses do not. */
export interface PreflightResult {
  readonly parts: readonly Checked[];
  readonly other?: (typeof fylePresets)[number]['id'];
}

/** The trial's grant has its place named on disk like every grant: ended half-way, it is removed at the next start. */
type TrialKeychain = Pick<IndexedKeychain, 'read' | 'write' | 'remove'>;

interface World {
  readonly http: Http;
  readonly keychain: TrialKeychain;
}

/**
 * Looks whether a sign-in with these addresses can go well, before anything secret is typed or sent: each address answers
 * as Fyle's would, and the keychain keeps, gives back and lets go of a grant. Nothing of it stays.
 * @param id a new one, for the keychain's trial
 */
export async function preflight(world: World, endpoints: Endpoints, id: string): Promise<PreflightResult> {
  const [provider, keychain] = await Promise.all([
    checkProvider(world.http, endpoints),
    checkKeychain(world.keychain, endpoints, id),
  ]);
  const parts = [...provider, keychain];
  if (!provider.some(isMissing)) return { parts };
  const other = await otherGeneration(world.http, endpoints);
  return { parts, ...(other === undefined ? {} : { other }) };
}

/** Of Fyle's other addresses the first that all answer. @see docs/fyle.md "Endpoints" */
async function otherGeneration(http: Http, chosen: Endpoints): Promise<PreflightResult['other']> {
  for (const { id, endpoints } of fylePresets.filter(({ endpoints: { token } }) => token !== chosen.token)) {
    const parts = await checkProvider(http, endpoints);
    if (parts.every(({ failure }) => failure === undefined)) return id;
  }
  return undefined;
}

async function checkProvider(http: Http, { authorization, token, cluster }: Endpoints): Promise<readonly Checked[]> {
  return Promise.all([
    told('page', askPage(http, authorization)),
    told('token', askApi(http, 'token', token)),
    told('cluster', askApi(http, 'cluster', cluster)),
  ]);
}

/** By what an address shows that it leads no longer to what it should; a network that is down says nothing of it. */
const GONE: readonly string[] = ['not-fyle', 'unreachable', 'redirected', 'certificate-untrusted'];

function isMissing({ failure }: Checked): boolean {
  return failure !== undefined && GONE.includes(failure.code);
}

async function told(part: CheckedPart, asked: Promise<Result<undefined, CheckFailure>>): Promise<Checked> {
  const outcome = await asked;
  return outcome.ok ? { part } : { part, failure: outcome.failure };
}

/** What a status says of an address that may well be right: it passes. */
function readBusy(step: Step | 'page', { status, headers }: Response): BusyFailure | undefined {
  if (status === 429) return { code: 'too-many-requests', step, ...readRetryAfter(headers) };
  if (status !== 408 && status < 500) return undefined;
  return { code: 'server-error', step, status, ...readRetryAfter(headers) };
}

/** How a page turns away whom it does not know: the sign-in window, a real browser, may be let in. */
const TURNED_AWAY: readonly number[] = [401, 403];

/** A page that sends somewhere else first, to sign in, is there all the same, and so is one that is too large to be read. */
async function askPage(http: Http, url: string): Promise<Result<undefined, CheckFailure>> {
  const answer = await http(url, { method: 'GET', headers: { accept: 'text/html' } });
  if (!answer.ok) {
    const isThere = answer.failure.code === 'redirected' || answer.failure.code === 'answer-too-large';
    return isThere ? ok(undefined) : answer;
  }
  const { status } = answer.value;
  if (status < 400 || TURNED_AWAY.includes(status)) return ok(undefined);
  const busy = readBusy('page', answer.value);
  if (busy !== undefined) return fail(busy);
  return fail({ code: 'not-fyle', host: new URL(url).host });
}

/** By what Fyle refuses a request without a credential. @see docs/fyle.md "Token endpoint" */
const REFUSALS: readonly number[] = [400, 401, 403, 422];

/** Asked without a credential, Fyle refuses in JSON; anything else is not its endpoint. */
async function askApi(http: Http, step: Step, url: string): Promise<Result<undefined, CheckFailure>> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const answer = await http(url, { method: 'POST', headers, body: '{}' });
  if (!answer.ok) return answer;
  const { status } = answer.value;
  const busy = readBusy(step, answer.value);
  if (busy !== undefined) return fail(busy);
  const body = await readJsonObject(step, answer.value);
  return body.ok && REFUSALS.includes(status) ? ok(undefined) : fail({ code: 'not-fyle', host: new URL(url).host });
}

async function checkKeychain(keychain: TrialKeychain, endpoints: Endpoints, id: string): Promise<Checked> {
  const place = { id, practice: false, endpoints, isTrial: true } as const;
  // Where there is no keychain memory would pass the trial.
  const before = await keychain.read(place);
  if (!before.ok) return { part: 'keychain', failure: before.failure };
  const trial = new Secret('trial');
  const written = await keychain.write(place, { refreshToken: trial, clientSecret: trial });
  const read = written.ok ? await keychain.read(place) : written;
  // Also of one that it did not take: its place is named, and would be nobody's.
  const removed = await keychain.remove(place);
  const first = [read, removed].find((outcome) => !outcome.ok);
  if (first !== undefined && !first.ok) return { part: 'keychain', failure: first.failure };
  const isKept = read.ok && read.value !== undefined;
  return isKept ? { part: 'keychain' } : { part: 'keychain', failure: { code: 'keychain-refused' } };
}
