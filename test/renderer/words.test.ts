import { describe, expect, it } from 'vitest';
import { copiedAs } from '../../main/desktop/tray/copyWords.ts';
import { say } from '../../main/desktop/words/words.ts';
import { COPY_FORMATS } from '../../preload/shared/copyFormats.ts';
import {
  initials,
  organisationColour,
  organisationColours,
  practiceColour,
  threeLetters,
} from '../../renderer/parts/organisationMark.ts';
import { copyFormatText } from '../../renderer/words/copyText.ts';
import { clockNotice, keychainActionLabel, keychainNotice, noticeText } from '../../renderer/words/noticeText.ts';
import { roleText } from '../../renderer/words/roleText.ts';
import { keychainText, statusLine } from '../../renderer/words/statusText.ts';
import { roughTokenTimeLeft, signInTimeLeft, tokenTimeLeft } from '../../renderer/words/timeText.ts';
import { connection, noon } from './states.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Contrast with white. @see WCAG 2.2 §1.4.3 */
function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

describe('roles', () => {
  it.each([
    ['FYLER', 'Spender'],
    ['ADMIN', 'Admin'],
    ['HOD', 'Head of department'],
    ['PAYMENT_PROCESSOR', 'Payment processor'],
    ['BRAND_NEW_ROLE', 'Brand new role'],
    ['constructor', 'Constructor'],
    ['𐐨𐐩_𐐪', '𐐀𐐩 𐐪'],
    ['', ''],
  ])('%s is told as %s', (role, words) => {
    expect(roleText(role)).toBe(words);
  });
});

describe('an organisation’s mark', () => {
  it.each([
    ['Acme Ltd', 'AL'],
    ['Northwind', 'NO'],
    ['Beta GmbH, payroll', 'BG'],
    ['  élan vital ', 'ÉV'],
    ['🎉', '–'],
    ['', '–'],
    ['7', '7'],
    ['e\u0301lan vital', 'E\u0301V'],
    ['ශ්\u200dරී ලංකා', 'ශ්\u200dරීලං'],
    ['می\u200cخواهم', 'می\u200c'],
    ['שָׁלוֹם', 'שָׁל'],
    ['👨\u200d👩\u200d👧 Family', 'FA'],
    ['🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Ltd', 'LT'],
    ['𝔸cme 𝔹eta', '𝔸𝔹'],
    ['ßß', 'SSS'],
  ])('%s has the initials %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  it.each([
    ['Acme Ltd', 'AcL'],
    ['Acme GmbH', 'AcG'],
    ['Kestrel', 'Kes'],
    ['Beta GmbH, payroll', 'BGp'],
    ['One two three four', 'Ott'],
    ['Company 12', 'Co1'],
    ['A Better Way', 'ABW'],
    ['A Better', 'ABe'],
    ['7', '7'],
    ['🎉', '–'],
    ['שָׁלוֹם', 'שָׁלוֹ'],
    ['ශ්\u200dරී', 'ශ්\u200dරී'],
  ])('%s has the three letters %s where its name has no room', (name, letters) => {
    expect(threeLetters(name)).toBe(letters);
  });

  it.each([...organisationColours, practiceColour])('white initials can be read on %s', (colour) => {
    expect(contrastWithWhite(colour)).toBeGreaterThanOrEqual(4.5);
  });

  it('is the same for the same organisation and uses every hue', () => {
    expect(organisationColour('or1', 'production')).toBe(organisationColour('or1', 'staging'));
    const used = Array.from({ length: 200 }, (_, index) => organisationColour(`or${index}`, 'production'));
    expect(new Set(used)).toEqual(new Set(organisationColours));
  });

  it('has no hue for practice', () => {
    expect(organisationColour('or1', 'practice')).toBe(practiceColour);
  });
});

/** A sign-in of a year with this many days left. */
function signInEnding(days: number) {
  return { signedInAt: noon - (365 - days) * day, endsAt: noon + days * day, estimated: true };
}

describe('a status line', () => {
  it.each([
    [{}, 'Ready · 42 min left'],
    [{ accessToken: undefined }, 'Ready'],
    [{ accessToken: { issuedAt: 0, expiresAt: noon - 1, renewsAt: 0 } }, 'Ready'],
    [{ status: 'renewing' }, 'Renewing'],
    [{ status: 'sign-in-needed' }, 'Sign-in needed'],
    [{ status: 'problem', retryAt: undefined }, 'Problem'],
    [{ status: 'problem', retryAt: noon - 1 }, 'Problem · retries soon'],
    [{ status: 'offline', retryAt: noon + minute - 1 }, 'Offline · retries soon'],
    [{ status: 'offline', retryAt: noon + minute }, 'Offline · retries 14:06'],
    [{ status: 'renewing', retryAt: noon - 1 }, 'Renewing'],
    [{ authorization: signInEnding(6) }, 'Ends in 6 days'],
    [{ authorization: signInEnding(1) }, 'Ends tomorrow'],
    [{ authorization: signInEnding(2 / 24) }, 'Ends today at 16:05'],
    [{ authorization: signInEnding(6), status: 'unchecked' }, 'Ends in 6 days'],
    [{ authorization: signInEnding(6), status: 'offline' }, 'Offline'],
    [{ authorization: signInEnding(14) }, 'Ready · 42 min left'],
    [{ authorization: signInEnding(0) }, 'Sign-in may end'],
    [{ authorization: { ...signInEnding(0), estimated: false } }, 'Ready · 42 min left'],
    [{ authorization: signInEnding(6), status: 'renewing' }, 'Renewing'],
  ] as const)('of %j is %s', (changes, line) => {
    expect(statusLine(connection(changes), noon)).toBe(line);
  });
});

