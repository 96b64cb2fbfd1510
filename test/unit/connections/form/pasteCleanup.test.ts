import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPaste } from '../../../../main/connections/form/pasteCleanup.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJGeWxlQXBwIn0.c2lnbmF0dXJl';

describe('a pasted value', () => {
  it.each([
    ['zero-width characters', '\u200btpa\u200cAcme\u200d\u206000001\ufeff', 'tpaAcme00001'],
    ['soft hyphens and writing directions', '\u202atpa\u00adAcme\u200f00001\u2069', 'tpaAcme00001'],
    ['blanks of every width around it', '\u00a0\u2003\t tpaAcme00001 \u3000\u202f', 'tpaAcme00001'],
    ['line breaks and their indentation', '\r\n tpaAcme\r\n\t 00001\n', 'tpaAcme00001'],
    ['straight quotes', '"tpaAcme00001"', 'tpaAcme00001'],
    ['single quotes', "'tpaAcme00001'", 'tpaAcme00001'],
    ['backticks', '`tpaAcme00001`', 'tpaAcme00001'],
    ['curly quotes', '“tpaAcme00001”', 'tpaAcme00001'],
    ['single curly quotes', '‘tpaAcme00001’', 'tpaAcme00001'],
    ['German quotes', '„tpaAcme00001“', 'tpaAcme00001'],
    ['quotes with blanks and breaks in and around', ' \n" tpaAcme00001\n" ', 'tpaAcme00001'],
    ['quotes and the comma after them', '"s3cret",', 's3cret'],
    ['quotes and the semicolon after them', "'s3cret';", 's3cret'],
    ['a comma after a client ID of Fyle’s', 'tpaAcme00001,', 'tpaAcme00001'],
    ['a semicolon after a JWT', `${JWT};`, JWT],
    ['quotes around nothing', '""', ''],
  ])('loses %s', (_what, text, value) => {
    expect(cleanPaste(text, 'clientId')).toBe(value);
  });

  it.each([
    ['a gap inside', 'two parts'],
    ['a wide gap inside', 'two\u00a0parts'],
    ['another pair of quotes', '""tpaAcme00001""'],
    ['quotes that are no pair', '"tpaAcme00001'],
    ['quotes of two kinds', '"tpaAcme00001”'],
    ['quotes of its own', '"one"two"'],
    ['a comma that may be its own', 'x7Q,p2;9k,'],
    ['a quote at its end', "s3cret'"],
    ['a name of its own that looks like a label', 'client-idea-7'],
  ])('keeps %s', (_what, text) => {
    expect(cleanPaste(text, 'clientId')).toBe(text);
  });

  it.each([
    ['clientId', 'Client ID: tpaAcme00001', 'tpaAcme00001'],
    ['clientId', 'Client Id\ntpaAcme00001', 'tpaAcme00001'],
    ['clientId', 'Client Id\r\n\r\n  tpaAcme00001', 'tpaAcme00001'],
    ['clientId', 'client_id=tpaAcme00001', 'tpaAcme00001'],
    ['clientId', 'clientId: tpaAcme00001,', 'tpaAcme00001'],
    ['clientId', '"client_id": "tpaAcme00001",', 'tpaAcme00001'],
    ['clientId', '"Client ID: tpaAcme00001"', 'tpaAcme00001'],
    ['clientSecret', 'Client Secret = s3cret', 's3cret'],
    ['clientSecret', "client_secret='s3cret'", 's3cret'],
    ['refreshToken', `Refresh Token: ${JWT}`, JWT],
    ['refreshToken', `"refresh_token":"${JWT}"`, JWT],
    ['address', 'Redirect URI: https://acme.example/cb', 'https://acme.example/cb'],
    ['address', '"redirect_uri": "https://acme.example/cb",', 'https://acme.example/cb'],
    ['address', 'url=https://acme.example/cb', 'https://acme.example/cb'],
    ['address', '<https://acme.example/cb>', '<https://acme.example/cb>'],
    ['address', 'https://acme.example/cb;', 'https://acme.example/cb'],
    ['address', 'https://acme.example/a,b;c', 'https://acme.example/a,b;c'],
    ['address', 'https://acme.example/cb?next=https://a.example/', 'https://acme.example/cb?next=https://a.example/'],
    ['address', 'view-source:https://acme.example/', 'view-source:https://acme.example/'],
    ['clientId', 'Client ID', ''],
    ['clientId', 'Client Secret: s3cret', 'Client Secret: s3cret'],
    ['refreshToken', 'client_id=tpaAcme00001', 'client_id=tpaAcme00001'],
  ] as const)('of %s loses its own label: %j', (field, text, value) => {
    expect(cleanPaste(text, field)).toBe(value);
  });

  const fields = fc.constantFrom('clientId', 'clientSecret', 'refreshToken', 'address');

  it('has no format character, line break, or blank around it, whatever was copied along', () => {
    const around = fc.constantFrom(
      '\u200b',
      '\ufeff',
      '\u00a0',
      '\n',
      '\r',
      ' ',
      '"',
      "'",
      '“',
      '”',
      '`',
      ',',
      ';',
      ': ',
    );
    const value = fc.constantFrom(
      'tpaAcme00001',
      JWT,
      's3cret',
      'Client ID',
      'refresh_token=',
      'https://acme.example/',
    );
    const text = fc.array(fc.oneof(around, value, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 9 });
    fc.assert(
      fc.property(text, fields, (parts, field) => {
        const left = cleanPaste(parts.join(''), field);
        expect(left).not.toMatch(/\p{Cf}|[\r\n]/u);
        expect(left).toBe(left.trim());
      }),
      { numRuns: 2000 },
    );
  });

  it('is left alone when it is of letters, digits and the signs that secrets are made of', () => {
    const sign = fc.constantFrom(...'abcXYZ0189-._~+/=!@#$%^&*()[]{}|:<>?\\'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: sign, minLength: 1, maxLength: 60 }), fields, (text, field) => {
        expect(cleanPaste(text, field)).toBe(text);
      }),
    );
  });
});
