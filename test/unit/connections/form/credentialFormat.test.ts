import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientIdFault,
  clientSecretFault,
  refreshTokenFault,
} from '../../../../main/connections/form/credentialFormat.ts';
import { cleanPaste } from '../../../../main/connections/form/pasteCleanup.ts';
import { isToken } from '../../../../main/oauth/token.ts';

describe('what no provider issues', () => {
  it.each([
    ['••••••••••••', 'is-masked'],
    ['●●●●', 'is-masked'],
    ['************', 'is-masked'],
    ['***', 'is-masked'],
    ['............', 'is-masked'],
    ['…', 'is-masked'],
    ['tpa*********', 'is-masked'],
    ['********91Q', 'is-masked'],
    ['tpaZ3k••••••', 'is-masked'],
    ['jane@acme.example', 'is-an-email'],
    ["Jane.O'Doe+fyle@mail.acme.example", 'is-an-email'],
    ['https://app.fylehq.com/', 'is-a-web-address'],
    ['HTTP://localhost:8000/callback', 'is-a-web-address'],
    ['Client Secret: s3cret', 'has-a-label'],
    ['s3cretClient ID: tpaAcme00001', 'has-a-label'],
    ['access_token=abc', 'has-a-label'],
    ['x&client_secret=abc', 'has-a-label'],
    ['{"access_token":"abc"}', 'has-a-label'],
    ['accessToken:abc', 'has-a-label'],
    ['two parts', 'has-gap'],
    ['s\u00e9cret', 'has-odd-characters'],
    ['', 'missing'],
    ['a'.repeat(65_537), 'too-long'],
  ])('%j is told: %s', (text, fault) => {
    expect(clientSecretFault(text, 'tpaAcme00001')).toBe(fault);
    expect(refreshTokenFault(text, 'tpaAcme00001', 's')).toBe(fault);
    expect(clientIdFault(text.slice(0, 500), true)).toBe(text.length > 500 ? 'is-repeated' : fault);
  });
});

describe('what a provider may issue', () => {
  it.each([
    'dd1f3a0c-7a05-4c4b-9d0e-1f6f9b3a2c11',
    'Xy8Q~a.b-c_d',
    'GOCSPX-k2_x9',
    '1//0gAbc-dEf_',
    'p@ss.Word7Q',
    'q7@k2.d9Z',
    '+/8a9b==',
    'sk.live;a,b',
    'urn:acme:refresh_token:77',
    'client-idea-7',
    "o'neill",
  ])('%s', (text) => {
    expect(clientSecretFault(text, 'tpaAcme00001')).toBeUndefined();
    expect(refreshTokenFault(text, 'tpaAcme00001', 's')).toBeUndefined();
  });

  it('is, elsewhere than at Fyle, a client ID that is a web address or an e-mail address', () => {
    const ids = ['https://client.example/id.json', 'app@project.example'];
    expect(ids.map((id) => clientIdFault(id, false))).toEqual([undefined, undefined]);
    expect(ids.map((id) => clientIdFault(id, true))).toEqual(['is-a-web-address', 'is-an-email']);
  });

  it('is any text of 16 to 200 letters, digits and the signs of base64 and of addresses', () => {
    const sign = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~+/'.split(''));
    fc.assert(
      fc.property(fc.string({ unit: sign, minLength: 16, maxLength: 200 }), (text) => {
        const secret = `s.${text}==`;
        expect(cleanPaste(secret, 'clientSecret')).toBe(secret);
        expect(clientSecretFault(secret, 'tpaAcme00001')).toBeUndefined();
        expect(refreshTokenFault(secret, 'tpaAcme00001', 's')).toBeUndefined();
      }),
    );
  });
});

describe('whatever is accepted', () => {
  it('is a token, and no format character is in it', () => {
    const piece = fc.constantFrom(
      ...['tpaAcme00001', 's3cret', 'eyJhbGciOiJIUzI1NiJ9', '.', '\u200b', '\ufeff', '\u00ad', '\u00a0', '\n', ' '],
      ...['"', '“', '”', "'", ',', ';', '•', '*', '@', 'acme.example', 'https://', 'Client ID: ', 'refresh_token='],
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.constantFrom('clientId', 'clientSecret', 'refreshToken'), (pieces, field) => {
        const value = cleanPaste(pieces.join(''), field);
        const fault = {
          clientId: () => clientIdFault(value, false),
          clientSecret: () => clientSecretFault(value, ''),
          refreshToken: () => refreshTokenFault(value, '', ''),
        }[field]();
        if (fault !== undefined) return;
        expect(isToken(value)).toBe(true);
        expect(value).not.toMatch(/\p{Cf}/u);
      }),
      { numRuns: 2000 },
    );
  });
});
