import { describe, expect, it } from 'vitest';
import { readPasted } from '../../../../main/connections/form/credentialBundle.ts';
import type { PastedCredentials } from '../../../../preload/form.ts';

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const jwt = (claims: object) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${'s'.repeat(43)}`;

const clientId = 'tpaZ3kQ9w2x81Q';
const clientSecret = 'bkZ-8fJ2_qLw93XyTn4v';
const refreshToken = jwt({ iss: 'FyleApp', iat: 1_790_000_000, exp: 1_821_536_000, token_type: 'refresh' });
const accessToken = jwt({ iss: 'FyleApp', iat: 1_790_000_000, exp: 1_790_003_600, scopes: '[]' });
const all = { clientId, clientSecret, refreshToken };
const two = { clientId, clientSecret };

/** What is copied, and what of it goes into the form. */
const copies: readonly (readonly [what: string, text: string, read: PastedCredentials])[] = [
  [
    'Fyle’s dialog, each value below its name',
    `Copy Application Credentials\nClient Id\n${clientId}\nClient Secret\n${clientSecret}\nRefresh Token\n${refreshToken}\n`,
    all,
  ],
  ['the dialog of an OAuth 2 app', `Client Id\n${clientId}\nClient Secret\n${clientSecret}`, two],
  [
    'values beside their names',
    `Client Id: ${clientId}\nClient Secret: ${clientSecret}\nRefresh Token: ${refreshToken}`,
    all,
  ],
  ['another order', `Refresh Token: ${refreshToken}\nClient Secret: ${clientSecret}\nClient Id: ${clientId}`, all],
  ['one line', `Client Id ${clientId} Client Secret ${clientSecret} Refresh Token ${refreshToken}`, all],
  ['commas between', `client_id: ${clientId}, client_secret: ${clientSecret}, refresh_token: ${refreshToken}`, all],
  [
    'names first, then the values',
    `Client Id\nClient Secret\nRefresh Token\n${clientId}\n${clientSecret}\n${refreshToken}`,
    all,
  ],
  ['JSON', JSON.stringify({ client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken }), all],
  ['JSON over several lines', JSON.stringify({ refreshToken, clientSecret, clientId }, undefined, 2), all],
  ['JSON within JSON', JSON.stringify({ data: { app: { clientId, clientSecret } } }), two],
  ['JSON with a text of JSON', JSON.stringify(JSON.stringify({ clientId, clientSecret })), two],
  ['JSON with escapes', `{"client_id":"${clientId}","client_secret":"\\u0062kZ-8fJ2_qLw93XyTn4v"}`, two],
  ['JSON that is cut off', `{"client_id": "${clientId}", "client_secret": "${clientSecret}", "refresh_to`, two],
  [
    'an .env file',
    `FYLE_CLIENT_ID=${clientId}\nFYLE_CLIENT_SECRET="${clientSecret}"\nFYLE_REFRESH_TOKEN='${refreshToken}'`,
    all,
  ],
  ['shell exports', `export CLIENT_ID=${clientId}\nexport CLIENT_SECRET=${clientSecret}`, two],
  [
    'YAML',
    `fyle:\n  client_id: ${clientId}\n  client_secret: "${clientSecret}"\n  refresh_token: ${refreshToken}`,
    all,
  ],
  [
    'a query',
    `client_id=${clientId}&client_secret=${clientSecret}&grant_type=refresh_token&refresh_token=${refreshToken}`,
    all,
  ],
  [
    'a table of a password manager',
    `client_id,client_secret,refresh_token\n${clientId},"${clientSecret}",${refreshToken}`,
    all,
  ],
  [
    'such a table with more columns',
    `name,client id,client secret,notes\nAcme,${clientId},${clientSecret},"mine, alone"`,
    two,
  ],
  [
    'a table from a spreadsheet',
    `Client ID\tClient secret\tRefresh token\n${clientId}\t${clientSecret}\t${refreshToken}`,
    all,
  ],
  [
    'rows of a spreadsheet',
    `Client ID\t${clientId}\nClient secret\t${clientSecret}\nRefresh token\t${refreshToken}`,
    all,
  ],
  ['a table of Markdown', `| Client ID | ${clientId} |\n| Client secret | ${clientSecret} |`, two],
  ['bold names in a list', `- **Client ID:** ${clientId}\n- **Client secret:** ${clientSecret}`, two],
  [
    'names of programs',
    `clientId: '${clientId}',\nclientSecret: '${clientSecret}',\nrefreshToken: '${refreshToken}',`,
    all,
  ],
  [
    'three values without names, of which two are known by their form: the third is asked about',
    `${clientId}\n${clientSecret}\n${refreshToken}`,
    { clientId, refreshToken, unclear: [clientSecret] },
  ],
  [
    'the same in another order',
    `${refreshToken} ${clientSecret} ${clientId}`,
    { clientId, refreshToken, unclear: [clientSecret] },
  ],
  [
    'the same with a short secret',
    `${clientId} hunter ${refreshToken}`,
    { clientId, refreshToken, unclear: ['hunter'] },
  ],
  [
    'values with a text around them',
    `Hi,\nhere is the Client Id: ${clientId}\nand the Client Secret: ${clientSecret}\nBest,\nAnna`,
    two,
  ],
  ['line ends of Windows', `Client Id\r\n${clientId}\r\n\r\nClient Secret\r\n${clientSecret}\r\n`, two],
  [
    'characters that show nothing',
    `\uFEFFClient Id:\u200B ${clientId}\nClient\u00A0Secret: ${clientSecret}`.replace('\u00A0', ' '),
    two,
  ],
  ['the same value twice', `Client Id: ${clientId}\nClient Secret: ${clientSecret}\nclient_id=${clientId}`, two],
  [
    'an access token beside them, which no field takes',
    `Client Id: ${clientId}\nAccess Token: ${accessToken}\nRefresh Token: ${refreshToken}`,
    { clientId, refreshToken },
  ],
  ['a client ID alone', clientId, { clientId }],
  ['a refresh token alone', refreshToken, { refreshToken }],
  ['one value that nothing names', clientSecret, { unclear: [clientSecret] }],
  ['two values of which one is not known', `${clientId} ${clientSecret}`, { clientId, unclear: [clientSecret] }],
  [
    'two secrets by name',
    `Client Id: ${clientId}\nClient Secret: ${clientSecret}\nClient Secret: other9SecretX77`,
    { clientId, unclear: [clientSecret, 'other9SecretX77'] },
  ],
  ['two apps', `Client Id: ${clientId}\nClient Id: tpaOther12345`, { unclear: [clientId, 'tpaOther12345'] }],
  ['masked values', 'Client Id: ••••••••\nClient Secret: ********', {}],
  ['a mail', 'Dear all,\nplease find the figures of October attached.\nBest regards', {}],
  ['an address', 'https://app.fylehq.com/app/settings?client=1', {}],
  ['nothing', '', {}],
  ['only names', 'Client Id\nClient Secret\nRefresh Token', {}],
  ['deep JSON', '['.repeat(50_000), {}],
  ['a text without end', 'client_id='.repeat(20_000), {}],
  ['deep JSON that is whole', `${'['.repeat(9_999)}${']'.repeat(9_999)}`, {}],
  ['a long row of one sign', `client id${' '.repeat(19_000)}`, {}],
  ['a long row of blanks before a sign', `client id x${' '.repeat(19_000)}?`, { clientId: 'x' }],
  ['a long row of blanks before a name', `client id${' '.repeat(19_000)}? client secret`, { clientId: '?' }],
  ['many empty lines', `refresh token ${'s'.repeat(40)}${'\n'.repeat(19_000)}?`, { refreshToken: 's'.repeat(40) }],
  ['many quotes', `client id ${'"'.repeat(19_000)}?`, { clientId: '?' }],
  ['many names', 'client id client secret '.repeat(800), {}],
  ['many words', 'abcdefg1 '.repeat(2_200), { unclear: ['abcdefg1'] }],
  ['many cells', `client_id,client_secret\n${',"'.repeat(9_000)}`, {}],
  ['a text that is longer than any dialog', `Client Id: ${clientId} ${' '.repeat(20_000)}`, {}],
  [
    'a script, which is a text like any other',
    '<script>client_secret=alert(1)</script>',
    { clientSecret: 'alert(1)</script>' },
  ],
  [
    'a token that a terminal has wrapped, below other values',
    `$ cat .env\nCLIENT_ID=${clientId}\nREFRESH_TOKEN=${refreshToken.slice(0, 66)}\n${refreshToken.slice(66, 146)}\n${refreshToken.slice(146)}\nCLIENT_SECRET=${clientSecret}\n$ `,
    all,
  ],
  [
    'a token that was wrapped, and nothing names',
    `${clientId}\n${clientSecret}\n${refreshToken.slice(0, 80)}\n${refreshToken.slice(80, 160)}\n${refreshToken.slice(160)}\n`,
    { clientId, refreshToken, unclear: [clientSecret] },
  ],
  [
    'a mail’s quotation',
    `> Client Id: ${clientId}\n> Client Secret: ${clientSecret}\n> Refresh Token: ${refreshToken}`,
    all,
  ],
  ['names and dashes', `Client ID - ${clientId}\nClient secret - ${clientSecret}`, two],
  ['options of a command', `fyle login --client-id ${clientId} --client-secret ${clientSecret} --verbose`, two],
  ['bold names in one line', `**Client ID:** ${clientId} **Client secret:** ${clientSecret}`, two],
  [
    'a token that was wrapped',
    `Client Id: ${clientId}\nRefresh Token:\n${refreshToken.slice(0, 80)}\n${refreshToken.slice(80)}\n`,
    { clientId, refreshToken },
  ],
];

