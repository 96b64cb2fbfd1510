// Long, because it is the table of everything that a person can paste wrongly.
import { describe, expect, it } from 'vitest';
import {
  type ConnectForm,
  readConnectForm,
  readReplacement,
  readSettings,
} from '../../../../main/connections/form/connectForm.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { fail } from '../../../../main/result.ts';
import { must } from '../../../fakes/world.ts';

const endpoints = fylePresets[0].endpoints;
const elsewhere = { authorization: 'https://a.example/', token: 'https://a.example/', cluster: 'https://a.example/' };
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJGeWxlQXBwIn0.c2lnbmF0dXJl';
const internal = {
  kind: 'internal',
  name: 'Acme Ltd',
  clientId: 'tpaAcme00001',
  clientSecret: 'secret-of-acme',
  refreshToken: JWT,
  endpoints,
};
const { refreshToken: _, ...common } = internal;
const oauth = { ...common, kind: 'oauth', redirectUri: 'https://acme.example/callback' };

/** What a draft holds, secrets and all. */
function plain(draft: ConnectForm) {
  const { clientSecret, ...rest } = draft;
  const own = draft.kind === 'internal' ? { refreshToken: draft.refreshToken.reveal() } : {};
  return { ...rest, clientSecret: clientSecret.reveal(), ...own };
}

