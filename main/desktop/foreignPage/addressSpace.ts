import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Where an address leads: to this computer, to its network or its company's, or to anybody's. */
export type AddressSpace = 'this-computer' | 'private' | 'public';

const HERE = ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128'];
/** Private, link-local, shared and benchmark networks, multicast, and what is reserved. @see RFC 6890, RFC 4193, RFC 4291 */
const PRIVATE = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', '100.64.0.0/10', '192.0.0.0/24'],
  ...['198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...['fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8', '64:ff9b:1::/48', '2001::/32'],
];

/**
 * Where an IP address leads; an IPv6 address that wraps one of IPv4 leads where that does.
 * @param ip `127.0.0.1` or `fe80::1%eth0`
 */
export function spaceOfIp(ip: string): AddressSpace {
  const [address = ''] = ip.split('%');
  if (isIPv4(address)) return spaceOf(address, 'ipv4');
  return isIPv6(address) ? spaceOf(wrappedIPv4(address) ?? address) : 'public';
}

/**
 * Where a URL's host leads, if it says so itself: an IP address (in any form, which `URL` has made one), or a name of this
 * computer (RFC 6761 §6.3). Undefined for a name that must be looked up.
 * @param hostname `URL.hostname`: `[::1]`, `sso.localhost.`
 */
export function spaceOfHost(hostname: string): AddressSpace | undefined {
  if (hostname.startsWith('[')) return spaceOfIp(hostname.slice(1, -1));
  if (isIPv4(hostname)) return spaceOfIp(hostname);
  return /(^|\.)localhost\.?$/.test(hostname) ? 'this-computer' : undefined;
}

/** The nearest of several, public when there is none: a name that leads here and elsewhere leads here. */
export function nearest(spaces: readonly AddressSpace[]): AddressSpace {
  return (['this-computer', 'private'] as const).find((space) => spaces.includes(space)) ?? 'public';
}

/** Made once it is asked for, because a start takes 10 ms longer with them. */
let lists: { readonly here: BlockList; readonly near: BlockList } | undefined;

function spaceOf(address: string, family = isIPv4(address) ? ('ipv4' as const) : ('ipv6' as const)): AddressSpace {
  lists ??= { here: blockList(HERE), near: blockList(PRIVATE) };
  if (lists.here.check(address, family) || ownAddresses().check(address, family)) return 'this-computer';
  return lists.near.check(address, family) ? 'private' : 'public';
}

/** What listens on every interface also listens on an address that only this computer has. */
function ownAddresses(): BlockList {
  const list = new BlockList();
  for (const { address, family } of Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []))
    list.addAddress(address.split('%')[0] ?? address, family === 'IPv4' ? 'ipv4' : 'ipv6');
  return list;
}

/** The IPv4 address in one of IPv6: mapped, compatible, NAT64 or 6to4. @see RFC 4291 §2.5.5, RFC 6052 §2.1, RFC 3056 §2 */
function wrappedIPv4(address: string): string | undefined {
  const words = wordsOf(address);
  const wrap = words
    .slice(0, 6)
    .map((word) => word.toString(16))
    .join(':');
  const isWrapped = ['0:0:0:0:0:ffff', '0:0:0:0:0:0', '0:0:0:0:ffff:0', '64:ff9b:0:0:0:0'].includes(wrap);
  const pair = words[0] === 0x2002 ? words.slice(1, 3) : words.slice(6);
  // `::` and `::1` are addresses of their own.
  if (!(isWrapped || words[0] === 0x2002) || (wrap === '0:0:0:0:0:0' && words[6] === 0)) return undefined;
  return pair.flatMap((word) => [word >> 8, word & 255]).join('.');
}

/** The eight numbers of an IPv6 address. */
function wordsOf(address: string): readonly number[] {
  // `URL` writes an IPv4 address at the end as two numbers.
  const [before = '', after] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const read = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  const [head, tail] = [read(before), read(after ?? '')];
  return after === undefined ? head : [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function blockList(subnets: readonly string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [net = '', bits] = subnet.split('/');
    list.addSubnet(net, Number(bits), isIPv4(net) ? 'ipv4' : 'ipv6');
  }
  return list;
}
