import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanAddress } from '../../../../main/connections/form/addressCleanup.ts';
import { typedEndpointFault, typedRedirectUriFault } from '../../../../main/oauth/typedAddress.ts';
import { joinLines } from '../../../../preload/shared/joinLines.ts';

const REDIRECT = 'https://app.acme.example/fyle/callback?tenant=7';
const LOCAL = 'http://localhost:8000/callback';
const FYLE = 'https://accounts.fylehq.com/app/developers/#/oauth/authorize';
const clean = (text: string) => cleanAddress(joinLines(text));

/** What stands around an address and is no part of it. */
const AROUND: Readonly<Record<string, (address: string) => string>> = {
  'a full stop': (a) => `${a}.`,
  'a comma': (a) => `${a},`,
  'a semicolon': (a) => `${a};`,
  'a colon': (a) => `${a}:`,
  'an exclamation mark': (a) => `${a}!`,
  'a bracket': (a) => `${a})`,
  'a bracket and a full stop': (a) => `${a}).`,
  'a square bracket': (a) => `${a}]`,
  'an angle bracket': (a) => `${a}>`,
  'a quote': (a) => `${a}"`,
  'a quote and a comma': (a) => `${a}",`,
  'an apostrophe': (a) => `${a}'`,
  'a curly quote': (a) => `${a}”`,
  'a backtick': (a) => `${a}\``,
  'a full stop of Chinese': (a) => `${a}。`,
  'an encoded angle bracket': (a) => `${a}%3E`,
  'an encoded quote': (a) => `${a}%22`,
  'an encoded blank': (a) => `${a}%20`,
  'an encoded zero-width space': (a) => `${a}%E2%80%8B`,
  'an encoded curly quote': (a) => `${a}%E2%80%9D`,
  'an encoded line break': (a) => `${a}%0D%0A`,
  'an encoded bracket': (a) => `${a}%29`,
  'an encoded soft hyphen': (a) => `${a}%C2%AD`,
  'an encoded byte order mark': (a) => `${a}%EF%BB%BF`,
  'an encoded ellipsis': (a) => `${a}%E2%80%A6`,
  'an encoded NUL': (a) => `${a}%00`,
  'an ampersand': (a) => `${a}&`,
  'half of bold': (a) => `${a}**`,
  'a quote before': (a) => `"${a}`,
  'a bracket before': (a) => `(${a}`,
  'half of a Markdown link': (a) => `[Callback](${a}`,
  'HTML’s bracket': (a) => `${a}&gt;`,
  quotes: (a) => `"${a}"`,
  'angle brackets': (a) => `<${a}>`,
  parentheses: (a) => `(${a})`,
  'French quotes': (a) => `« ${a} »`,
  'a sentence’s quotes': (a) => `“${a}”.`,
  ticks: (a) => `\`${a}\``,
  bold: (a) => `**${a}**`,
  'a Markdown link': (a) => `[Callback](${a})`,
  'a Markdown link with the address as its text': (a) => `[${a}](${a})`,
  'a Markdown link with a title': (a) => `[Callback](${a} "Our callback"),`,
  'a Markdown reference': (a) => `[1]: ${a}`,
  'a Markdown autolink in a list': (a) => `- <${a}>`,
  'Slack’s link': (a) => `<${a}|Callback>`,
  'a mail’s link': (a) => `Callback <${a}>`,
  'an HTML link': (a) => `<a class="x" href="${a}">Callback</a>`,
  'a name': (a) => `Redirect URI: ${a}`,
  'a name without a gap': (a) => `Callback URL:${a}`,
  'a line of JSON': (a) => `"redirect_uri": "${a}",`,
  'a line of .env': (a) => `export REDIRECT_URI='${a}'`,
  'a bold name': (a) => `**Token URL:** ${a}`,
  'a quotation': (a) => `> ${a}`,
  'a byte order mark and a soft hyphen': (a) => `\ufeff${a.slice(0, 12)}\u00ad${a.slice(12)}`,
  'line breaks': (a) => `${a.slice(0, 20)}\r\n${a.slice(20)}\r\n`,
  'itself again': (a) => `${a}${a}`,
  'itself again behind a gap': (a) => `${a} ${a}`,
  'itself in angle brackets': (a) => `${a} <${a}>`,
  'the scheme twice': (a) => `https://${a}`,
  'defanged brackets': (a) => `${a.replace('http', 'hxxp').replaceAll('.', '[.]')}`,
  'encoding throughout': (a) => encodeURIComponent(a),
  'escapes of JSON': (a) => a.replaceAll('/', '\\/'),
};

