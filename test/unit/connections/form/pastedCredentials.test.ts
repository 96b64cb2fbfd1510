// Long, because it is the table of what is copied along with a credential.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clientIdFault,
  clientSecretFault,
  refreshTokenFault,
} from '../../../../main/connections/form/credentialFormat.ts';
import { cleanPaste } from '../../../../main/connections/form/pasteCleanup.ts';
import type { CredentialField } from '../../../../preload/form.ts';
import { isDoubt } from '../../../../preload/shared/doubts.ts';
import { joinLines } from '../../../../preload/shared/joinLines.ts';

const ID = 'tpaAcme00001';
const SECRET = 's3cr=t~Of.Acme-_/+9';
const JWT =
  'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJGeWxlQXBwIiwiaWF0IjoxNzg1NzQ3NjAwLCJleHAiOjE4MTcyODM2MDB9.c2lnbmF0dXJlLW9mLWZ5bGU';
const OPAQUE = '1//0gAbc-dEf_77';

/** What a field makes of a pasted text: the page's paste, main's cleaning, and its judgement. */
function paste(field: CredentialField, text: string): { readonly value: string; readonly fault: string | undefined } {
  const value = cleanPaste(joinLines(text), field);
  const fault = {
    clientId: () => clientIdFault(value, true),
    clientSecret: () => clientSecretFault(value, ID),
    refreshToken: () => refreshTokenFault(value, ID, SECRET),
  }[field]();
  return { value, fault };
}

const NAMES = {
  clientId: ['Client ID', 'client_id', 'CLIENT_ID', 'clientId', 'ID'],
  clientSecret: ['Client Secret', 'client_secret', 'CLIENT_SECRET', 'clientSecret', 'Secret'],
  refreshToken: ['Refresh Token', 'refresh_token', 'REFRESH_TOKEN', 'refreshToken', 'Token'],
} as const;

type Wrap = (value: string, names: readonly [string, string, string, string, string]) => string;

