import { execFileSync } from 'node:child_process';
import { DefaultSettings, Language, TaskUtils } from '@microsoft/powerquery-parser';
import { describe, expect, it } from 'vitest';
import { copyText, offeredFormats } from '../../../../main/connections/copying/copyText.ts';
import { mText } from '../../../../main/connections/copying/powerQuery.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { COPY_FORMATS, type CopyFormat, needsApiAddress, usualFormat } from '../../../../preload/shared/copyFormats.ts';
import { must } from '../../../fakes/world.ts';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJGeWxlQXBwIn0.c2ln';
/** Every character that a token may hold. */
const ODD = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index)).join('');
/** A minute after which a token is no longer valid, by this computer's clock. */
const END = new Date(2026, 10, 3, 9, 5, 59).getTime();
const ADDRESS = 'https://us1.fylehq.com';
const WHOSE = `${ADDRESS}/platform/v1/spender/my_profile`;

function copied(format: CopyFormat, token = TOKEN, apiAddress: string | undefined = ADDRESS): string {
  return must(
    copyText(format, { secret: new Secret(token), validUntil: END, name: 'Acme "Ltd"', apiAddress }),
  ).reveal();
}

describe('what is copied', () => {
  it.each([
    ['token', TOKEN],
    ['header', `Authorization: Bearer ${TOKEN}`],
    ['curl', `curl -H 'Authorization: Bearer ${TOKEN}' '${WHOSE}'`],
    ['curl-powershell', `curl.exe -H 'Authorization: Bearer ${TOKEN}' '${WHOSE}'`],
    ['curl-cmd', `curl.exe -H "Authorization: Bearer ${TOKEN}" "${WHOSE}"`],
    ['environment', `export FYLE_ACCESS_TOKEN='${TOKEN}'`],
    ['environment-powershell', `$env:FYLE_ACCESS_TOKEN = '${TOKEN}'`],
    ['environment-cmd', `set "FYLE_ACCESS_TOKEN=${TOKEN}"`],
  ] as const)('as %s is ready to use', (format, text) => {
    expect(copied(format)).toBe(text);
  });

  it('as curl is run by bash with exactly this header and address', () => {
    const curl = `curl() { printf '%s\\0' "$@"; }; ${copied('curl', ODD)}`;
    const read = execFileSync('/bin/bash', ['-c', curl], { encoding: 'utf8' });
    expect(read.split('\0').slice(0, -1)).toEqual(['-H', `Authorization: Bearer ${ODD}`, WHOSE]);
  });

  it('as an environment variable is set by bash to exactly the token', () => {
    const line = `${copied('environment', ODD)}; printenv FYLE_ACCESS_TOKEN`;
    expect(execFileSync('/bin/bash', ['-c', line], { encoding: 'utf8' })).toBe(`${ODD}\n`);
  });

  it.each([TOKEN, ODD])('as a Postman collection has the address, the bearer and one request: %s', (token) => {
    const collection: unknown = JSON.parse(copied('postman', token));
    expect(collection).toMatchObject({
      info: { name: 'Acme "Ltd" (Fyle)', schema: expect.stringContaining('/v2.1.0/') },
      auth: { type: 'bearer', bearer: [{ key: 'token', value: token }] },
      variable: [{ key: 'apiAddress', value: ADDRESS }],
      item: [{ request: { method: 'GET', url: { raw: '{{apiAddress}}/platform/v1/spender/my_profile' } } }],
    });
  });

  it('is printed nowhere', () => {
    for (const format of COPY_FORMATS) {
      const text = copyText(format, { secret: new Secret(TOKEN), validUntil: END, name: 'Acme', apiAddress: ADDRESS });
      expect(JSON.stringify(text)).not.toContain(TOKEN);
    }
  });

  it('is the token, its header or a variable while the API address is not known', () => {
    const possible = COPY_FORMATS.filter(
      (format) =>
        copyText(format, { secret: new Secret(TOKEN), validUntil: END, name: 'Acme', apiAddress: undefined }).ok,
    );
    expect(possible).toEqual(COPY_FORMATS.filter((format) => !needsApiAddress(format)));
    expect(possible).not.toContain('curl');
    const refused = copyText('curl', {
      secret: new Secret(TOKEN),
      validUntil: END,
      name: 'Acme',
      apiAddress: undefined,
    });
    expect(refused).toEqual({ ok: false, failure: { code: 'cannot-copy-as', reason: 'no-api-address' } });
  });

  it.each([
    ['curl-cmd', `${TOKEN}\nwhoami`],
    ['curl', `${TOKEN}\nwhoami`],
    ['header', `${TOKEN}\r\nHost: evil.example`],
    ['environment', 'a\0b'],
    ['power-query', 'schlüssel'],
    ['environment-cmd', 'a'.repeat(8_200)],
    ['curl-cmd', '%'.repeat(4_100)],
  ] as const)('as %s is refused for what no such line can hold: %j', (format, token) => {
    const refused = copyText(format, { secret: new Secret(token), validUntil: END, name: 'Acme', apiAddress: ADDRESS });
    expect(refused).toEqual({ ok: false, failure: { code: 'cannot-copy-as', reason: 'not-quotable' } });
  });
});