describe('reading all values out of one copied text', () => {
  it.each(copies)('%s', (_what, text, read) => {
    const begun = performance.now();
    expect(readPasted(text, undefined)).toEqual(read);
    expect(performance.now() - begun).toBeLessThan(500);
  });

  // A provider draws secrets from letters, digits, `-` and `_` (RFC 4648 §5): one in thirty begins or ends with a sign.
  it.each([
    '-8fJ2qLw93XyTn4vbkZ',
    '8fJ2qLw93XyTn4vbkZ-',
    '_8fJ2qLw93XyTn4vbkZ',
    '8fJ2qLw93XyTn4vbkZ_',
    '-8fJ2qLw93XyTn4-_',
  ])('a secret like %s is whole, wherever it stands', (odd) => {
    for (const [what, text, read] of copies.filter(([, one]) => one.includes(clientSecret)))
      expect([what, readPasted(text.replaceAll(clientSecret, odd), undefined)]).toEqual([
        what,
        JSON.parse(JSON.stringify(read).replaceAll(clientSecret, odd)),
      ]);
  });
});

describe('reading one value for one field', () => {
  it.each<[string, string, 'clientId' | 'clientSecret' | 'refreshToken', string | undefined]>([
    ['the value', clientSecret, 'clientSecret', clientSecret],
    ['with its name', `Client Secret: ${clientSecret}`, 'clientSecret', clientSecret],
    ['with blanks', `  ${clientId}\n`, 'clientId', clientId],
    ['a whole dialog', `Client Id\n${clientId}\nClient Secret\n${clientSecret}`, 'clientSecret', clientSecret],
    ['a dialog of two apps', `Client Id: ${clientId}\nClient Id: tpaOther12345`, 'clientId', undefined],
    ['a refresh token for the secret', refreshToken, 'clientSecret', undefined],
    ['a sentence', 'please call me back', 'clientSecret', undefined],
    ['an address', 'https://bank.example/?session=1', 'clientSecret', undefined],
    ['too much', 'x'.repeat(100_001), 'clientSecret', undefined],
    ['nothing', '', 'clientId', undefined],
  ])('%s', (_what, text, field, value) => {
    expect(readPasted(text, field)).toEqual(value === undefined ? {} : { [field]: value });
  });
});