/** Taken off any value: it cannot belong to one, or it is a pair that stands around the whole. */
const CERTAIN: Readonly<Record<string, Wrap>> = {
  'double quotes': (v) => `"${v}"`,
  'single quotes': (v) => `'${v}'`,
  backticks: (v) => `\`${v}\``,
  'a code block': (v) => `\`\`\`\n${v}\n\`\`\``,
  'bold Markdown': (v) => `**${v}**`,
  'bold and ticks': (v) => `**\`${v}\`**`,
  'angle brackets': (v) => `<${v}>`,
  parentheses: (v) => `(${v})`,
  'square brackets': (v) => `[${v}]`,
  'curly quotes': (v) => `“${v}”`,
  'one curly quote': (v) => `“${v}`,
  'a curly and a straight quote': (v) => `"${v}”`,
  'German quotes': (v) => `„${v}“`,
  'French quotes with no-break blanks': (v) => `«\u202f${v}\u202f»`,
  'Danish quotes': (v) => `»${v}«`,
  'Swedish quotes': (v) => `”${v}”`,
  'Swiss single quotes': (v) => `‹${v}›`,
  'Japanese quotes': (v) => `「${v}」`,
  'quotes in brackets in quotes': (v) => `"(<'${v}'>)"`,
  'quotes doubled by a table': (v) => `"""${v}"""`,
  'quotes and a comma': (v) => `"${v}",`,
  'quotes and a full stop': (v) => `“${v}”.`,
  'quotes and a bracket': (v) => `{"${v}"}`,
  'escaped quotes': (v) => `\\"${v}\\"`,
  'HTML’s quotes': (v) => `&quot;${v}&quot;`,
  'HTML’s brackets': (v) => `&lt;${v}&gt;`,
  'an HTML tag': (v) => `<code class="x">${v}</code>`,
  'an XML element': (v, [, n]) => `<${n}>${v}</${n}>`,
  'a formula of Excel': (v) => `="${v}"`,
  'the mark of a mail’s quotation': (v) => `> ${v}`,
  'two such marks': (v) => `> > ${v}`,
  'a list’s mark': (v) => `- ${v}`,
  'a number': (v) => `2. ${v}`,
  'a bullet': (v) => `•\t${v}`,
  'a name and a colon': (v, [n]) => `${n}: ${v}`,
  'a name without a sign': (v, [n]) => `${n} ${v}`,
  'a name on its own line': (v, [n]) => `${n}\r\n${v}\r\n`,
  'a name and a colon on their own line': (v, [n]) => `${n}:\n\n  ${v}`,
  'a name in bold': (v, [n]) => `**${n}:** ${v}`,
  'a name and “is”': (v, [n]) => `${n} is ${v}`,
  'a name in quotes': (v, [n]) => `“${n}: ${v}”`,
  'a name with a wide colon': (v, [n]) => `${n}：${v}`,
  'a name with an equals sign': (v, [, n]) => `${n}=${v}`,
  'a line of JSON': (v, [, n]) => `"${n}": "${v}",`,
  'a line of JSON without gaps': (v, [, n]) => `"${n}":"${v}"`,
  'an object of JSON': (v, [, n]) => `{"${n}": "${v}"}`,
  'an object of JavaScript': (v, [, , , n]) => `{ ${n}: '${v}' }`,
  'a line of Ruby': (v, [, n]) => `"${n}" => "${v}",`,
  'a line of YAML': (v, [, n]) => `  ${n}: ${v}`,
  'a line of a YAML list': (v, [, n]) => `- ${n}: "${v}"`,
  'a line of .env': (v, [, , n]) => `${n}=${v}`,
  'a quoted line of .env': (v, [, , n]) => `${n}="${v}"`,
  'an export': (v, [, , n]) => `export ${n}='${v}'`,
  'an export with the service’s name': (v, [, , n]) => `export FYLE_${n}="${v}"`,
  'a line of PowerShell': (v, [, , n]) => `$env:${n} = "${v}"`,
  'a constant of a program': (v, [, , , n]) => `const ${n} = '${v}';`,
  'an option of a command': (v, [, n]) => `--${n.replace('_', '-')} ${v}`,
  'an option with its value': (v, [, n]) => `--${n.replace('_', '-')}="${v}"`,
  'a block of YAML': (v, [, n]) => `${n}: |\n  ${v}\n`,
  'a folded block of YAML': (v, [, n]) => `${n}: >-\n  ${v}`,
  'a name and an arrow': (v, [n]) => `${n} → ${v}`,
  'a short name and a gap': (v, [, , , , n]) => `${n}: ${v}`,
  'a short name and quotes': (v, [, , , , n]) => `${n}="${v}"`,
  'blanks of every width': (v) => `\u00a0\u2003\t${v}\u3000\u202f\u2800`,
  'a byte order mark': (v) => `\ufeff${v}`,
  'zero-width characters': (v) => `\u200b${v.slice(0, 5)}\u2060${v.slice(5)}\u200d`,
  'a soft hyphen': (v) => `${v.slice(0, 6)}\u00ad${v.slice(6)}`,
  'marks of direction': (v) => `\u202a\u2066${v}\u2069\u202c\u200f`,
  'a variation selector': (v) => `${v}\ufe0f`,
  'line breaks of Windows': (v) => `\r\n${v.slice(0, 9)}\r\n${v.slice(9)}\r\n`,
  'a quoted mail that broke it': (v) => `> ${v.slice(0, 9)}\r\n> ${v.slice(9)}`,
  'a mail quoted twice': (v) => `>> ${v.slice(0, 9)}\n>> ${v.slice(9)}\n>>`,
  'a quotation from within a line': (v) => `${v.slice(0, 9)}\n> ${v.slice(9)}`,
  'itself again behind a gap': (v) => `${v} ${v}`,
  'itself three times behind tabs': (v) => `${v}\t${v}\t${v}`,
  'a full stop behind a gap': (v) => `${v} .`,
  'nested wrappings': (v, [, n]) => `> - **"${n}": "${v}"**,`,
};