describe('a query for Excel', () => {
  const parse = (text: string) => TaskUtils.tryLexParse(DefaultSettings, text);

  it.each([TOKEN, ODD, `#(lf)"#(0022)`])("is one that Microsoft's parser takes: %s", async (token) => {
    const text = copied('power-query', token);
    const parsed = await parse(text);
    expect(TaskUtils.isParseStageOk(parsed)).toBe(true);
    expect(text.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^\/\/ When Excel asks .* "Anonymous"/),
      expect.stringMatching(/^\/\/ The token is valid until 2026-11-03 09:05 \(local time\)/),
      'let',
    ]);
    expect(text).toContain(`Web.Contents(\n            "${ADDRESS}"`);
    expect(text).toContain('RelativePath = "platform/v1/spender/my_profile"');
    const bearer = /Authorization = (".*")/.exec(text)?.[1] ?? '';
    expect(Language.TextUtils.unescape(bearer.slice(1, -1)).replaceAll('""', '"')).toBe(`Bearer ${token}`);
  });

  it('is told by the parser from a broken one', async () => {
    expect(TaskUtils.isParseStageOk(await parse(copied('power-query').replace('Headers = [', 'Headers = ')))).toBe(
      false,
    );
    expect(TaskUtils.isParseStageOk(await parse('let a = "b" c" in a'))).toBe(false);
  });

  it.each([
    ['a "word"', '"a ""word"""'],
    ['a\nb\r\tc', '"a#(lf)b#(cr)#(tab)c"'],
    ['#(lf)', '"#(#)(lf)"'],
    ['\u0001\u2028', '"#(0001)#(2028)"'],
    ['# (', '"# ("'],
  ])('escapes %j', async (text, literal) => {
    expect(mText(text)).toBe(literal);
    expect(TaskUtils.isParseStageOk(await parse(literal))).toBe(true);
  });
});

describe('the forms', () => {
  it('are those of the shells that the system has', () => {
    expect(offeredFormats(false)).toEqual(['token', 'header', 'power-query', 'curl', 'environment', 'postman']);
    expect(offeredFormats(true)).toEqual([
      ...['token', 'header', 'power-query', 'curl-powershell', 'curl-cmd'],
      ...['environment-powershell', 'environment-cmd', 'postman'],
    ]);
  });

  it.each([
    [undefined, ADDRESS, 'token'],
    ['power-query', ADDRESS, 'power-query'],
    ['power-query', undefined, 'token'],
    ['environment', undefined, 'environment'],
    ['curl-cmd', ADDRESS, 'token'],
  ] as const)('of which %s was chosen, with %s, give %s without a choice', (copyFormat, cluster, usual) => {
    const connection = { ...(copyFormat && { copyFormat }), ...(cluster && { cluster }) };
    expect(usualFormat(connection, offeredFormats(false), 'token')).toBe(usual);
  });

  it.each([
    [undefined, ADDRESS, 'header', 'header'],
    ['token', ADDRESS, 'header', 'token'],
    ['environment', ADDRESS, 'header', 'environment'],
    [undefined, undefined, 'power-query', 'token'],
    [undefined, ADDRESS, 'curl-cmd', 'token'],
  ] as const)('of which %s was chosen, with %s, and %s for all, give %s', (copyFormat, cluster, forAll, usual) => {
    const connection = { ...(copyFormat && { copyFormat }), ...(cluster && { cluster }) };
    expect(usualFormat(connection, offeredFormats(false), forAll)).toBe(usual);
  });
});