describe('a filled-in form', () => {
  it.each([internal, oauth, { ...oauth, supportsPkce: true }])('is read as it is typed', (typed) => {
    expect(plain(must(readConnectForm(typed)))).toEqual(typed);
  });

  it('is without PKCE when that is switched off', () => {
    expect(plain(must(readConnectForm({ ...oauth, supportsPkce: false })))).toEqual(oauth);
  });

  it.each([
    { ...oauth, supportsPkce: 'yes' },
    { ...internal, supportsPkce: true },
  ])('is no form at all: %o', (sent) => {
    expect(readConnectForm(sent)).toEqual(fail({ code: 'bad-request' }));
  });

  it('is trimmed, and loses the line breaks that a paste brings', () => {
    const draft = must(
      readConnectForm({
        kind: 'internal',
        name: '  Acme \n  Ltd ',
        clientId: '\ttpaAcme00001\r\n',
        clientSecret: 'secret-\n  of-\r\nacme ',
        refreshToken: `${JWT.slice(0, 20)}\n${JWT.slice(20, 40)}\r\n  ${JWT.slice(40)}\n`,
        endpoints: {
          authorization: ` ${endpoints.authorization}\n`,
          token: `\n${endpoints.token} `,
          cluster: `${endpoints.cluster}\t`,
        },
      }),
    );
    expect(plain(draft)).toEqual(internal);
  });

  it('is read at once, whatever a page sends', () => {
    const blank = ' '.repeat(70_000);
    const blanks = { authorization: blank, token: blank, cluster: blank };
    const start = performance.now();
    expect(readConnectForm({ ...internal, clientSecret: blank, refreshToken: blank, endpoints: blanks }).ok).toBe(
      false,
    );
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('holds its secrets so that they cannot be printed', () => {
    const printed = JSON.stringify(readConnectForm(internal));
    expect(printed).toContain('tpaAcme00001');
    expect(printed).not.toMatch(/secret-of-acme|eyJ/);
  });
});

describe('what is copied along is no part of a value', () => {
  it('in any field', () => {
    const typed = {
      ...internal,
      clientId: '“Client ID: tpaAcme00001”',
      clientSecret: '"client_secret": "secret-of-\u200bacme",',
      refreshToken: `Refresh Token\n'${JWT}';`,
      endpoints: {
        authorization: `"${endpoints.authorization}",`,
        token: `Token URL: ${endpoints.token}`,
        cluster: `${endpoints.cluster}\ufeff`,
      },
    };
    expect(plain(must(readConnectForm(typed)))).toEqual(internal);
    const redirectUri = `Redirect URI: ${oauth.redirectUri};`;
    expect(plain(must(readConnectForm({ ...oauth, redirectUri })))).toEqual(oauth);
    const anew = must(readReplacement({ clientSecret: '`s3cret`', refreshToken: '\u200b' }));
    expect([anew.clientSecret?.reveal(), anew.refreshToken]).toEqual(['s3cret', undefined]);
  });
});

describe('a name', () => {
  it.each([
    ['می\u200cخواهم', 'می\u200cخواهم'],
    [
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Acme',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} Acme',
    ],
    ['\u202eemca\u202c Ltd\u200f', 'emca Ltd'],
    ['Finanz\u00adabteilung\ufeff', 'Finanzabteilung'],
    ['\ud83dAcme\u0007', 'Acme'],
  ])('keeps what makes it right, and nothing that turns or hides text: %j', (name, kept) => {
    expect(must(readConnectForm({ ...internal, name })).name).toBe(kept);
  });
});

describe('a name that shows nothing', () => {
  it.each(['', ' \n\t ', '\u200b\u2060\ufeff \u00ad', '\u3164\u2800\ufe0f\u0301\u0007'])(
    'is none: the organisation gives it (%j)',
    (name) => {
      expect(must(readConnectForm({ ...internal, name })).name).toBe('');
    },
  );
});

describe('a field that is obviously wrong is pointed at', () => {
  it.each<readonly [field: string, typed: Readonly<Record<string, unknown>>, fault: string]>([
    ['name', { name: 'a'.repeat(81) }, 'too-long'],
    ['name', { name: 'e\u0301'.repeat(81) }, 'too-long'],
    ['name', { name: '👨\u200d👩\u200d👧\u200d👦'.repeat(40) }, 'too-long'],
    ['clientId', { clientId: '' }, 'missing'],
    ['clientId', { clientId: 'tpa Acme' }, 'has-gap'],
    ['clientId', { clientId: 'tpaAcmé00001' }, 'has-odd-characters'],
    ['clientId', { clientId: 'tpa\u0000Acme' }, 'has-odd-characters'],
    ['clientId', { clientId: JWT, refreshToken: 'refresh' }, 'looks-like-a-token'],
    ['clientId', { clientId: 'a'.repeat(501) }, 'too-long'],
    ['clientId', { clientId: 'jane@acme.example' }, 'is-an-email'],
    ['clientId', { clientId: 'https://app.fylehq.com/' }, 'is-a-web-address'],
    ['clientSecret', { clientSecret: '••••••••' }, 'is-masked'],
    ['clientSecret', { clientSecret: 'Client Secret: s3cret Refresh Token: r3fresh' }, 'has-a-label'],
    ['refreshToken', { refreshToken: '************' }, 'is-masked'],
    ['clientSecret', { clientSecret: '' }, 'missing'],
    ['clientSecret', { clientSecret: 'tpaAcme00001' }, 'is-the-client-id'],
    [
      'clientSecret',
      { clientId: 'tpAcme', endpoints: elsewhere, clientSecret: 'tpaAcme00001' },
      'looks-like-a-client-id',
    ],
    ['clientId', { clientId: 'client-of-acme' }, 'is-no-client-id-of-fyle'],
    ['clientSecret', { clientSecret: 's3cret,' }, 'has-signs-around-it'],
    ['clientSecret', { clientSecret: 'Bearer s3cret' }, 'has-the-word-bearer'],
    ['refreshToken', { refreshToken: JWT.slice(0, 40) }, 'is-cut-short'],
    ['clientSecret', { clientSecret: JWT, refreshToken: 'refresh' }, 'looks-like-a-token'],
    ['clientSecret', { clientSecret: 'secret of acme' }, 'has-gap'],
    ['clientSecret', { clientSecret: 'secret\u00a0of' }, 'has-gap'],
    ['clientSecret', { clientSecret: 'sécret' }, 'has-odd-characters'],
    ['clientSecret', { clientSecret: 'a'.repeat(65_537) }, 'too-long'],
    ['refreshToken', { refreshToken: '' }, 'missing'],
    ['refreshToken', { refreshToken: 'tpaAcme00001' }, 'is-the-client-id'],
    ['refreshToken', { refreshToken: 'tpaOther0001' }, 'looks-like-a-client-id'],
    ['refreshToken', { refreshToken: 'secret-of-acme' }, 'is-the-client-secret'],
    ['refreshToken', { refreshToken: 'two parts' }, 'has-gap'],
    ['refreshToken', { refreshToken: 'refre“sh”token' }, 'has-curly-quotes'],
    ['refreshToken', { refreshToken: 'refresh–token' }, 'has-a-long-dash'],
    ['refreshToken', { refreshToken: 'a'.repeat(65_537) }, 'too-long'],
    ['authorization', { endpoints: { ...endpoints, authorization: '' } }, 'missing'],
    ['authorization', { endpoints: { ...endpoints, authorization: 'javascript:alert(1)' } }, 'scheme-not-allowed'],
    ['token', { endpoints: { ...endpoints, token: 'accounts.fylehq.com' } }, 'lacks-scheme'],
    ['token', { endpoints: { ...endpoints, token: 'https://' } }, 'not-an-address'],
    ['token', { endpoints: { ...endpoints, token: 'http://accounts.fylehq.com/' } }, 'needs-https'],
    ['token', { endpoints: { ...endpoints, token: 'https://anna:pass@accounts.fylehq.com/' } }, 'has-password'],
    ['cluster', { endpoints: { ...endpoints, cluster: `https://fyle.example/${'a'.repeat(2000)}` } }, 'too-long'],
  ])('%s: %o → %s', (field, typed, fault) => {
    expect(readConnectForm({ ...internal, ...typed })).toEqual(fail({ code: 'fields', fields: { [field]: fault } }));
  });

  it.each([
    ['', 'missing'],
    ['acme.example/callback', 'lacks-scheme'],
    ['localhost:8000/callback', 'lacks-scheme'],
    ['callback', 'not-an-address'],
    ['acme-desk://callback', 'scheme-not-allowed'],
    ['http://acme.example/callback', 'needs-https'],
    ['https://acme.example/callback#part', 'has-fragment'],
    ['https://anna@acme.example/callback', 'has-password'],
    ['https://acme.example/callback?code=1', 'has-answer-parameters'],
    ['javascript:alert(1)', 'scheme-not-allowed'],
    ['file:///callback', 'scheme-not-allowed'],
    [`https://acme.example/${'a'.repeat(2000)}`, 'too-long'],
  ])('redirect URI: %s → %s', (redirectUri, fault) => {
    expect(readConnectForm({ ...oauth, redirectUri })).toEqual(
      fail({ code: 'fields', fields: { redirectUri: fault } }),
    );
  });

  it('together with every other, at once', () => {
    const empty = { kind: 'oauth', name: '', clientId: '', clientSecret: '', redirectUri: '' };
    const typed = { ...empty, endpoints: { authorization: '', token: '', cluster: '' } };
    expect(readConnectForm(typed)).toEqual(
      fail({
        code: 'fields',
        fields: Object.fromEntries(
          ['clientId', 'clientSecret', 'redirectUri', 'authorization', 'token', 'cluster'].map((field) => [
            field,
            'missing',
          ]),
        ),
      }),
    );
  });
});

describe('what is no mistake', () => {
  it.each([
    ['a name of 80 characters', { name: 'ä'.repeat(80) }],
    ['a name that needs what joins its letters', { name: '👩\u200d💼 می\u200cخواهم' }],
    ['a name of 30 families', { name: '👨\u200d👩\u200d👧\u200d👦'.repeat(30) }],
    [
      'a client ID that does not begin as Fyle’s elsewhere',
      { clientId: 'client-of-another-provider', endpoints: elsewhere },
    ],
    [
      'a client ID that is a web address where it is not Fyle’s',
      { clientId: 'https://a.example/', endpoints: elsewhere },
    ],
    ['a client secret that begins as a client ID where no ID does otherwise', { clientSecret: 'tpaSecret001' }],
    ['a refresh token that is no JWT', { refreshToken: 'opaque~token/with+signs==' }],
    ['an address on this computer', { endpoints: { ...endpoints, token: 'http://127.0.0.1:8080/api/oauth/token' } }],
  ])('%s', (_name, typed) => {
    expect(readConnectForm({ ...internal, ...typed }).ok).toBe(true);
  });
});

describe('a doubt', () => {
  const doubtful = { ...internal, clientId: 'client-of-acme', clientSecret: 's3cret,', refreshToken: JWT.slice(0, 40) };

  it('is over once the person has confirmed the field', () => {
    expect(readConnectForm({ ...doubtful, confirmed: ['clientId', 'refreshToken'] })).toEqual(
      fail({ code: 'fields', fields: { clientSecret: 'has-signs-around-it' } }),
    );
    const confirmed = ['clientId', 'clientSecret', 'refreshToken'];
    expect(plain(must(readConnectForm({ ...doubtful, confirmed })))).toEqual(doubtful);
  });

  it('is over as well when the person signs in again', () => {
    const typed = { clientSecret: "'s3cret", refreshToken: JWT.slice(0, 40) };
    expect(readReplacement(typed)).toEqual(
      fail({ code: 'fields', fields: { clientSecret: 'has-signs-around-it', refreshToken: 'is-cut-short' } }),
    );
    const read = must(readReplacement({ ...typed, confirmed: ['clientSecret', 'refreshToken'] }));
    expect([read.clientSecret?.reveal(), read.refreshToken?.reveal()]).toEqual(["'s3cret", JWT.slice(0, 40)]);
  });

  it('is all that a confirmation overrules', () => {
    const wrong = { ...internal, clientSecret: 'two parts', confirmed: ['clientSecret'] };
    expect(readConnectForm(wrong)).toEqual(fail({ code: 'fields', fields: { clientSecret: 'has-gap' } }));
  });
});

describe('what is no form', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'internal'],
    ['a list', [internal]],
    ['an empty object', {}],
    ['another kind', { ...internal, kind: 'implicit' }],
    ['a number for a name', { ...internal, name: 7 }],
    ['an object for a secret', { ...internal, clientSecret: { reveal: 'x' } }],
    ['a confirmation of an address', { ...internal, confirmed: ['token'] }],
    ['a confirmation that is no list', { ...internal, confirmed: 'clientSecret' }],
    ['a field too many', { ...internal, practice: true }],
    ['a field of the other kind', { ...internal, redirectUri: 'https://acme.example/callback' }],
    ['no endpoints', { ...internal, endpoints: undefined }],
    ['an endpoint too many', { ...internal, endpoints: { ...endpoints, revocation: 'https://fyle.example' } }],
    ['an endpoint missing', { ...internal, endpoints: { token: endpoints.token } }],
    ['70,001 characters', { ...internal, refreshToken: 'a'.repeat(70_001) }],
    ['its own prototype', JSON.parse('{"__proto__":{"kind":"internal"}}')],
  ])('is refused: %s', (_name, foreign) => {
    expect(readConnectForm(foreign)).toEqual(fail({ code: 'bad-request' }));
  });
});

