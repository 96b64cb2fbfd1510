import type { HttpRequest } from '../../main/oauth/answer.ts';
import { fail, ok, type Result } from '../../main/result.ts';
import type { Profile } from '../../preload/connection.ts';
import type { Step as AnyStep, NetworkFailure } from '../../preload/failure.ts';
import { type ClosedGate, closedGate, type Gate } from './gate.ts';

/** The requests that carry a credential. */
type Step = Exclude<AnyStep, 'page'>;

/** The client that {@link FakeFyle} knows. */
export const CLIENT_ID = 'tpaAcme00001';
export const CLIENT_SECRET = 'secret-of-acme';

/** The person that {@link FakeFyle} tells of at first, as the app reads her, in the order of the answer. */
export const ANNA: Profile = {
  userId: 'usAnna',
  userName: 'Anna Berg',
  email: 'anna@acme.example',
  organisationId: 'orAcme',
  organisationName: 'Acme Ltd',
  currency: 'EUR',
  roles: ['FYLER', 'ADMIN'],
};

/** How one request ends. */
export type Answer = Result<Response, NetworkFailure>;

/** An answer that was sent and has not arrived yet. */
interface Held {
  readonly gate: ClosedGate;
  readonly arrives: Answer | undefined;
}

/** One request as it arrived. */
export interface Asked {
  readonly step: Step;
  readonly url: string;
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Fyle's three endpoints over the Http port, without a network: it answers as docs/fyle.md says, or as a test does. */
export class FakeFyle {
  readonly asked: Asked[] = [];
  /** Every refresh rotates the refresh token; reuse of an old one counts as theft and revokes the whole family. */
  rotates = false;
  /** `expires_in` of the issued tokens, seconds; undefined leaves it out. */
  expiresIn: unknown = 3600;
  person = { userId: 'usAnna', organisationId: 'orAcme', name: 'Anna Berg', organisation: 'Acme Ltd' };
  /** Refresh tokens that were refused because they had been used before. */
  readonly reused: string[] = [];
  /** When each access token really ends, Unix milliseconds. */
  readonly ends = new Map<string, number>();
  readonly #now: () => number;
  readonly #journal: string[];
  readonly #next: { readonly [S in Step]: Answer[] } = { token: [], cluster: [], profile: [] };
  readonly #always: { [S in Step]?: (() => Answer) | undefined } = {};
  readonly #gates: { readonly [S in Step]: ClosedGate[] } = { token: [], cluster: [], profile: [] };
  readonly #held: { readonly [S in Step]: Held[] } = { token: [], cluster: [], profile: [] };
  /** The valid refresh tokens, each with its family. */
  readonly #good = new Map<string, string>();
  readonly #families = new Map<string, string>();
  readonly #codes = new Set<string>();
  #made = 0;

  constructor(now: () => number, journal: string[] = []) {
    this.#now = now;
    this.#journal = journal;
  }

  /** Makes a refresh token of a new family. */
  grant(token = `refresh-${this.#count()}`): string {
    this.#good.set(token, token);
    this.#families.set(token, token);
    return token;
  }

  /** Makes an authorization code for one exchange. */
  code(): string {
    const code = `code-${this.#count()}`;
    this.#codes.add(code);
    return code;
  }

  /** Whether this refresh token is valid now. */
  takes(refreshToken: string): boolean {
    return this.#good.has(refreshToken);
  }

  /** The first refresh token of the family to which this one belongs, used or not. */
  familyOf(refreshToken: string): string | undefined {
    return this.#families.get(refreshToken);
  }

  /** The next requests of this step get these answers, one each, whatever they contain. */
  next(step: Step, ...answers: readonly Answer[]): void {
    this.#next[step].push(...answers);
  }

  /** Every request of this step gets this answer; undefined ends that. */
  always(step: Step, answer: (() => Answer) | undefined): void {
    this.#always[step] = answer;
  }

  /** The next request of this step waits at the gate before the provider reads it. */
  hold(step: Step): Gate {
    const gate = closedGate();
    this.#gates[step].push(gate);
    return gate;
  }

