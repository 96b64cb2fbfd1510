import { orUndefined } from '../result.ts';
import { parseUrl } from './url.ts';

/** A service that puts its own address in a link's place, and the parameter that holds the link's; none where it is not in there. */
type Wrapper = readonly [host: RegExp, path: RegExp, parameter?: string];

const WRAPPERS: readonly Wrapper[] = [
  // Mail filters: Microsoft Defender, Barracuda, Trend Micro, Trellix, Symantec, Hornetsecurity, Vade, Sophos.
  [/(?:^|\.)safelinks\.(?:protection\.)?(?:outlook|office365)\.[a-z]{2,3}$/, /^/, 'url'],
  [/^statics\.teams\.(?:cdn\.office|microsoft)\.(?:net|com)$/, /safelinks/, 'url'],
  [/(?:^|\.)cudasvc\.com$/, /^\/url/, 'a'],
  [/(?:^|\.)trendmicro\.com$/, /^\/wis\/clicktime/, 'url'],
  [/(?:^|\.)(?:fireeye|trellix)\.com$/, /^\/v\d\/url/, 'u'],
  [/^clicktime\.symantec\.com$/, /^/, 'u'],
  [/(?:^|\.)hornetsecurity\.com$/, /^/, 'u'],
  [/(?:^|\.)vadesecure\.com$/, /^/, 'u'],
  [/(?:^|\.)protection\.sophos\.com$/, /^/, 'u'],
  [/^urldefense\.proofpoint\.com$/, /^\/v1\//, 'u'],
  [/(?:^|\.)(?:esvalabs|zixcentral)\.com$/, /^/, 'u'],
  [/^scanmail\.trustwave\.com$/, /^/, 'u'],
  [/(?:^|\.)postoffice\.net$/, /^\/clicktime/, 'u'],
  // Sites that send visitors on.
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, 'q'],
  [/^(?:www\.)?google\.[a-z.]{2,6}$/, /^\/url$/, 'url'],
  [/^slack-redir\.net$/, /^\/link/, 'url'],
  [/^(?:www\.)?linkedin\.com$/, /^\/(?:redir|safety)\//, 'url'],
  [/^lm?\.(?:facebook|instagram|messenger|workplace)\.com$/, /^/, 'u'],
  [/(?:^|\.)facebook\.com$/, /^\/(?:flx\/|l\.php)/, 'u'],
  [/^(?:www\.)?youtube\.com$/, /^\/redirect$/, 'q'],
  [/^duckduckgo\.com$/, /^\/l\/$/, 'uddg'],
  [/^out\.reddit\.com$/, /^/, 'url'],
  // The address is elsewhere in the link, or not in it: Proofpoint, Check Point, Cisco, Mimecast, mailings, short links.
  [/^protect\.checkpoint\.com$|(?:^|\.)avanan\.click$/, /^/],
  [/(?:^|\.)inky\.com$/, /^\/link/],
  [/^url\.emailprotection\.link$/, /^/],
  [/(?:^|\.)ct\.sendgrid\.net$|^mandrillapp\.com$/, /^\/(?:ls|track|wf)\//],
  [/^urldefense(?:\.proofpoint)?\.(?:com|us)$/, /^/],
  [/(?:^|\.)mimecast(?:protect)?\.com$/, /^\/(?:s|r)\//],
  [/^secure-web\.cisco\.com$/, /^/],
  [/^(?:t\.co|lnkd\.in|bit\.ly|tinyurl\.com|goo\.gl|ow\.ly|is\.gd|rb\.gy|aka\.ms)$/, /^\/./],
];

/** Whether an address is a link that a mail filter, a chat or another site made of the real one. */
export function isWrappedLink(address: string): boolean {
  return wrappersOf(parseUrl(address)).length > 0;
}

/** The address that such a link leads to; undefined when it is not in the link, or the address is no such link. */
export function unwrapLink(address: string): string | undefined {
  const url = parseUrl(address);
  const wrappers = wrappersOf(url);
  if (url === undefined || wrappers.length === 0) return undefined;
  const parameters = [...url.searchParams];
  const given = wrappers.flatMap(([, , wanted]) => parameters.filter(([name]) => name.toLowerCase() === wanted));
  const values = given.map(([, value]) => value);
  const found = [...values, ...values.map(ofBase64), proofpoint(url), checkPoint(url), cisco(url)];
  return found.find((text) => text !== undefined && /^https?:\/\/[^/]/i.test(text));
}

function wrappersOf(url: URL | undefined): readonly Wrapper[] {
  if (url === undefined || !/^https?:$/.test(url.protocol)) return [];
  return WRAPPERS.filter(([host, path]) => host.test(url.hostname) && path.test(url.pathname));
}

/** Version 2 writes `-3A` for `:` and `_` for `/`; in version 3 an address with `*` has signs that stand elsewhere. */
function proofpoint(url: URL): string | undefined {
  if (!url.hostname.startsWith('urldefense.')) return undefined;
  const second = url.searchParams.get('u');
  if (second !== null) return orUndefined(() => decodeURIComponent(second.replaceAll('-', '%').replaceAll('_', '/')));
  // A URL parser may join the two slashes of the address within the path, as some mail programs do.
  const third = /^\/v3\/__(https?:)\/{1,2}([^*]+?)__;[^!]*!/i.exec(url.pathname + url.search + url.hash);
  return third === null ? undefined : `${third[1]}//${third[2]}`;
}

function checkPoint({ pathname, search, hash }: URL): string | undefined {
  const found = /^\/v\d\/(?:[\w-]+\/)?___(https?:)\/{1,2}(.+?)___\./i.exec(pathname + search + hash);
  return found === null ? undefined : `${found[1]}//${found[2]}`;
}

function cisco({ hostname, pathname }: URL): string | undefined {
  const last = pathname.split('/').at(-1) ?? '';
  return hostname === 'secure-web.cisco.com' ? orUndefined(() => decodeURIComponent(last)) : undefined;
}

function ofBase64(text: string): string | undefined {
  return orUndefined(() => atob(text));
}