describe('what is typed to sign in again', () => {
  it('may be nothing: what is left empty stays as stored', () => {
    expect(must(readReplacement({}))).toEqual({});
    expect(must(readReplacement({ clientSecret: ' ', refreshToken: '\n' }))).toEqual({});
  });

  it('is trimmed and kept as secrets', () => {
    const read = must(readReplacement({ clientSecret: ' secret-\nof-acme ', refreshToken: `${JWT}\n` }));
    expect(read.clientSecret?.reveal()).toBe('secret-of-acme');
    expect(read.refreshToken?.reveal()).toBe(JWT);
    expect(JSON.stringify(read)).toBe('{"clientSecret":"[secret]","refreshToken":"[secret]"}');
  });

  it.each([
    [{ clientSecret: JWT }, { clientSecret: 'looks-like-a-token' }],
    [{ clientSecret: 'tpaAcme00001' }, { clientSecret: 'looks-like-a-client-id' }],
    [{ clientSecret: 'secret of acme' }, { clientSecret: 'has-gap' }],
    [{ refreshToken: '••••' }, { refreshToken: 'is-masked' }],
    [{ refreshToken: 'client_id=tpaAcme00001' }, { refreshToken: 'has-a-label' }],
    [{ refreshToken: 'tpaAcme00001' }, { refreshToken: 'looks-like-a-client-id' }],
    [{ clientSecret: 'same', refreshToken: 'same' }, { refreshToken: 'is-the-client-secret' }],
    [
      { clientSecret: 'a b', refreshToken: 'c d' },
      { clientSecret: 'has-gap', refreshToken: 'has-gap' },
    ],
  ])('is judged as in the form: %o', (typed, fields) => {
    expect(readReplacement(typed)).toEqual(fail({ code: 'fields', fields }));
  });

  it.each([undefined, null, 'text', [], { clientSecret: 7 }, { other: '' }, { refreshToken: 'a'.repeat(70_001) }])(
    'is refused when it is no such form: %o',
    (foreign) => {
      expect(readReplacement(foreign)).toEqual(fail({ code: 'bad-request' }));
    },
  );
});

