import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { nearest, spaceOfHost, spaceOfIp } from '../../../../main/desktop/foreignPage/addressSpace.ts';

const hostOf = (address: string) => new URL(address).hostname;

describe('where a host leads that says so itself', () => {
  test.each([
    ...['127.0.0.1', '127.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001'],
    ...['0', '0.0.0.0', '127.0.0.1.', '１２７.0.0.1', '127。0。0。1', '%31%32%37.0.0.1'],
    ...[
      '[::1]',
      '[::]',
      '[0:0:0:0:0:0:0:1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '[::127.0.0.1]',
      '[::ffff:0:127.0.0.1]',
    ],
    ...['[64:ff9b::127.0.0.1]', '[2002:7f00:1::]', '[::ffff:0.0.0.0]'],
    ...['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.localhost.', 'loc%61lhost', 'ｌocalhost'],
  ])('%s is this computer', (host) => {
    expect(spaceOfHost(hostOf(`https://${host}/`))).toBe('this-computer');
  });

  test.each([
    ...[
      '10.0.0.1',
      '10.1',
      '0xa000001',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '192.168.257',
      '169.254.169.254',
    ],
    ...['100.64.0.1', '100.127.255.255', '192.0.0.170', '198.18.0.1', '224.0.0.251', '239.255.255.250', '240.0.0.1'],
    ...['255.255.255.255', '[fc00::1]', '[fd12:3456::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[::ffff:10.0.0.1]'],
    ...['[64:ff9b::a00:1]', '[64:ff9b:1::a00:1]', '[2002:c0a8:101::1]', '[2001:0:1::1]', '[::10.0.0.1]'],
  ])('%s is private', (host) => {
    expect(spaceOfHost(hostOf(`https://${host}/`))).toBe('private');
  });

  test.each([
    ...['8.8.8.8', '172.32.0.1', '100.128.0.1', '11.0.0.1', '169.253.0.1', '[2606:4700::1111]', '[64:ff9b::808:808]'],
    ...['[::ffff:8.8.8.8]', '[2002:808:808::1]'],
  ])('%s is public', (host) => {
    expect(spaceOfHost(hostOf(`https://${host}/`))).toBe('public');
  });

  test.each(['accounts.fylehq.com', 'localhost.example.com', 'notlocalhost', 'sso.internal', 'printer.local'])(
    '%s must be looked up',
    (host) => {
      expect(spaceOfHost(hostOf(`https://${host}/`))).toBeUndefined();
    },
  );
});

test('each address of this computer is this computer, with or without its zone', () => {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  expect(own.map(({ address }) => spaceOfIp(address))).toEqual(own.map(() => 'this-computer'));
  expect(spaceOfIp('fe80::1%eth0')).toBe('private');
});

test('a name that leads here and elsewhere leads here', () => {
  expect(nearest(['public', 'private', 'this-computer'])).toBe('this-computer');
  expect(nearest(['public', 'private'])).toBe('private');
  expect(nearest([])).toBe('public');
});
