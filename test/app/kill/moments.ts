import type { Step } from './main.ts';

/** When the app is killed. `after` in milliseconds: from the beginning of the renewal, or from the provider's answer. */
export type Moment =
  | { readonly at: 'step'; readonly step: Step }
  | { readonly at: 'request arrived' | 'answer sent' }
  | { readonly at: 'random' | 'random after the answer'; readonly after: number };

const NAMED: readonly Moment[] = [
  { at: 'step', step: 'mark written' },
  { at: 'step', step: 'request sent' },
  { at: 'request arrived' },
  { at: 'answer sent' },
  { at: 'step', step: 'answer received' },
  { at: 'step', step: 'keychain write begun' },
  { at: 'step', step: 'keychain write ended' },
  { at: 'step', step: 'ledger line written' },
  { at: 'step', step: 'token handed out' },
  { at: 'step', step: 'registry write begun' },
  { at: 'step', step: 'registry write ended' },
];

/** A renewal takes about so long, milliseconds, and what follows the provider's answer so long; random moments go a little beyond. */
const RENEWAL = 80;
const AFTER_ANSWER = 25;

/** The moments of a campaign, the n-th from 0: first each named one, then one by one a named one in its turn and a random one. */
export function momentOf(count: number): Moment {
  const first = NAMED[count];
  if (first !== undefined) return first;
  const named = NAMED[(count / 2) % NAMED.length];
  if (named !== undefined) return named;
  return count % 4 === 1
    ? { at: 'random', after: Math.random() * RENEWAL }
    : { at: 'random after the answer', after: Math.random() * AFTER_ANSWER };
}

/** A moment's name in the report. */
export function nameOf(moment: Moment): string {
  return moment.at === 'step' ? moment.step : moment.at;
}
