import type { CredentialField, PastedCredentials } from '../../../preload/form.ts';
import { isDoubt } from '../../../preload/shared/doubts.ts';
import { jwtKind } from '../../oauth/jwt.ts';
import { clientIdFault, clientSecretFault, refreshTokenFault } from './credentialFormat.ts';
import { type Add, readNames, readTable } from './namedValues.ts';
import { cleanPaste, INVISIBLE } from './pasteCleanup.ts';
import { joinWrappedTokens } from './wrappedTokens.ts';

/** No value is longer, with what is pasted around it. */
const LONGEST_VALUE = 100_000;
/** A longer text is no copy of a dialog. */
const LONGEST_TEXT = 20_000;
/** A value that is asked about is one of a few, or the text was something else. */
const MOST_UNCLEAR = 4;
/** Shorter words are words. */
const SHORTEST_UNCLEAR = 8;

const FORMS: readonly (readonly [RegExp, CredentialField])[] = [[/^tpa[A-Za-z0-9]{6,24}$/, 'clientId']];

type Found = Record<CredentialField, Set<string>>;

const FIELDS: readonly unknown[] = ['clientId', 'clientSecret', 'refreshToken'] satisfies CredentialField[];

export function isCredentialField(foreign: unknown): foreign is CredentialField {
  return FIELDS.includes(foreign);
}

/**
 * What a copied text holds for one field, or for all: only what can be its value, and nothing else of the text. One field
 * also takes its value out of a text that names it.
 */
export function readPasted(text: string, field: CredentialField | undefined): PastedCredentials {
  if (field === undefined) return readCredentials(text);
  const value = readCredential(text, field) ?? readCredentials(text)[field];
  return value === undefined ? {} : { [field]: value };
}

/** A value without what was pasted around it, when it can be one for this field; undefined for any other text. */
function readCredential(text: string, field: CredentialField): string | undefined {
  if (text.length > LONGEST_VALUE) return undefined;
  const value = cleanPaste(text, field);
  return value !== '' && isPossible(value, field) ? value : undefined;
}

/**
 * Reads client ID, client secret and refresh token out of one copied text, in any order: a dialog, lines, `key=value`, JSON,
 * a table. A value is given only where its name or its form says what it is; others that may be one are `unclear`.
 */
function readCredentials(text: string): PastedCredentials {
  if (text.length > LONGEST_TEXT) return {};
  const plain = joinWrappedTokens(text.replace(INVISIBLE, '').replace(/\r\n?/g, '\n'));
  const found: Found = { clientId: new Set(), clientSecret: new Set(), refreshToken: new Set() };
  const add: Add = (field, raw) => {
    const value = readCredential(raw, field);
    if (value !== undefined) found[field].add(value);
    return value !== undefined;
  };
  const isNamed = readTable(plain, add) || readNames(plain, add);
  const words = [...new Set(plain.split(/[\s,;|"'`<>{}()=&]+/))].filter((word) => word !== '');
  for (const word of words) {
    const field = formOf(word);
    if (field !== undefined) add(field, word);
  }
  const one = (field: CredentialField) => (found[field].size === 1 ? [...found[field]][0] : undefined);
  const [clientId, clientSecret, refreshToken] = [one('clientId'), one('clientSecret'), one('refreshToken')];
  const doubled = Object.values(found).flatMap((values) => (values.size > 1 ? [...values] : []));
  // The third word of three may be a secret whatever it looks like: it is asked about, never taken.
  const isThird = words.length === 3 && clientId !== undefined && refreshToken !== undefined;
  const mayBeValue = (word: string) => isUnknown(word) || (isThird && isPossible(word, 'clientSecret'));
  // Named values are known; of the others only what looks like a value of a program.
  const rest = isNamed ? [] : someOf(words, (word) => !isIn(found, word) && mayBeValue(word));
  const values = [clientId, clientSecret, refreshToken];
  const unclear = [...new Set([...doubled, ...rest])].filter((value) => !values.includes(value));
  return {
    ...(clientId !== undefined && { clientId }),
    // One value cannot be two.
    ...(clientSecret !== undefined && clientSecret !== clientId && { clientSecret }),
    ...(refreshToken !== undefined && refreshToken !== clientSecret && { refreshToken }),
    ...(unclear.length > 0 && unclear.length <= MOST_UNCLEAR && { unclear }),
  };
}

function formOf(word: string): CredentialField | undefined {
  if (word.startsWith('eyJ') && jwtKind(word) === 'other') return 'refreshToken';
  return FORMS.find(([form]) => form.test(word))?.[1];
}

function isPossible(value: string, field: CredentialField): boolean {
  const faults = {
    clientId: () => clientIdFault(value, false),
    clientSecret: () => clientSecretFault(value, ''),
    refreshToken: () => refreshTokenFault(value, '', ''),
  };
  const fault = faults[field]();
  return fault === undefined || (isDoubt(fault) && fault !== 'is-an-access-token');
}

/** Whether a word may be a value: long, no mere word, and possible as a secret. */
function isUnknown(word: string): boolean {
  const isMixed = /[0-9]/.test(word) || /[a-z][A-Z]/.test(word);
  return word.length >= SHORTEST_UNCLEAR && isMixed && isPossible(word, 'clientSecret');
}

/** At most one more than are asked about. */
function someOf(words: readonly string[], isWanted: (word: string) => boolean): readonly string[] {
  const some: string[] = [];
  for (const word of words) {
    if (isWanted(word)) some.push(word);
    if (some.length > MOST_UNCLEAR) break;
  }
  return some;
}

function isIn(found: Found, word: string): boolean {
  return Object.values(found).some((values) => values.has(word));
}
