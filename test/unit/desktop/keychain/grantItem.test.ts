import { describe, expect, it } from 'vitest';
import type { KeychainPlace } from '../../../../main/connections/model/ports.ts';
import { readGrant, serializeGrant } from '../../../../main/desktop/keychain/grantItem.ts';
import { keytarKeychain } from '../../../../main/desktop/keychain/keytarKeychain.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { ok } from '../../../../main/result.ts';
import { memoryKeytar, place } from '../../../fakes/keytar.ts';

const SERVICE = 'Token Desk (test)';
const grant = { refreshToken: new Secret('refresh'), clientSecret: new Secret('secret') };
const A = place('a');
const ITEM = serializeGrant(grant, A);
/** As an earlier version wrote it. */
const UNBOUND = '{"v":1,"refreshToken":"refresh","clientSecret":"secret"}';

function open() {
  const keytar = memoryKeytar();
  return { keytar, keychain: keytarKeychain(SERVICE, keytar) };
}

describe('a grant belongs to the addresses that it was issued for: a list of connections that was edited', () => {
  const other = 'https://attacker.test';

  it.each<readonly [what: string, edited: KeychainPlace]>([
    ['another authorization host', place('a', { authorization: `${other}/authorize` })],
    ['another token host', place('a', { token: `${other}/token` })],
    ['another cluster host', place('a', { cluster: `${other}/cluster` })],
    ['three other hosts', place('a', { authorization: other, token: other, cluster: other })],
    ['another port', place('a', { token: 'https://fyle.test:8443/token' })],
    ['a host below it', place('a', { token: 'https://fyle.test.attacker.test/token' })],
    ['the practice organisation', place('a', {}, true)],
  ])('finds nothing with %s, and takes nothing away', async (_what, edited) => {
    const { keytar, keychain } = open();
    await keychain.write(A, grant);
    expect(await keychain.read(edited)).toEqual(ok(undefined));
    expect(await keychain.remove(edited)).toEqual(ok(undefined));
    expect([...keytar.items]).toEqual([[`${SERVICE}/a fyle.test fyle.test fyle.test`, ITEM]]);
  });

  it('finds nothing when it makes a practice grant a real one', async () => {
    const { keychain } = open();
    await keychain.write(place('a', {}, true), grant);
    expect(await keychain.read(A)).toEqual(ok(undefined));
  });

  it.each<readonly [what: string, edited: KeychainPlace]>([
    ['another path of the token address', place('a', { token: 'https://fyle.test/taken' })],
    ['a slash more', place('a', { token: 'https://fyle.test/token/' })],
    ['a query', place('a', { token: 'https://fyle.test/token?to=attacker' })],
    ['another path of the cluster address', place('a', { cluster: 'https://fyle.test/taken' })],
    ['another path of the sign-in page', place('a', { authorization: 'https://fyle.test/taken' })],
    ['another fragment of the sign-in page', place('a', { authorization: 'https://fyle.test/authorize#/taken' })],
    ['two addresses that are exchanged', place('a', { token: A.endpoints.cluster, cluster: A.endpoints.token })],
  ])('finds nothing with %s at the same host', async (_what, edited) => {
    const { keytar, keychain } = open();
    await keychain.write(A, grant);
    expect(await keychain.read(edited)).toEqual(ok(undefined));
    expect([...keytar.items.values()]).toEqual([ITEM]);
  });

  it('finds nothing with another scheme at the same host and port', async () => {
    const { keychain } = open();
    const local = (token: string) => place('a', { token });
    await keychain.write(local('https://127.0.0.1:8443/token'), grant);
    expect(await keychain.read(local('http://127.0.0.1:8443/token'))).toEqual(ok(undefined));
  });

  it('finds it when an address is written another way', async () => {
    const { keychain } = open();
    await keychain.write(A, grant);
    const edited = place('a', {
      authorization: 'https://FYLE.test:443/authorize',
      token: 'https://fyle.test/a/../token',
    });
    expect(await keychain.read(edited)).toMatchObject({ ok: true, value: grant });
  });

  it('that an earlier version stored is found at Fyle’s own addresses and at no others, and is bound once it is written', () => {
    const [first, second] = fylePresets.map(({ endpoints }) => place('a', endpoints));
    if (first === undefined || second === undefined) throw new Error('there are two');
    for (const preset of [first, second]) expect(readGrant(UNBOUND, preset)).toMatchObject(ok(grant));
    expect(readGrant(UNBOUND, place('a', {}, true))).toMatchObject(ok(grant));
    const mixed = place('a', { ...first.endpoints, token: second.endpoints.token });
    for (const edited of [A, mixed]) expect(readGrant(UNBOUND, edited)).toEqual(ok(undefined));
    expect(readGrant(serializeGrant(grant, first), second)).toEqual(ok(undefined));
  });

  it('is readable for an earlier version', () => {
    const { v, refreshToken, clientSecret } = JSON.parse(ITEM);
    expect(JSON.stringify({ v, refreshToken, clientSecret })).toBe(UNBOUND);
  });

  it('finds a practice grant whatever the port is in this run', async () => {
    const { keychain } = open();
    const practiceAt = (host: string) => place('a', { authorization: host, token: host, cluster: host }, true);
    await keychain.write(practiceAt('http://127.0.0.1:40001'), grant);
    expect(await keychain.read(practiceAt('http://127.0.0.1:40002'))).toMatchObject({ ok: true, value: grant });
  });

  it.each<readonly [kept: string, where: KeychainPlace]>([
    ['a fyle.test fyle.test fyle.test', A],
    ['a practice', place('a', {}, true)],
    [
      'a one.test two.test:8443 [::1]:9000',
      place('a', {
        authorization: 'https://one.test/a/b',
        token: 'https://two.test:8443/',
        cluster: 'http://[::1]:9000/c',
      }),
    ],
    ['a one.test fyle.test fyle.test', place('a', { authorization: 'https://one.test/a/%2F#/b' })],
  ])('is kept as "%s": no slash, by which Windows joins it to the service', async (kept, where) => {
    const { keytar, keychain } = open();
    await keychain.write(where, grant);
    expect([...keytar.items.keys()]).toEqual([`${SERVICE}/${kept}`]);
    expect(keytar.calls.join()).not.toContain('/');
  });
});