/** Taken off a client ID of Fyle’s and a JWT, of which it can be no part; reported where it may be one. */
const BY_FORM: Readonly<Record<string, readonly [wrap: Wrap, doubt: string]>> = {
  'a comma': [(v) => `${v},`, 'has-signs-around-it'],
  'a semicolon': [(v) => `${v};`, 'has-signs-around-it'],
  'a full stop': [(v) => `${v}.`, 'has-signs-around-it'],
  'an exclamation mark': [(v) => `${v}!`, 'has-signs-around-it'],
  'a bracket behind': [(v) => `${v})`, 'has-signs-around-it'],
  'a bracket and a full stop': [(v) => `${v}).`, 'has-signs-around-it'],
  'a quote before': [(v) => `"${v}`, 'has-signs-around-it'],
  'a quote behind': [(v) => `${v}'`, 'has-signs-around-it'],
  'Excel’s apostrophe': [(v) => `'${v}`, 'has-signs-around-it'],
  'Excel’s equals sign': [(v) => `=${v}`, 'has-signs-around-it'],
  'a mail’s mark without a gap': [(v) => `>${v}`, 'has-signs-around-it'],
  'an angle bracket behind': [(v) => `${v}>`, 'has-signs-around-it'],
  'an encoded line break': [(v) => `${v}%0D%0A`.replace('%0D%0A', '%20'), 'has-encoded-signs'],
  'encoded quotes': [(v) => `%22${v}%22`, 'has-encoded-signs'],
  'an encoded bracket': [(v) => `${v}%3E`, 'has-encoded-signs'],
  'an escaped line break': [(v) => `${v}\\n`.replace('\\n', '\\'), 'has-signs-around-it'],
  'HTML’s blank': [(v) => `&nbsp;${v}`, 'has-encoded-signs'],
  'a bar on both sides': [(v) => `||${v}||`, 'has-signs-around-it'],
  'italics by asterisks': [(v) => `*${v}*`, 'has-signs-around-it'],
  'HTML’s quote at one end': [(v) => `${v}&quot;`, 'has-encoded-signs'],
  'a short name with a colon': [(v, [, , , , n]) => `${n}:${v}`, 'has-its-name'],
  'a short name with an equals sign': [(v, [, , , , n]) => `${n}=${v}`, 'has-its-name'],
  'itself again': [(v) => `${v}${v}`, 'is-repeated'],
  'itself on two lines': [(v) => `${v}\n${v}`, 'is-repeated'],
};

const VALUES: readonly (readonly [field: CredentialField, value: string, isKnown: boolean])[] = [
  ['clientId', ID, true],
  ['clientSecret', SECRET, false],
  ['refreshToken', JWT, true],
  ['refreshToken', OPAQUE, false],
];

describe('what is copied along with a credential', () => {
  const rows = VALUES.flatMap(([field, value, isKnown]) =>
    Object.entries(CERTAIN).map(([what, wrap]) => [what, field, isKnown, value, wrap(value, NAMES[field])] as const),
  );

  it.each(rows)('%s, in %s (known by its form: %s)', (_what, field, _isKnown, value, text) => {
    expect(paste(field, text)).toEqual({ value, fault: undefined });
    // Without the page, which is how another program would send it.
    expect(cleanPaste(text, field)).toBe(value);
  });

  it('is taken off in more than 120 ways', () => {
    expect(rows.length).toBeGreaterThan(250);
  });

  const certain = VALUES.flatMap(([field, value, isKnown]) =>
    Object.entries(BY_FORM).map(([what, [wrap, doubt]]) => {
      const text = wrap(value, NAMES[field]);
      return [
        what,
        field,
        text,
        isKnown ? { value, fault: undefined } : { value: text.replace('\n', ''), fault: doubt },
      ] as const;
    }),
  );

  it.each(certain)('%s, in %s: %j', (_what, field, text, outcome) => {
    expect(paste(field, text)).toEqual(outcome);
  });
});

describe('the word Bearer', () => {
  it.each([
    ['refreshToken', `Bearer ${JWT}`, JWT],
    ['refreshToken', `bearer: ${JWT}`, JWT],
    ['refreshToken', `Bearer${JWT}`, JWT],
    ['refreshToken', `bearer:${JWT}`, JWT],
    ['refreshToken', `Bearer%20${JWT}`, JWT],
    ['refreshToken', `Authorization: Bearer ${JWT}`, JWT],
    ['refreshToken', `authorization=bearer ${JWT}`, JWT],
    ['refreshToken', `"Authorization": "Bearer ${JWT}",`, JWT],
    ['refreshToken', `'Authorization: Bearer ${JWT}'`, JWT],
    ['refreshToken', `-H "Authorization: Bearer ${JWT}"`, JWT],
    ['refreshToken', `curl -H "Authorization: Bearer ${JWT}" https://us1.fylehq.com/platform/v1`, JWT],
    ['refreshToken', `curl -X POST \\\n  -H 'Authorization: Bearer ${JWT}' \\\n  https://us1.fylehq.com/`, JWT],
    ['refreshToken', `Bearer ${OPAQUE}`, OPAQUE],
    ['refreshToken', `Authorization: Bearer ${OPAQUE}`, OPAQUE],
    ['refreshToken', `curl -H "Authorization: Bearer ${OPAQUE}" https://us1.fylehq.com/`, OPAQUE],
  ] as const)('is taken off, in %s: %s', (field, text, value) => {
    expect(paste(field, text)).toEqual({ value, fault: undefined });
  });

  it.each([
    ['refreshToken', `bearer:${OPAQUE}`, 'has-bearer-before-it'],
    ['refreshToken', `Bearer=${OPAQUE}`, 'has-bearer-before-it'],
    ['refreshToken', `Bearer${OPAQUE}${OPAQUE.slice(1)}`, 'has-bearer-before-it'],
    ['clientSecret', `bearer:${SECRET}`, 'has-bearer-before-it'],
    ['clientSecret', `Bearer ${SECRET}`, 'has-the-word-bearer'],
    ['clientSecret', `Authorization: Bearer ${SECRET}`, 'has-the-word-bearer'],
    ['clientId', `Bearer ${ID}`, 'has-the-word-bearer'],
  ] as const)(
    'is named where it may belong to the value or the field takes no token, in %s: %s',
    (field, text, fault) => {
      expect(paste(field, text).fault).toBe(fault);
    },
  );

  it.each(['bearer', 'Bearer1', 'bearertown-7'])('is a part of a value like %s', (secret) => {
    expect(paste('clientSecret', secret)).toEqual({ value: secret, fault: undefined });
  });
});