  /** The next answer of this step waits at the gate before it arrives, or something else arrives in its place. */
  holdAnswer(step: Step, arrives?: Answer): Gate {
    const gate = closedGate();
    this.#held[step].push({ gate, arrives });
    return gate;
  }

  /** How many requests of this step have arrived. */
  count(step: Step): number {
    return this.asked.filter((one) => one.step === step).length;
  }

  readonly http = async (url: string, request: HttpRequest): Promise<Answer> => {
    const step = stepOf(url);
    this.#journal.push(`ask ${step}`);
    this.asked.push({ step, url, at: this.#now(), body: JSON.parse(request.body ?? '{}') });
    const told = this.#next[step].shift();
    await this.#gates[step].shift()?.pass();
    const answer = told ?? this.#always[step]?.() ?? ok(this.#answer(step, url, request));
    const held = this.#held[step].shift();
    await held?.gate.pass();
    return held?.arrives ?? answer;
  };

  #answer(step: Step, url: string, { headers, body }: HttpRequest): Response {
    if (step === 'token') return this.#tokens(JSON.parse(body ?? '{}'));
    const bearer = headers.authorization?.replace('Bearer ', '') ?? '';
    if ((this.ends.get(bearer) ?? 0) <= this.#now()) return refusal(401, 'invalid token');
    if (step === 'cluster') return json(200, { cluster_domain: clusterBeside(url) });
    const { userId, organisationId, name, organisation } = this.person;
    return json(200, {
      data: {
        user_id: userId,
        org_id: organisationId,
        org: { id: organisationId, name: organisation, domain: 'acme.example', currency: 'EUR' },
        user: { id: userId, email: 'anna@acme.example', full_name: name },
        roles: ['FYLER', 'ADMIN'],
      },
    });
  }

  #tokens(fields: Readonly<Record<string, unknown>>): Response {
    if (fields.client_id !== CLIENT_ID) return refusal(404, 'client not found');
    if (fields.client_secret !== CLIENT_SECRET) return refusal(401, 'invalid token');
    if (fields.grant_type === 'authorization_code') {
      if (!this.#codes.delete(String(fields.code))) return refusal(500, 'Internal Server Error');
      return this.#given(this.grant());
    }
    const token = String(fields.refresh_token);
    const family = this.#good.get(token);
    if (family === undefined) {
      this.#punish(token);
      return refusal(401, 'invalid token');
    }
    if (!this.rotates) return this.#given(undefined);
    this.#good.delete(token);
    const newest = `refresh-${this.#count()}`;
    this.#good.set(newest, family);
    this.#families.set(newest, family);
    return this.#given(newest);
  }

  #punish(token: string): void {
    const family = this.#families.get(token);
    if (family === undefined) return;
    this.reused.push(token);
    for (const [good, its] of this.#good) if (its === family) this.#good.delete(good);
  }

  #given(refreshToken: string | undefined): Response {
    const token = `access-${this.#count()}`;
    const seconds = typeof this.expiresIn === 'number' ? this.expiresIn : 3600;
    this.ends.set(token, this.#now() + seconds * 1000);
    return json(200, {
      access_token: token,
      token_type: 'Bearer',
      ...(this.expiresIn === undefined ? {} : { expires_in: this.expiresIn }),
      ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    });
  }

  #count(): number {
    this.#made += 1;
    return this.#made;
  }
}

/** An answer in JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

/** A refusal in Fyle's own format. */
function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return json(status, { message }, headers);
}

/** A refusal, for {@link FakeFyle.next}. */
export function refused(status: number, message = 'no', headers: Readonly<Record<string, string>> = {}): Answer {
  return ok(refusal(status, message, headers));
}

/** A lost answer, for {@link FakeFyle.next}. */
export function unreached(failure: NetworkFailure): Answer {
  return fail(failure);
}

function stepOf(url: string): Step {
  if (url.endsWith('/oauth/token')) return 'token';
  return url.endsWith('/oauth/cluster') ? 'cluster' : 'profile';
}

/** Fyle's cluster for Fyle's own endpoints, the same origin for an organisation on this computer. */
function clusterBeside(url: string): string {
  const { hostname, origin } = new URL(url);
  return hostname.endsWith('fylehq.com') ? 'https://us1.fylehq.com' : origin;
}