describe('a connection that reads like another one', () => {
  it.each([
    [{}, 'Ready · lena@beta.example'],
    [{ status: 'sign-in-needed' }, 'Sign-in needed · lena@beta.example'],
    [{ authorization: signInEnding(6) }, 'Ends in 6 days · lena@beta.example'],
    [{ status: 'offline', retryAt: noon }, 'Offline · lena@beta.example'],
  ] as const)('with %j has the person in its status line: %s', (changes, line) => {
    expect(statusLine(connection(changes), noon, 'lena@beta.example')).toBe(line);
  });
});

describe('times', () => {
  it.each([
    [3 * day, { figure: '3', unit: 'days left' }],
    [2 * day - 1, { figure: '47', unit: 'hours left' }],
    [day, { figure: '24', unit: 'hours left' }],
    [120 * minute, { figure: '2', unit: 'hours left' }],
    [120 * minute - 1, { figure: '119', unit: 'min left' }],
    [60 * minute, { figure: '60', unit: 'min left' }],
    [5 * minute, { figure: '5', unit: 'min left' }],
    [5 * minute - 1000, { figure: '4:59', unit: 'min left' }],
    [9000, { figure: '0:09', unit: 'min left' }],
    [0, undefined],
    [-1, undefined],
  ])('a token with %i ms left shows %j', (left, figure) => {
    expect(tokenTimeLeft(noon + left, noon)).toEqual(figure);
  });

  it.each([
    [day, '24 hours left'],
    [42 * minute + 59_000, '42 min left'],
    [4 * minute + 7000, '4 min left'],
    [minute, '1 min left'],
    [minute - 1, 'under 1 min left'],
    [0, undefined],
  ])('the list, whose clock stands for a minute, says of %i ms: %s', (left, words) => {
    expect(roughTokenTimeLeft(noon + left, noon)).toBe(words);
  });

  it.each([
    ['in its first minute', 0, '365'],
    ['at the end of its first day', 9 * 60 * minute, '365'],
    ['at its first midnight', 10 * 60 * minute, '364'],
    ['on the day before its last', 364 * day - 15 * 60 * minute, '2'],
    ['at the same hour a day before its end', 364 * day, '1'],
  ])('a sign-in of a year has, %s, as many days left as the calendar says', (_when, gone, days) => {
    expect(signInTimeLeft(noon + 365 * day, noon + gone)?.figure).toBe(days);
  });

  it.each([
    [301 * day, { figure: '301', unit: 'days left' }],
    [day, { figure: '1', unit: 'day left' }],
    [day - 1, { figure: '23', unit: 'hours left' }],
    [minute, { figure: '1', unit: 'hour left' }],
    [0, undefined],
  ])('a sign-in with %i ms left shows %j', (left, figure) => {
    expect(signInTimeLeft(noon + left, noon)).toEqual(figure);
  });
});

describe('this computer', () => {
  it('every state of the keychain has its words, and a banner unless it is ready', () => {
    const states = [
      'ready',
      'vault-open',
      'unproven',
      'asking',
      'locked',
      'denied',
      'absent',
      'silent',
      'vault-closed',
      'no-keyring',
      'cannot-set-up',
      'keyring-missing',
      'blocked',
      'nobody-asks',
      'refusing',
    ] as const;
    expect(states.map(keychainText)).toEqual([
      'Keychain unlocked',
      'Passphrase entered',
      'Keychain not used yet',
      'Keychain is asking',
      'Keychain locked',
      'Keychain refused',
      'No keychain',
      'Keychain not answering',
      'Passphrase needed',
      'Keychain not set up',
      'Keychain not set up',
      'Keychain missing',
      'Keychain blocked',
      'Keychain locked',
      'Keychain not storing',
    ]);
    const told = states.map(keychainNotice);
    expect(told.map((notice) => notice === undefined)).toEqual(states.map((_, at) => at < 3));
    // Each its own.
    expect(new Set(told).size).toBe(13);
    expect(states.map(keychainActionLabel)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'Unlock',
      'Ask again',
      'Try again',
      'Try again',
      undefined,
      'Set it up',
      'Try again',
      'Set up another',
      'Try again',
      'Try again',
      'Try again',
    ]);
  });

  it.each([
    [5 * minute, '5 minutes behind Fyle’s'],
    [-5 * minute, '5 minutes ahead of Fyle’s'],
    [121_000, '2 minutes behind Fyle’s'],
    [-60 * minute, '60 minutes ahead of Fyle’s'],
    [3 * 60 * minute, '3 hours behind Fyle’s'],
    [-day, '24 hours ahead of Fyle’s'],
    [400 * day, '400 days behind Fyle’s'],
  ])('a clock that is off by %i ms is told as %s', (skew, words) => {
    expect(clockNotice(skew)).toBe(
      `This computer’s clock is ${words}. Tokens still work; correct the clock in the system settings.`,
    );
  });

  it.each([
    'registry-restored',
    'registry-damaged',
    'registry-newer',
    'registry-unreachable',
    'disk-full',
    'disk-read-only',
    'file-in-use',
    'not-saved',
    'grant-pending',
    'secret-left',
    'files-changed',
    'vault-not-last',
    'no-tray',
  ] as const)('%s is told in whole sentences', (notice) => {
    expect(noticeText(notice)).toMatch(/^[A-Z].{20,160}\.$/);
  });

  it('a list that cannot be read does not look like one that is lost', () => {
    expect(noticeText('registry-unreachable')).toMatch(/^Your connections are not lost: /);
  });
});

describe('the forms of a token', () => {
  it.each(COPY_FORMATS)('are called as in the tray: %s', (format) => {
    const { title, as } = copyFormatText(format);
    expect([say(`copy.${format}`), copiedAs(format)]).toEqual([title, as]);
  });
});