describe('quoted-printable', () => {
  const [begin, end] = [JWT.slice(0, 40), JWT.slice(40)];
  const longSecret = `${'s3cr-t_Of.Acme~'.repeat(6)}x9`;
  it.each([
    ['refreshToken', `${begin}=\r\n${end}`, JWT],
    ['refreshToken', `${begin}=\n${end}\n`, JWT],
    ['clientId', `${ID.slice(0, 4)}=\r\n${ID.slice(4)}`, ID],
    ['refreshToken', `> Refresh Token:\r\n> "${begin}=\r\n> ${end}".`, JWT],
    ['clientId', `client_id=3D${ID}`, ID],
    ['clientId', `${ID}=0D=0A`, ID],
    ['refreshToken', `refresh_token=3D${begin}=\r\n${end}`, JWT],
    ['clientSecret', `${longSecret.slice(0, 75)}=\r\n${longSecret.slice(75)}`, longSecret],
    ['clientSecret', `CLIENT_SECRET=3Da=3Db=\r\n=3Dc~d`, 'a=b=c~d'],
    ['clientSecret', `a=3Db=\r\n=2Bc`, 'a=b+c'],
  ] as const)('is decoded where it is certain, in %s: %j', (field, text, value) => {
    expect(paste(field, text)).toEqual({ value, fault: undefined });
  });

  it.each([
    ['a line that ends with = and may be wrapped there', 'abc=\r\ndef', 'has-gap'],
    ['=3D in one line', 's3cret=3D', 'has-encoded-signs'],
    ['=3D behind a name', 'client_secret=3Ds3cret', 'has-a-label'],
  ])('is reported where it may be a part of the value: %s', (_what, text, fault) => {
    expect(paste('clientSecret', text).fault).toBe(fault);
  });

  it('is not seen in base64, whose end is no soft break', () => {
    expect(paste('clientSecret', 'c2VjcmV0LQ==\r\n')).toEqual({ value: 'c2VjcmV0LQ==', fault: undefined });
    expect(paste('clientSecret', 'CLIENT_SECRET=\r\nc2VjcmV0LQ==')).toEqual({
      value: 'c2VjcmV0LQ==',
      fault: undefined,
    });
  });
});