/** Links that a mail filter, a chat or a search made of an address. */
const WRAPPED: Readonly<Record<string, (address: string) => string>> = {
  'Outlook’s SafeLinks': (a) =>
    `https://eur02.safelinks.protection.outlook.com/?url=${encodeURIComponent(a)}&data=05%7C02%7Cjane&reserved=0`,
  'SafeLinks of a government': (a) => `https://usg01.safelinks.protection.office365.us/?url=${encodeURIComponent(a)}`,
  'SafeLinks in SafeLinks': (a) =>
    `https://nam01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(a)}`)}`,
  'Teams’ SafeLinks': (a) =>
    `https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=${encodeURIComponent(a)}&locale=en`,
  'Proofpoint 1': (a) => `https://urldefense.proofpoint.com/v1/url?u=${encodeURIComponent(a)}&k=abc`,
  'Proofpoint 2': (a) =>
    `https://urldefense.proofpoint.com/v2/url?u=${encodeURIComponent(a).replaceAll('-', '%2D').replaceAll('_', '%5F').replaceAll('%2F', '_').replaceAll('%', '-')}&d=DwMF&c=abc`,
  'Google’s result': (a) => `https://www.google.com/url?sa=t&source=web&url=${encodeURIComponent(a)}&usg=abc`,
  'Google’s mail': (a) => `https://www.google.com/url?q=${encodeURIComponent(a)}&source=gmail&ust=1`,
  Barracuda: (a) => `https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(a)}&c=E,1,abc&typo=1`,
  Slack: (a) => `https://slack-redir.net/link?url=${encodeURIComponent(a)}&v=3`,
  LinkedIn: (a) => `https://www.linkedin.com/redir/redirect?url=${encodeURIComponent(a)}&urlhash=x`,
  Facebook: (a) => `https://l.facebook.com/l.php?u=${encodeURIComponent(a)}&h=AT0`,
  Sophos: (a) => `https://eu-west-1.protection.sophos.com/?d=acme.example&u=${encodeURIComponent(btoa(a))}&i=abc`,
  'Trend Micro': (a) => `https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=${encodeURIComponent(a)}&umid=1`,
  'Check Point': (a) => `https://protect.checkpoint.com/v2/r01/___${a}___.YzJlOmFjbWU6`,
  Avanan: (a) => `https://url.avanan.click/v2/___${a}___.YXBzMQ`,
  Trustwave: (a) => `https://scanmail.trustwave.com/?c=1&d=2&u=${encodeURIComponent(a)}`,
  Cisco: (a) => `https://secure-web.cisco.com/1abcDEF/${encodeURIComponent(a)}`,
};

describe('what is copied along with an address', () => {
  const rows = [REDIRECT, LOCAL, FYLE].flatMap((address) =>
    Object.entries({ ...AROUND, ...WRAPPED }).map(([what, wrap]) => [what, wrap(address), address] as const),
  );

  it.each(rows)('is taken off: %s, %j', (_what, text, address) => {
    expect(clean(text)).toBe(address);
    expect(cleanAddress(text)).toBe(address);
    expect(typedEndpointFault(clean(text))).toBeUndefined();
  });

  it.each([
    'https://urldefense.com/v3/__https://acme.example/cb__;!!abc!def$',
    'https://urldefense.com/v3/__https:/acme.example/cb__;!!abc!def$',
    'https://urldefense.us/v3/__https://acme.example/cb__;!!abc!def$',
  ])('is taken off: Proofpoint 3, %s', (text) => {
    expect(clean(text)).toBe('https://acme.example/cb');
  });

  it.each([
    'https://acme.example/',
    'https://acme.example/cb(1)',
    'https://acme.example/cb%281%29',
    'https://acme.example/*',
    'https://acme_x.example/cb',
    'https://acme.example/cb?x=(a)',
    'https://acme.example/a,b;c',
    'https://acme.example/%3Ea',
    'https://acme.example/cb?a=1&b=%3D',
    'https://acme.example/cb?next=https://a.example/',
    'https://acme.example/cb?url=https%3A%2F%2Fa.example',
    'http://[::1]',
    'http://[::1]:8080/cb',
    'com.acme.desk:',
    'com.acme.desk:/cb',
    'urn:ietf:wg:oauth:2.0:oob',
    'https://www.linkedin.com/oauth/v2/accessToken',
    'https://accounts.google.com/o/oauth2/v2/auth',
    'https://www.facebook.com/v19.0/dialog/oauth',
    'view-source:https://acme.example/',
  ])('leaves alone %s', (address) => {
    expect(clean(address)).toBe(address);
  });
});

