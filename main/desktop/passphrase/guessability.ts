import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as german } from '@zxcvbn-ts/language-de';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/** Whether somebody who tries likely passphrases first finds these words soon. `known`: what they may know of the person. */
export type GuessabilityJudge = (words: string, known: readonly string[]) => boolean;

/** At half a second each (`DEFAULT_COST` in main/desktop/keychain/vaultFile.ts), a hundred processors need over a year. */
const FEWEST_GUESSES = 1e10;
/** UTF-16 units. The judge's time grows faster than its text, and a longer one that begins well is as hard to guess. */
const LONGEST_JUDGED = 64;
/** How many ways to read digits and signs as letters are tried: most of the judge's time goes there. */
const MOST_SUBSTITUTIONS = 20;

/** What somebody would try first at this app. */
const OWN = 'token desk tokendesk fyle passphrase passwort kennwort vault keychain access refresh secret'.split(' ');
/** Famous words, which every list of guesses has; without blanks. */
const FAMOUS = [
  ...['correcthorsebatterystaple', 'correcthorsebattery', 'tobeornottobethatisthequestion', 'tobeornottobe'],
  ...['maytheforcebewithyou', 'thequickbrownfoxjumpsoverthelazydog', 'thequickbrownfox', 'jumpsoverthelazydog'],
  ...['loremipsumdolorsitamet', 'onceuponatime', 'houstonwehaveaproblem', 'ihaveadream', 'ithinkthereforeiam'],
  ...[
    'openthepodbaydoorshal',
    'winteriscoming',
    'livelongandprosper',
    'toinfinityandbeyond',
    'itwasadarkandstormynight',
  ],
  ...['inthebeginningwastheword', 'allyouneedislove', 'ourfatherwhoartinheaven', 'wethepeopleoftheunitedstates'],
  ...['godsavethequeen', 'godsavetheking', 'knowledgeispower', 'timeismoney', 'thisismypassword', 'letmeinplease'],
  ...['allemeineentchen', 'freudeschönergötterfunken', 'seinodernichtsein', 'franzjagtimkomplettverwahrlostentaxi'],
];
/** The rows of keyboards whose letters are not Latin. */
const ROWS = [
  ...['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', 'ςερτυθιοπ', 'ασδφγηξκλ', 'ζχψωβνμ', 'ضصثقفغعهخحجد'],
  ...[
    'شسيبلاتنمكط',
    'קראטוןםפ',
    'שדגכעיחלךף',
    'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ',
    'ㅁㄴㅇㄹㅎㅗㅓㅏㅣ',
    'たていすかんなにらせ',
    'ちとしはきくまのり',
  ],
];
const SHORTEST_WALK = 4;

/** Makes the judge, which takes a quarter of a second and 60 MB: in a thread of its own (`guessabilityHost.ts`). */
export function makeGuessabilityJudge(): GuessabilityJudge {
  const judge = new ZxcvbnFactory({
    dictionary: { ...common, ...english, ...withEnding(german, '-de') },
    graphs: adjacencyGraphs,
    maxLength: LONGEST_JUDGED,
    l33tMaxSubstitutions: MOST_SUBSTITUTIONS,
  });
  const always = [...OWN, ...FAMOUS, ...ROWS.flatMap(walksOf)];
  return (words, known) => {
    const likely = [...always, ...known.flatMap(partsOf)];
    return formsOf(words).some((form) => form === '' || judge.check(form, likely).guesses < FEWEST_GUESSES);
  };
}

/** What a person may have begun with: as typed, and without accents, blanks and invisible characters, and what else joins words. */
function formsOf(words: string): readonly string[] {
  const typed = words.normalize('NFKC');
  const plain = typed
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC');
  const joined = plain.replaceAll(/[\p{C}\p{Z}\s]/gu, '');
  const [joiner, ...more] = new Set(joined.match(/[\p{P}\p{S}]/gu)?.filter((sign) => !/\p{Emoji}/u.test(sign)));
  const isJoined = joiner !== undefined && more.length === 0;
  return [typed, joined, ...(isJoined ? [joined.replaceAll(joiner, '')] : [])];
}

/** `Acme Ltd` also as `acmeltd`, `acme`, `ltd`. */
function partsOf(name: string): readonly string[] {
  const parts = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [parts.join(''), ...parts].filter((part) => part.length > 2);
}

/** Every part of a row that somebody may run along. */
function walksOf(row: string): readonly string[] {
  return Array.from(row).flatMap((_, from) =>
    Array.from(row.slice(from + SHORTEST_WALK - 1), (_, more) => row.slice(from, from + SHORTEST_WALK + more)),
  );
}

/** Dictionaries by names that those of another language do not have. */
function withEnding(dictionaries: Readonly<Record<string, string[]>>, ending: string) {
  return Object.fromEntries(Object.entries(dictionaries).map(([name, words]) => [`${name}${ending}`, words]));
}
