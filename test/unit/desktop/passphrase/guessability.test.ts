import { describe, expect, it } from 'vitest';
import { makeGuessabilityJudge } from '../../../../main/desktop/passphrase/guessability.ts';

const judge = makeGuessabilityJudge();
const known = ['Acme Finance GmbH', 'Jane Petrovsky', 'jane.petrovsky@acme-finance.example'];

describe('a passphrase is easy to guess', () => {
  it.each<readonly [kind: string, ...passphrases: readonly string[]]>([
    [
      'blanks',
      ' '.repeat(12),
      '\u00a0'.repeat(12),
      '\t'.repeat(12),
      '\u3000'.repeat(12),
      '\u200b'.repeat(20),
      '\u0000'.repeat(12),
    ],
    ['a little behind blanks', `${' '.repeat(40)}correct`, `  secret      `, `a${' '.repeat(30)}b`],
    ['one letter', 'a'.repeat(12), 'Z'.repeat(64), 'ä'.repeat(12), '🔑'.repeat(12), '.'.repeat(12), '0'.repeat(1_000)],
    ['one letter behind another', `${'a'.repeat(11)}1`, `1${'x'.repeat(20)}`, `${'a'.repeat(8)}${'b'.repeat(8)}`],
    [
      'a word again and again',
      'passwordpassword',
      'hello hello hello',
      'deskdeskdesk',
      'abcabcabcabc',
      'hello.hello.hello',
    ],
    ['… of another script', 'пароль пароль', 'любовьлюбовь', '密码密码密码密码密码密码'],
    ['digits', '123456789012', '012345678901', '987654321098', '1234567890'.repeat(4), '112233445566', '102030405060'],
    [
      'letters in a row',
      'abcdefghijkl',
      'zyxwvutsrqpo',
      'a b c d e f g h i',
      'абвгдежзийкл',
      'αβγδεζηθικλμ',
      'aabbccddeeff',
    ],
    [
      'a walk on the keyboard',
      'qwertyuiopas',
      '1qaz2wsx3edc',
      'zaq12wsxcde3',
      'qazwsxedcrfv',
      '1q2w3e4r5t6z',
      '!@#$%^&*()_+',
    ],
    [
      '… another keyboard',
      'qwertzuiopü+',
      'asdfghjklöä#',
      'azertyuiopqs',
      'йцукенгшщзхъ',
      'йцукенфывапр',
      'ضصثقفغعهخحجد',
    ],
    [
      'a password that many have',
      'iloveyouiloveyou',
      'letmeinletmein',
      'P@ssw0rd1234',
      'Passwort1234',
      'pässwörd1234',
      'password1234!',
    ],
    [
      '… written with something between',
      'p-a-s-s-w-o-r-d',
      'pass word 1234',
      'p.a.s.s.w.o.r.d.1',
      'p\u200ba\u200bs\u200bs\u200bword1234',
    ],
    ['… in letters that only look otherwise', 'ｐａｓｓｗｏｒｄ１２３４', '𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝𝟏𝟐𝟑𝟒', 'ⓟⓐⓢⓢⓦⓞⓡⓓ①②③④'],
    [
      'a date',
      '19.04.1978 12',
      '01/02/2003 04',
      '31 December 2026',
      '31.12.2026 31.12.2026',
      '19780419 19780419',
      'December 2026!',
    ],
    [
      'a season, a name and a year',
      'Sommer2026!!',
      'summer winter autumn',
      'jane smith 1984',
      'mississippi2020',
      'michael jennifer',
    ],
    [
      'our own words',
      'tokendesktokendesk',
      'tokendesk2026',
      'fyle token desk',
      'fylefylefyle',
      'fyle passphrase',
      'Fyle-Token-2026',
    ],
    [
      'the person’s own names',
      'Acme Finance 1',
      'acmefinance2026',
      'janepetrovsky',
      'Jane Petrovsky 1',
      'petrovsky acme',
    ],
    [
      'famous words',
      'correct horse battery staple',
      'to be or not to be',
      'may the force be with you',
      'The quick brown fox.',
    ],
    [
      'one or two words',
      'Donnerstagabend',
      'sunshine princess',
      'cat dog sun',
      'hello hello hello',
      'whatever it takes',
    ],
  ])('that is %s', (_kind, ...passphrases) => {
    const passed = passphrases.filter((words) => !judge(words, known));
    expect(passed).toEqual([]);
  });

  it('only by who knows the person', () => {
    expect(judge('janepetrovsky7', known)).toBe(true);
    expect(judge('janepetrovsky7 zk', [])).toBe(false);
  });
});

describe('a passphrase is hard to guess', () => {
  it.each([
    'rabbit lamp violin ocean',
    'three grey donkeys cough',
    'violet kettle runs uphill',
    'Schnitzel unter Regenbogen parken',
    'drei graue Esel husten laut',
    'Käse und Brötchen am Gleis neun',
    'un éléphant mange des boutons',
    'собака читает синий чайник',
    'قهوة سحاب مفتاح قارب',
    '咖啡云钥匙船马铃薯铁路窗',
    'コーヒー雲鍵船ジャガイモ窓',
    '커피 구름 열쇠 감자 창문 기차',
    'कॉफ़ी बादल चाबी नाव',
    '🔑🦊🌧️🚂🥨🎻🧦🪁🎷🐙🍇🧊',
    'x7Gk2pQv9LmZ',
    'x7#Gk!2p$Qv@',
    'x7Gk 2pQv 9LmZ',
    '  rabbit lamp violin ocean  ',
    `rabbit lamp violin ocean${' a'.repeat(480)}`,
  ])('%j', (words) => {
    expect(judge(words, known)).toBe(false);
    // Typed with other code points it is the same.
    for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD'] as const) expect(judge(words.normalize(form), known)).toBe(false);
  });
});

describe('the judge', () => {
  it.each([
    '4@8({[</369&#!1/|0$5+7%2/',
    ` .,?!'-/_:;+()@$"#&*<>=[]\\~%^{}|1234567890`,
    'aA1!',
    '1.1.2001/',
    '1234567890',
    'p@55w0rd',
    'a',
    '\u0301',
    '(',
    '\ud800',
  ])('takes no long time for %j again and again', (part) => {
    const begin = performance.now();
    judge(part.repeat(1_000).slice(0, 1_000), known);
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
