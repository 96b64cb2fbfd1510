import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newestNews } from '../../main/desktop/files/about.ts';
import { catalogues as mainCatalogues } from '../../main/desktop/words/words.ts';
import { catalogues as barCatalogues } from '../../renderer/bar/barText.ts';
import { catalogues } from '../../renderer/messages/catalogues.ts';

type Phrases = readonly (readonly [phrase: RegExp, instead: string])[];

/** What nobody has to know; beside each, what to write instead. */
const jargon: Phrases = [
  [/\bby itself\b/i, 'automatically'],
  [/\bendpoint|\bJSON\b|\bHTTP\b|invalid_grant|\bre-?authenticat|\bexception\b/, 'CONTRIBUTING.md "Interface text"'],
  [/\bcluster\b/i, 'API address, data address'],
];

/** Phrases that are no English, or a second word for a thing. */
const banned: Phrases = [
  ...jargon,
  [/\blets? it be\b/i, 'say what stays as it is'],
  [/\bof its own\b/i, 'Fyle is having problems'],
  [/\bquestion for (its|the) password\b/i, 'its password was not entered'],
  [/\btold\b|\btells\b/i, 'shown, reported, says'],
  [/\b(is|are|was) kept\b/i, 'stored, or stays'],
  [/\bkeeps? (sign-ins|asking)\b/i, 'stores, keeps trying'],
  [/\banew\b/i, 'again, new'],
  [/\bonce more\b/i, 'again'],
  [/\bline (broke|breaks)\b/i, 'the answer was cut off'],
  [/\bput (right|aside)\b/i, 'restored, corrected; set aside'],
  [/\bmade no sense\b/i, 'could not be understood'],
  [/\bthrown away\b/i, 'not used'],
  [/\bby way of\b/i, 'through'],
  [/\ball the same\b/i, 'still'],
  [/\bbehind (a|the|it)\b/i, 'protected by a passphrase'],
  [/\bin (its|the) way\b/i, 'blocking it'],
  [/\bgaps?\b/i, 'space'],
  [/\b(may|is) not (be )?as\b/i, 'differs from'],
  // At the computer, which is no sign-in at Fyle.
  [/\blog in\b|\blogin\b(?<!Start at login)|\bsign-on\b/i, 'sign in, sign-in'],
  [/\bkeyring\b(?<!GNOME Keyring)|\bkey store\b/i, 'keychain'],
  [/\bpass phrase\b|\bmaster password\b/i, 'passphrase'],
  [/\borganization\b|\bcolor\b|\bauthoris/i, 'British spelling; authorization as in RFC 6749'],
];

const root = join(import.meta.dirname, '../..');
/** Where main has words for people. */
const mainWords = ['main/desktop/tray', 'main/desktop/menu', 'main/desktop/window'];

/** Every text between quotes or tags in a file, without comments, imports and single lower-case words, which are identifiers. */
function texts(source: string): readonly string[] {
  const code = source.replace(/^\s*(\/\*\*?|\*|\/\/|import ).*$/gm, '');
  const found = code.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"|`([^`]*)`|>([^<>{}]+)</g);
  return [...found].map((match) => match.slice(1).find(Boolean) ?? '').filter((text) => /[A-Z]|\s/.test(text.trim()));
}

function wrong(text: string, phrases = banned): readonly string[] {
  return phrases.filter(([phrase]) => phrase.test(text)).map(([phrase, instead]) => `${phrase} → ${instead}: ${text}`);
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ['.ts', '.tsx', '.html'].includes(extname(path)))
    .map((path) => join(folder, path));
}

function textsOf(path: string): readonly string[] {
  return texts(readFileSync(join(root, path), 'utf8'));
}

describe('interface text', () => {
  it.each(filesIn('renderer'))('speaks plain English and one word for one thing: %s', (path) => {
    expect(textsOf(path).flatMap((text) => wrong(text))).toEqual([]);
  });

  it('speaks plain English and one word for one thing in the messages', () => {
    const all = [catalogues.en, barCatalogues.en].flatMap((messages) => Object.values(messages));
    expect(all.flatMap((message) => wrong(message))).toEqual([]);
    expect(Object.values(mainCatalogues.en).flatMap((message) => wrong(message, jargon))).toEqual([]);
  });

  it.each(mainWords.flatMap(filesIn))('has no jargon in the menus, notifications and dialogs of main: %s', (path) => {
    expect(textsOf(path).flatMap((text) => wrong(text, jargon))).toEqual([]);
  });

  it('says in short what is new, in words for the people who use the app', () => {
    const news = newestNews(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).split('\n');
    expect(news.length).toBeGreaterThan(0);
    expect(news.length).toBeLessThan(20);
    for (const line of news) expect(line).toMatch(/^- [^`]{20,160}$/);
    expect(news.flatMap((line) => wrong(line))).toEqual([]);
  });

  it.each([
    "return 'Renews by itself';",
    'title="Keep it behind a passphrase"',
    '<p>\n  The line broke off\n</p>',
    'return `Fyle has a fault of its own`;',
    "['Sorry', 'The question for its password was closed.']",
    "name: 'Fyle (2026 endpoints)'",
    "label: 'Cluster address'",
  ])('is found wherever it stands: %s', (source) => {
    expect(texts(source).flatMap((text) => wrong(text))).not.toEqual([]);
  });

  it.each(['// renews by itself', ' * The line broke off.', "import { kept } from './told.ts';", "case 'told':"])(
    'is not looked for in code: %s',
    (source) => {
      expect(texts(source).flatMap((text) => wrong(text))).toEqual([]);
    },
  );
});
