import { afterEach, describe, expect, it } from 'vitest';
import type { Field, FieldFault } from '../../preload/fieldFault.ts';
import { filledText } from '../../renderer/words/form/addText.ts';
import { fieldLabel, fieldText, firstField } from '../../renderer/words/form/fieldText.ts';
import { locale, speak } from '../../renderer/words/text.ts';

const first = locale();
afterEach(() => speak(first));

const fields = Object.keys({
  name: 0,
  clientId: 0,
  clientSecret: 0,
  refreshToken: 0,
  redirectUri: 0,
  authorization: 0,
  token: 0,
  cluster: 0,
} satisfies Record<Field, 0>) as Field[]; // the keys were just checked to be fields

const faults = Object.keys({
  missing: 0,
  'too-long': 0,
  'has-gap': 0,
  'has-odd-characters': 0,
  'has-a-label': 0,
  'is-masked': 0,
  'is-an-email': 0,
  'is-a-web-address': 0,
  'is-the-client-id': 0,
  'is-the-client-secret': 0,
  'looks-like-a-client-id': 0,
  'looks-like-a-token': 0,
  'not-an-address': 0,
  'lacks-scheme': 0,
  'needs-https': 0,
  'has-fragment': 0,
  'has-password': 0,
  'has-answer-parameters': 0,
  'scheme-not-allowed': 0,
  'has-curly-quotes': 0,
  'has-a-long-dash': 0,
  'has-the-word-bearer': 0,
  'is-a-sign-in-answer': 0,
  'has-two-addresses': 0,
  'is-a-wrapped-link': 0,
  'is-cut-short': 0,
  'is-an-access-token': 0,
  'is-no-client-id-of-fyle': 0,
  'is-repeated': 0,
  'has-its-name': 0,
  'has-bearer-before-it': 0,
  'has-encoded-signs': 0,
  'has-signs-around-it': 0,
} satisfies Record<FieldFault, 0>) as FieldFault[]; // likewise

describe('fieldText', () => {
  it.each(faults.flatMap((fault) => fields.map((field) => [field, fault] as const)))(
    'says under %s what %s means',
    (field, fault) => {
      expect(fieldText(field, fault)).toMatch(/^[A-Z].{12,110}[.?/]$/);
    },
  );

  it('says the same of no two faults', () => {
    expect(new Set(faults.map((fault) => fieldText('clientSecret', fault))).size).toBe(faults.length);
  });

  it('asks for each missing value by its own name', () => {
    expect(fieldText('clientSecret', 'missing')).toBe('Paste the client secret from Fyle.');
    expect(fieldText('refreshToken', 'missing')).toBe('Paste the refresh token from Fyle.');
  });

  it('speaks of the secret only under the secret when the client ID was pasted again', () => {
    expect(fieldText('clientSecret', 'is-the-client-id')).toMatch(/again\. The secret is shown only once/);
    expect(fieldText('refreshToken', 'is-the-client-id')).toMatch(/again\. Fyle shows the refresh token/);
    expect(fieldText('redirectUri', 'is-the-client-id')).toBe('This is the client ID again.');
  });

  it('labels every field differently', () => {
    expect(new Set(fields.map(fieldLabel)).size).toBe(fields.length);
  });
});

describe('the fields in another language', () => {
  it.each(faults)('say in German what %s means', (fault) => {
    const english = fields.map((field) => fieldText(field, fault));
    speak('de-DE');
    const german = fields.map((field) => fieldText(field, fault));
    for (const sentence of german) expect(sentence).toMatch(/^[A-Z].{12,170}[.?]$/);
    expect(german.filter((sentence) => english.includes(sentence))).toEqual([]);
  });

  it.each([
    ['en-GB', 'Client ID, client secret and refresh token filled in.', 'Client ID filled in.'],
    ['de-DE', 'Ausgefüllt: Client ID, Client secret und Refresh token.', 'Ausgefüllt: Client ID.'],
  ])('are listed as %s lists them: %s', (tag, all, one) => {
    speak(tag);
    expect(filledText(['clientId', 'clientSecret', 'refreshToken'])).toBe(all);
    expect(filledText(['clientId'])).toBe(one);
  });
});

describe('firstField', () => {
  it('follows the order of the form, not of the answer', () => {
    expect(firstField({ token: 'missing', clientSecret: 'missing', redirectUri: 'missing' })).toBe('clientSecret');
  });

  it('gives nothing when no field is at fault', () => {
    expect(firstField({})).toBeUndefined();
  });
});