describe('the settings to be looked at', () => {
  it('are the addresses, trimmed, and of the redirect URI only whether it can be one', () => {
    const padded = { ...endpoints, token: ` ${endpoints.token}\n` };
    expect(must(readSettings({ endpoints: padded, redirectUri: 'https://acme.example/callback' }))).toEqual(endpoints);
    expect(must(readSettings({ endpoints }))).toEqual(endpoints);
  });

  it.each([
    [{ endpoints, redirectUri: '' }, { redirectUri: 'missing' }],
    [{ endpoints, redirectUri: 'https://acme.example/#a' }, { redirectUri: 'has-fragment' }],
    [{ endpoints: { ...endpoints, token: 'http://fyle.example/' } }, { token: 'needs-https' }],
    [
      { endpoints: { authorization: '', token: '', cluster: 'x' } },
      expect.objectContaining({ cluster: 'not-an-address' }),
    ],
  ])('are pointed at where they are wrong: %j', (foreign, fields) => {
    expect(readSettings(foreign)).toEqual(fail({ code: 'fields', fields }));
  });

  it.each([
    undefined,
    null,
    1,
    'text',
    [],
    {},
    { endpoints: null },
    { endpoints, more: 1 },
    { endpoints: { token: 1 } },
  ])('are nothing else: %j', (foreign) => {
    expect(readSettings(foreign)).toEqual(fail({ code: 'bad-request' }));
  });
});