describe('what may not be taken off is pointed at', () => {
  it.each([
    ['https://protect-eu.mimecast.com/s/AbCdEf?domain=acme.example', 'is-a-wrapped-link'],
    ['https://url.uk.m.mimecastprotect.com/s/AbCdEf', 'is-a-wrapped-link'],
    ['https://urldefense.com/v3/__https://acme.example/a*b__;Iw!!abc!def$', 'is-a-wrapped-link'],
    ['https://eur02.safelinks.protection.outlook.com/?url=acme.example', 'is-a-wrapped-link'],
    ['https://lnkd.in/abc', 'is-a-wrapped-link'],
    ['https://u123.ct.sendgrid.net/ls/click?upn=abc', 'is-a-wrapped-link'],
    ['https://shared.outlook.inky.com/link?domain=acme.example&t=h', 'is-a-wrapped-link'],
    ['https://acme,example/cb', 'not-an-address'],
    ['https://acme..example/cb', 'not-an-address'],
    ['https://acme.example./cb', 'not-an-address'],
    ['https://-acme.example/cb', 'not-an-address'],
    ['https://acme.example/cb%', 'has-odd-characters'],
    ['https://acme.example/cbhttps://other.example/cb', 'has-two-addresses'],
    ['https://acme.example/cb https://other.example/cb', 'has-gap'],
    ['https://acme.example/"quoted"/cb', 'has-odd-characters'],
    ['https://login.example/{tenant}/token', 'has-odd-characters'],
    ['https://acme.example/<id>/cb', 'has-odd-characters'],
    ['https\uff1a//acme.example/cb', 'has-odd-characters'],
    ['https://acme\uff0eexample/cb', 'has-odd-characters'],
    ['https://\u0430cme.example/cb', 'has-odd-characters'],
    ['https://acme.example/cb?code=abc&state=d', 'has-answer-parameters'],
    ['https://acme.example/cb?a=1=\nb=2', 'has-gap'],
  ])('%j: %s', (text, fault) => {
    expect(typedRedirectUriFault(clean(text))).toBe(fault);
    expect(typedEndpointFault(clean(text))).toBe(fault);
  });
});

describe('cleaning an address', () => {
  const piece = fc.constantFrom(
    ...[REDIRECT, LOCAL, 'https://', 'acme.example', '/cb', '?a=b', '#x', '%3E', '%22', '&amp;', '&gt;', '[', ']', '('],
    ...[')', '"', "'", '<', '>', '.', ',', ' ', '\n', '\u200b', '“', '”', 'url: ', 'https%3A%2F%2F', '\\/', '|', '*'],
  );
  const text = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));

  it('twice changes nothing more', () => {
    fc.assert(
      fc.property(text, (typed) => {
        expect(cleanAddress(cleanAddress(typed))).toBe(cleanAddress(typed));
      }),
      {
        numRuns: 5000,
      },
    );
  });

  it('leaves no accepted address with a sign around it, a second address or a wrapped link', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const address = cleanAddress(typed);
        if (typedRedirectUriFault(address) !== undefined) return;
        expect(address).toMatch(/^[!#$%&'()*+,./:;=?@[\]_~\w-]*[\w/)\]*=&$%+~@#_-]$/);
        expect(address).not.toMatch(/["<>]|%(?:3E|22)$|[^/:=?&#]https?:\/\//i);
      }),
      { numRuns: 5000 },
    );
  });

  it('leaves web addresses as they are', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (address) => {
        fc.pre(/[\w/]$/.test(address) && !/&(?:amp|gt|quot|apos|nbsp|#)|%[0-9A-F]{2}$/i.test(address));
        expect(cleanAddress(address)).toBe(address);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes no time, however long the text', () => {
    const start = performance.now();
    for (const unit of [')', '<', '[', '"', '%3E', 'a ', '> ', 'https://', '(https://a ']) {
      cleanAddress(`https://${unit.repeat(Math.ceil(70_000 / unit.length))}`);
      cleanAddress(`https://a${unit.repeat(Math.ceil(7_000 / unit.length))}`);
      cleanAddress(`${unit.repeat(Math.ceil(7_000 / unit.length))}x`);
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