describe('a value in the wrong place is named before anything is sent', () => {
  const encode = (json: unknown) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const token = (claims: unknown, header: unknown = { alg: 'HS256' }) =>
    `${encode(header)}.${encode(claims)}.${'s'.repeat(43)}`;
  const HOUR = { iat: 1_785_747_600, exp: 1_785_751_200 };
  const YEAR = { iat: 1_785_747_600, exp: 1_817_283_600 };
  const whole = token({ ...YEAR, org_user_id: 'ou1' });
  const [header = '', claims = '', signature = ''] = whole.split('.');

  it.each([
    ['a whole refresh token', whole, undefined],
    ['one that lives for an hour and says that it is one', token({ ...HOUR, typ: 'Refresh', scope: 'a' }), undefined],
    ['a Fyle access token', token({ ...HOUR, roles: '["ADMIN"]', scopes: '[]' }), 'is-an-access-token'],
    ['an access token by its type', token(YEAR, { alg: 'RS256', typ: 'at+jwt' }), 'is-an-access-token'],
    ['one of Keycloak’s', token({ ...YEAR, typ: 'Bearer' }, { alg: 'none' }), 'is-an-access-token'],
    ['a token without its signature', `${header}.${claims}`, 'is-cut-short'],
    ['with an empty signature', `${header}.${claims}.`, 'is-cut-short'],
    ['with a part of its signature', whole.slice(0, -9), 'is-cut-short'],
    ['with an impossible signature', `${header}.${claims}.${signature.slice(0, 5)}`, 'is-cut-short'],
    ['cut in its claims', `${header}.${claims.slice(0, 20)}`, 'is-cut-short'],
    ['with claims that do not decode', `${header}.${claims.slice(0, -7)}.${signature}`, 'is-cut-short'],
    ['the header alone', header, 'is-cut-short'],
    ['a part of the header', header.slice(0, 15), 'is-cut-short'],
    ['without its beginning', whole.slice(5), 'is-cut-short'],
    ['a client ID', 'tpaOther0001', 'looks-like-a-client-id'],
    ['an authorization code', 'code=abc123&state=xyz', 'is-a-sign-in-answer'],
    ['a redirect’s query', '?state=xyz&code=abc123', 'is-a-sign-in-answer'],
    ['a redirect', 'http://localhost:8000/callback?code=abc&state=d', 'is-a-sign-in-answer'],
    ['an encrypted token', `${encode({ alg: 'dir', enc: 'A256GCM' })}..aXY.dGV4dA.dGFn`, undefined],
    ['an encrypted token without its end', `${encode({ alg: 'dir', enc: 'A256GCM' })}..aXY.dGV4dA`, 'is-cut-short'],
    ['JSON in base64 that is no JWT', encode({ iv: 'a', value: 'b' }), undefined],
    ['a signed cookie', `${encode({ user: 1 })}.ZxY1.c2ln`, undefined],
  ])('refresh token: %s', (_what, text, fault) => {
    expect(paste('refreshToken', text).fault).toBe(fault);
  });

  it.each([
    ['clientSecret', 'tpaOther0001', 'client-of-acme', 'looks-like-a-client-id'],
    ['clientSecret', ID, ID, 'is-the-client-id'],
    ['clientSecret', whole, ID, 'looks-like-a-token'],
    ['clientSecret', `${header}.${claims}`, ID, 'looks-like-a-token'],
  ])('%s: %s', (_field, secret, clientId, fault) => {
    expect(clientSecretFault(secret, clientId)).toBe(fault);
  });

  it.each([
    [SECRET, true, 'is-no-client-id-of-fyle'],
    [SECRET, false, undefined],
    [whole.slice(0, 60), true, 'looks-like-a-token'],
    ['https://acme.example/cb?code=abc&state=d', false, 'is-a-sign-in-answer'],
  ])('client ID: %s (of Fyle: %s)', (clientId, isFyle, fault) => {
    expect(clientIdFault(clientId, isFyle)).toBe(fault);
  });
});

describe('a value that a page or a mail has shortened', () => {
  it.each([
    ['clientId', `${ID}…`, 'is-masked'],
    ['clientId', 'tpaAc…0001', 'is-masked'],
    ['clientId', 'tpaAc...0001', 'is-cut-short'],
    ['clientSecret', 's3cret…', 'is-masked'],
    ['refreshToken', `${JWT}...`, 'is-cut-short'],
    ['refreshToken', `${JWT.slice(0, 60)}…${JWT.slice(-5)}`, 'is-masked'],
  ] as const)('is told, in %s: %s', (field, text, fault) => {
    expect(paste(field, text).fault).toBe(fault);
  });
});

describe('another value’s name', () => {
  it.each([
    ['refreshToken', `access_token=${JWT}`, 'has-a-label'],
    ['refreshToken', `Access Token: ${JWT}`, 'has-a-label'],
    ['refreshToken', `id_token=${OPAQUE}`, 'has-its-name'],
    ['refreshToken', `refresh_token=${JWT}&grant_type=refresh_token`, 'has-a-label'],
    ['clientSecret', `webhook_secret=${SECRET}`, 'has-its-name'],
    ['clientSecret', `${ID}:${SECRET}`, 'has-a-label'],
    ['clientId', 'org_id: orNVthTo2Zyo', 'has-gap'],
    ['clientId', 'org_id=orNVthTo2Zyo', 'has-its-name'],
  ] as const)('is never taken for its own, in %s: %s', (field, text, fault) => {
    expect(paste(field, text).fault).toBe(fault);
  });
});

