import type { Order, Said, Step } from './main.ts';
import { type Moment, momentOf, nameOf } from './moments.ts';
import { CLIENT, type RotatingProvider, startRotatingProvider } from './rotatingProvider.ts';
import { type Ended, run } from './runKilled.ts';

/** How long the only good refresh token was in memory alone, milliseconds; one that `isLarge` needs several items of the keychain. */
export interface Window {
  readonly lasts: number;
  readonly isLarge: boolean;
}

/** What came of many kills. A fault is told by the kill that brought it. */
export interface Report {
  readonly kills: number;
  /** How many kills there were at each moment. */
  readonly moments: Readonly<Record<string, number>>;
  /** What the next starts found: the sign-in as it was before, the new one, or neither, and why. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Sign-ins that were lost outside the window, or in it without the reason told. */
  readonly lost: readonly string[];
  /** What else was not as before. */
  readonly harmed: readonly string[];
  /** From the answer's arrival to the end of the keychain's write, in every renewal that came so far. */
  readonly windows: readonly Window[];
  /** Every refresh token that there was. */
  readonly tokens: readonly string[];
}

const SAVED: readonly Step[] = ['keychain write ended', 'token handed out'];

type Outcome = 'oldValid' | 'newValid' | 'interrupted' | 'lost';

/** What is known of a kill until the next start shows what came of it. */
interface Killed {
  readonly name: string;
  /** The first refresh token of the grant that was being renewed. */
  readonly grant: string;
  /** The provider took its refresh token and gave the next. */
  readonly hasRotated: boolean;
  /** The keychain had said that it has the next, or somebody had got the access token that came with it. */
  readonly isSaved: boolean;
}

/** Kills the app so many times in the midst of a renewal, and looks at each next start what is left. */
export async function killAgainAndAgain(folder: string, kills: number): Promise<Report> {
  const provider = await startRotatingProvider();
  try {
    return await campaign(provider, folder, kills);
  } finally {
    await provider.close();
  }
}

async function campaign(provider: RotatingProvider, folder: string, kills: number): Promise<Report> {
  const usual = { folder, keychain: 'Token Desk (kill test)', origin: provider.origin, ...CLIENT };
  const [first, other] = [provider.grant(), provider.grant()];
  const begun = await run({ ...usual, connect: { first, other }, spare: '', renews: false }, () => undefined);
  if (begun.isKilled || begun.code !== 0) throw new Error(begun.complaint);

  const moments: Record<string, number> = {};
  const outcomes = { oldValid: 0, newValid: 0, interrupted: 0, lost: 0 };
  const harmed: string[] = [];
  const lost: string[] = [];
  const windows: Window[] = [];
  let killed: Killed = { name: 'no kill yet', grant: first, hasRotated: false, isSaved: false };
  for (let count = 0; count <= kills; count += 1) {
    const order = { ...usual, spare: provider.grant(), renews: count < kills };
    const moment = momentOf(count);
    const { ended, next } = await killOnce(provider, order, killed, moment, count % 4 < 2 ? 'main' : 'all');
    if (ended.isKilled !== order.renews) throw new Error(`${killed.name}: it ended by itself: ${ended.complaint}`);
    const outcome = outcomeOf(ended, killed, provider);
    if (count > 0) outcomes[outcome] += 1;
    if (outcome === 'lost') lost.push(`${killed.name}: ${JSON.stringify(wokeOf(ended))}`);
    const isHarmed = !isUnharmed(ended) || provider.reuses(other) > 0;
    if (isHarmed) harmed.push(`${killed.name}: ${JSON.stringify(wokeOf(ended))}`);
    windows.push(...windowsOf(ended));
    if (count < kills) moments[nameOf(moment)] = (moments[nameOf(moment)] ?? 0) + 1;
    killed = { name: `kill ${count + 1}, ${JSON.stringify(moment)}`, ...next };
  }
  return { kills, moments, outcomes, lost, harmed, windows, tokens: provider.tokens() };
}

