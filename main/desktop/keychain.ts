import * as z from 'zod/mini';
import type { Keychain, KeychainFailure, KeychainPlace } from '../connections/ports.ts';
import { Secret } from '../oauth/secret.ts';
import { fail, ok, type Result } from '../result.ts';
import { splitItems } from './splitItem.ts';

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
 * Grants in the operating system's keychain by keytar: single-line JSON (a newline has broken whole keyrings) of ASCII
 * alone, so that it has as many bytes as characters, in one item for each connection or in several where one is too small.
 * One call is under way at a time. `service` has no slash: Windows joins it to the account by one.
 */
export function keytarKeychain(
  service: string,
  load: () => Promise<Keytar> = loadKeytar,
  platform: NodeJS.Platform = process.platform,
): Keychain & { idle(): Promise<void> } {
  const { inTurn, idle } = oneAtATime();
  const items = splitItems({
    get: async (account) => (await load()).getPassword(service, account),
    set: async (account, text) => (await load()).setPassword(service, account, text),
    delete: async (account) => (await load()).deletePassword(service, account),
  });
  const call = <T>(act: () => Promise<Result<T, KeychainFailure>>) =>
    inTurn(async () => {
      try {
        return await act();
      } catch (error) {
        return fail(readError(error));
      }
    });
  /**
   * On Linux nothing found, or nothing deleted, means "none there" as well as "locked" (faults.md, fact 1). Only a locked keyring refuses to be
   * written, so a probe is written and taken away again; the refusal is keytar's rejection.
   */
  const proveOpen = async () => {
    if (platform !== 'linux') return;
    const keytar = await load();
    await keytar.setPassword(service, 'probe', 'probe');
    await keytar.deletePassword(service, 'probe');
  };
  /** Behind what was asked for: nobody waits for it, and where it fails it is done another time. */
  const tidyUp = (account: string) => void call(async () => ok(await items.tidyUp(account)));
  return {
    /** Ends when nothing is under way any more: a call that outlives the app's JavaScript would bring the process down. */
    idle,
    read: (place) =>
      call(async () => {
        const account = accountOf(place);
        const item = await items.read(account);
        if (item === 'none' || item === 'damaged') await proveOpen();
        if (item === 'none') return ok(undefined);
        tidyUp(account);
        return item === 'damaged' ? fail({ code: 'secret-unreadable' }) : readItem(item.text);
      }),
    write: (place, { refreshToken, clientSecret }) =>
      call(async () => {
        const account = accountOf(place);
        const grant = { v: 1, refreshToken: refreshToken.reveal(), clientSecret: clientSecret.reveal() };
        const isKept = await items.write(account, asciiJson(grant));
        tidyUp(account);
        return isKept ? ok(undefined) : fail({ code: 'keychain-refused' });
      }),
    remove: (place) =>
      call(async () => {
        const isRemoved = await items.remove(accountOf(place));
        if (!isRemoved) await proveOpen();
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

/** Single-line JSON in ASCII: what is not, JSON can say by its number. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
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
