import * as z from 'zod/mini';
import type { Keychain, KeychainFailure, KeychainPlace } from '../connections/ports.ts';
import { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';

/** How long one call may take, milliseconds. A Secret Service that hangs would hold Node's I/O for 50 s (faults.md, fact 3). */
const DEADLINE = 5_000;

const text = z.string().check(z.minLength(1));
const item = z.object({ v: z.literal(1), refreshToken: text, clientSecret: text });

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * Grants in the operating system's keychain by keytar: one item for each connection, single-line JSON (a newline has
 * broken whole keyrings). One call is under way at a time. `service` has no slash: Windows joins it to the account by one.
 */
export function keytarKeychain(
  service: string,
  load: () => Promise<Keytar> = loadKeytar,
  platform: NodeJS.Platform = process.platform,
): Keychain & { idle(): Promise<void> } {
  const { inTurn, idle } = oneAtATime();
  const call = <T>(act: (keytar: Keytar) => Promise<Result<T, KeychainFailure>>) =>
    inTurn(async () => {
      try {
        return await act(await load());
      } catch (error) {
        return fail(readError(error));
      }
    });
  return {
    /** Ends when nothing is under way any more: a call that outlives the app's JavaScript would bring the process down. */
    idle,
    read: (place) =>
      call(async (keytar) => {
        const text = await keytar.getPassword(service, accountOf(place));
        if (text !== null) return readItem(text);
        if (platform === 'linux') await proveOpen(keytar, service);
        return ok(undefined);
      }),
    write: (place, grant) =>
      call(async (keytar) => {
        const account = accountOf(place);
        const { refreshToken, clientSecret } = grant;
        const text = JSON.stringify({ v: 1, refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() });
        await keytar.setPassword(service, account, text);
        const isKept = (await keytar.getPassword(service, account)) === text;
        return isKept ? ok(undefined) : fail({ code: 'keychain-refused' });
      }),
    remove: (place) =>
      call(async (keytar) => {
        const isRemoved = await keytar.deletePassword(service, accountOf(place));
        if (!isRemoved && platform === 'linux') await proveOpen(keytar, service);
        return ok(undefined);
      }),
  };
}

/**
 * `id host …`: the hosts of authorization, token and cluster belong to the item's name, so that a list on disk that was
 * edited finds nothing and a new sign-in is needed, instead of sending the secrets elsewhere. The practice organisation,
 * whose port is another in each run, is `id practice`. No slash is in it (faults.md, fact 4): an id is hexadecimal, and
 * `URL.host` has none.
 */
function accountOf({ id, practice, endpoints: { authorization, token, cluster } }: KeychainPlace): string {
  if (practice) return `${id} practice`;
  const hosts = [authorization, token, cluster].map((address) => new URL(address).host);
  return [id, ...hosts].join(' ');
}

/** Loaded at the first use: the window need not wait for it, and a build without it still starts. */
async function loadKeytar(): Promise<Keytar> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

/**
 * On Linux nothing found, or nothing deleted, means "none there" as well as "locked" (faults.md, fact 1). Only a locked keyring refuses to be
 * written, so a probe is written and taken away again; the refusal is keytar's rejection.
 */
async function proveOpen(keytar: Keytar, service: string): Promise<void> {
  await keytar.setPassword(service, 'probe', 'probe');
  await keytar.deletePassword(service, 'probe');
}

function readItem(text: string) {
  try {
    const { refreshToken, clientSecret } = item.parse(JSON.parse(text));
    return ok({ refreshToken: new Secret(refreshToken), clientSecret: new Secret(clientSecret) });
  } catch {
    // Edited by hand, cut off, or another version's. What was wrong with it is not told: the text is a secret.
    return fail({ code: 'secret-unreadable' } as const);
  }
}

/** keytar passes on the system's own sentences; this is the one place that reads them. */
function readError(error: unknown): KeychainFailure {
  const reason = error instanceof Error ? error.message.slice(0, 200) : '';
  if (/locked|dismissed|cancell?ed/i.test(reason)) return { code: 'keychain-locked' };
  if (/timeout|timed out|NoReply/i.test(reason)) return { code: 'keychain-silent' };
  return {
    code: 'keychain-unavailable',
    reason: REASONS.find(([, sentence]) => sentence.test(reason))?.[0] ?? 'other',
  };
}

/** What stands in the way, in words that hold no path. @see faults.md K1–K3, K20 */
const REASONS: readonly (readonly [string, RegExp])[] = [
  ['no session bus', /D-Bus|Could not connect/i],
  ['no Secret Service', /secrets was not provided|ServiceUnknown|freedesktop\.secrets/i],
  ['keytar does not load', /Cannot find module|ERR_DLOPEN|shared object|keytar\.node/i],
];

/** Runs acts one after another, each with the deadline; an act whose turn comes after its deadline is never begun. */
function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  const silent = fail({ code: 'keychain-silent' } as const);
  const inTurn = <T>(act: () => Promise<Result<T, KeychainFailure>>): Promise<Result<T, KeychainFailure>> => {
    let isLate = false;
    const turn = last.then(() => (isLate ? silent : act()));
    last = turn;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        isLate = true;
        resolve(silent);
      }, DEADLINE);
      void turn.then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });
  };
  return { inTurn, idle: async () => void (await inTurn(async () => ok(undefined))) };
}