/** Starts the app after a kill, lets it wake, and kills it again. */
async function killOnce(
  provider: RotatingProvider,
  order: Order,
  last: Killed,
  moment: Moment,
  whom: 'main' | 'all',
): Promise<{ readonly ended: Ended; readonly next: Omit<Killed, 'name'> }> {
  let { grant } = last;
  let before: number | undefined;
  const stopAt = moment.at === 'step' ? { stopAt: moment.step } : {};
  const ended = await run({ ...order, ...stopAt }, (said, kill) => {
    if (said.says === 'go') {
      if (said.isSignedInAgain) grant = order.spare;
      before = provider.rotations(grant);
      arm(provider, grant, moment, () => kill(whom));
    }
    if (said.says === 'step' && moment.at === 'step' && said.step === moment.step && before !== undefined) kill(whom);
  });
  provider.watch(undefined);
  // What had arrived before the kill is rotated behind it.
  await provider.idle();
  const hasRotated = before !== undefined && provider.rotations(grant) > before;
  const isSaved = afterGo(ended).some((said) => said.says === 'step' && SAVED.includes(said.step));
  return { ended, next: { grant, hasRotated, isSaved } };
}

function arm(provider: RotatingProvider, grant: string, moment: Moment, kill: () => void): void {
  const watched = { grant, delay: 0, onArrival: () => true, onAnswer: () => undefined };
  const delay = Math.random() * 10;
  switch (moment.at) {
    case 'step':
      break;
    case 'request arrived':
      provider.watch({
        ...watched,
        onArrival: () => {
          kill();
          return false;
        },
      });
      break;
    case 'answer sent':
      provider.watch({ ...watched, onAnswer: kill });
      break;
    case 'random':
      provider.watch({ ...watched, delay });
      setTimeout(kill, moment.after);
      break;
    case 'random after the answer':
      provider.watch({ ...watched, delay, onAnswer: () => void setTimeout(kill, moment.after) });
      break;
  }
}

/** Only between the provider's answer and the keychain's may a sign-in be over, and then it is said why. */
function outcomeOf(ended: Ended, { grant, hasRotated, isSaved }: Killed, provider: RotatingProvider): Outcome {
  const first = wokeOf(ended)?.states[0];
  const reuses = provider.reuses(grant);
  if (first?.status === 'ready' && reuses === 0) return hasRotated ? 'newValid' : 'oldValid';
  const isTold = first?.status === 'sign-in-needed' && first.failure?.code === 'renewal-interrupted';
  return isTold && reuses === 1 && hasRotated && !isSaved ? 'interrupted' : 'lost';
}

/** Both connections are listed, the list was read as it was written, and the other one is as good as before. */
function isUnharmed(ended: Ended): boolean {
  const woke = wokeOf(ended);
  const [first, other, ...more] = woke?.states ?? [];
  const isList = first?.name === 'first' && other?.name === 'other' && more.length === 0;
  return woke?.notice === 'none' && isList && other?.status === 'ready';
}

function wokeOf({ said }: Ended) {
  return said.find((one) => one.says === 'woke');
}

function afterGo({ said }: Ended): readonly Said[] {
  const at = said.findIndex((one) => one.says === 'go');
  return at < 0 ? [] : said.slice(at);
}

/** The windows of the renewals at the start, and of the one that was killed if it was killed behind it. */
function windowsOf({ said }: Ended): readonly Window[] {
  const windows: Window[] = [];
  let answeredAt: number | undefined;
  for (const one of said) {
    // A new sign-in keeps its grant later, once it is known whose it is.
    if (one.says !== 'step') answeredAt = undefined;
    else if (one.step === 'answer received') answeredAt = one.at;
    else if (one.step === 'keychain write ended' && answeredAt !== undefined) {
      windows.push({ lasts: one.at - answeredAt, isLarge: one.isLarge ?? false });
      answeredAt = undefined;
    }
  }
  return windows;
}