describe('two values in one paste', () => {
  it.each([
    `Client ID: ${ID}\nClient Secret: ${SECRET}`,
    `CLIENT_ID=${ID}\nCLIENT_SECRET=${SECRET}`,
    `client_id=${ID}client_secret=${SECRET}`,
    `{"client_id": "${ID}",\n "client_secret": "${SECRET}"}`,
    `grant_type=refresh_token&client_id=${ID}&client_secret=${SECRET}`,
  ])('are pointed at: %j', (text) => {
    expect(paste('clientId', text).fault).toMatch(/^has-(?:a-label|gap)$/);
    expect(isDoubt(paste('clientId', text).fault ?? '')).toBe(false);
  });
});

describe('what a provider issues', () => {
  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const fields = fc.constantFrom<CredentialField>('clientId', 'clientSecret', 'refreshToken');
  /** The wrappings of this table, by other means than the app's: with one of them a value may lose it. */
  const isWrapped = (text: string) =>
    /^[^\w]?.*(?:id|key|secret|token|bearer)["'*_`]*[^\w]/i.test(text) ||
    /tpa|eyJ/.test(text) ||
    ['"', "'", '`', '\\"', "\\'", '*', '_', '~', '&'].some(
      (sign) => text.startsWith(sign) && text.endsWith(sign.at(-1) ?? ''),
    ) ||
    /^["'`(<[{=&\\]/.test(text) ||
    /[\s]/.test(text);

  it('stays as it is, whatever visible ASCII it holds, unless one of these wrappings is around it', () => {
    fc.assert(
      fc.property(fc.string({ unit: visible, minLength: 1, maxLength: 60 }), fields, (text, field) => {
        fc.pre(!isWrapped(text));
        expect(cleanPaste(joinLines(text), field)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('stays as it is inside, whatever is taken off around it', () => {
    const plain = fc
      .stringMatching(/^[a-z0-9][!-~]{8,40}[a-z0-9]$/)
      .filter((text) => !isWrapped(text) && !/["'“”`]/.test(text));
    fc.assert(
      fc.property(plain, fc.constantFrom('"', "'", '“'), (text, quote) => {
        expect(cleanPaste(`Client Secret: ${quote}${text}${quote === '“' ? '”' : quote},`, 'clientSecret')).toBe(text);
      }),
    );
  });

  it('is taken after a confirmation even where it looks wrapped', () => {
    const doubtful = ['sk.live;a,b,', 'abc%3D', "o'neill'", '(abc', '=abc', 'id:777', 'bearer:x', 'abcabcabcabc'];
    expect(doubtful.map((text) => isDoubt(clientSecretFault(cleanPaste(text, 'clientSecret'), ID) ?? ''))).toEqual(
      doubtful.map(() => true),
    );
    expect(doubtful.map((text) => cleanPaste(text, 'clientSecret'))).toEqual(doubtful);
  });
});

describe('cleaning', () => {
  const piece = fc.constantFrom(
    ...[ID, SECRET, JWT, 'Client ID: ', 'refresh_token=', 'Bearer ', '"', "'", '“', '”', '<', '>', '(', ')', '**', '`'],
    ...['\n', '\r\n', ' ', '\u00a0', '\u200b', '=', '=\n', '=3D', '%3D', '&quot;', '> ', '- ', ',', '.', ';', '\u2011'],
  );
  const text = fc.array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 10,
  });
  const fields = fc.constantFrom<CredentialField>('clientId', 'clientSecret', 'refreshToken');

  it('twice changes nothing more', () => {
    fc.assert(
      fc.property(text, fields, (pieces, field) => {
        const once = cleanPaste(pieces.join(''), field);
        expect(cleanPaste(once, field)).toBe(once);
      }),
      { numRuns: 5000 },
    );
  });

  it('joins lines once and for all: the page does it, and main again', () => {
    fc.assert(
      fc.property(text, (pieces) => {
        const joined = joinLines(pieces.join(''));
        expect(joinLines(joined)).toBe(joined);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes no time, however long the text', () => {
    const texts = [
      '"',
      "'",
      '(',
      '“',
      ' ',
      '> ',
      '=\n',
      'a=\n',
      'id ',
      'bearer ',
      'authorization: ',
      '&quot;',
      '\n',
      'abc ',
      'x_',
      '{,',
    ];
    const start = performance.now();
    for (const unit of texts) {
      const long = unit.repeat(Math.ceil(70_000 / unit.length));
      for (const field of ['clientId', 'clientSecret', 'refreshToken'] as const) {
        paste(field, `${long}x`);
        paste(field, `x${long}x`);
      }
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
