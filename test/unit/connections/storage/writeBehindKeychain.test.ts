import { describe, expect, it } from 'vitest';
import { WriteBehindKeychain } from '../../../../main/connections/storage/writeBehindKeychain.ts';
import { Sequencer } from '../../../../main/connections/timing/sequencer.ts';
import { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { KeychainFailure } from '../../../../preload/failure.ts';
import { FakeClock, settled } from '../../../fakes/clock.ts';
import { closedGate } from '../../../fakes/gate.ts';
import { FakeKeychain } from '../../../fakes/keychain.ts';
import { place } from '../../../fakes/keytar.ts';

const absent: KeychainFailure = { code: 'keychain-unavailable', reason: 'no Secret Service' };
const [A, B] = [place('a'), place('b')];
const [first, second] = [grant('first'), grant('second')];

function grant(refreshToken: string) {
  return { refreshToken: new Secret(refreshToken), clientSecret: new Secret('secret') };
}

/** A write-behind keychain over one whose every use fails like this. */
function opened(failure?: KeychainFailure) {
  const backend = new FakeKeychain();
  const failWith = (now?: KeychainFailure) => Object.assign(backend.failures, { read: now, write: now, remove: now });
  failWith(failure);
  const clock = new FakeClock();
  const changes: number[] = [];
  const onChange = () => changes.push(clock.uptime());
  const queues = new Map<string, Sequencer>();
  const queueOf = (id: string) => {
    const queue = queues.get(id) ?? new Sequencer();
    queues.set(id, queue);
    return queue;
  };
  const exclusively = <T>(id: string, task: () => Promise<T>) => queueOf(id).queue(task);
  const grants = new WriteBehindKeychain(backend, { clock, chance: () => 1, onChange, exclusively });
  const stored = () => [...backend.items].map(([id, { refreshToken }]) => `${id} ${refreshToken}`);
  return { backend, failWith, clock, changes, queueOf, exclusively, grants, stored };
}

/** How a keychain that is there fails to store a grant. */
const refusals: readonly KeychainFailure[] = [
  { code: 'keychain-locked' },
  { code: 'keychain-denied' },
  { code: 'keychain-silent' },
  { code: 'keychain-refused' },
  { code: 'vault-closed' },
  { code: 'vault-file', reason: 'ENOSPC' },
];

describe('a grant that the keychain takes', () => {
  it('is stored there, and read from there', async () => {
    const { grants, stored, backend } = opened();
    expect(await grants.write(A, first)).toBeUndefined();
    expect([stored(), grants.failures]).toEqual([['a first'], []]);
    backend.items.set('a', { refreshToken: 'from outside', clientSecret: 'secret' });
    expect(await grants.read(A)).toEqual(ok(grant('from outside')));
  });
});

describe('a grant that the keychain does not take', () => {
  it.each(refusals)('is pending with the reason, and read from memory: $code', async (failure) => {
    const { grants, stored, clock } = opened(failure);
    expect(await grants.write(A, first)).toEqual(failure);
    expect(grants.failureOf('a')).toEqual({ failure, count: 1, failedAt: clock.now(), retryAt: clock.now() + 10_000 });
    expect([grants.failures, stored()]).toEqual([[failure], []]);
    expect(await grants.read(A)).toEqual(ok(first));
    expect(await grants.read(B)).toEqual(fail(failure));
  });

  it('is given for the addresses alone that it was issued for, as the keychain’s own is', async () => {
    const { grants } = opened({ code: 'keychain-locked' });
    await grants.write(A, first);
    const { authorization, token, cluster } = A.endpoints;
    for (const endpoints of [
      { token: `${token}/` },
      { token: token.replace('.test', '.test:8443') },
      { authorization: `${authorization}?evil` },
      { cluster: 'https://evil.example/cluster' },
    ])
      expect(await grants.read(place('a', endpoints))).toEqual(ok(undefined));
    expect(await grants.read(place('a', {}, true))).toEqual(ok(undefined));
    // Written otherwise, and the same; of the practice organisation the port may change.
    expect(await grants.read(place('a', { cluster: cluster.replace('fyle', 'FYLE') }))).toEqual(ok(first));
    await grants.write(place('a', {}, true), second);
    expect(await grants.read(place('a', { token: 'http://127.0.0.1:7/token' }, true))).toEqual(ok(second));
  });

  it.each(refusals)('is offered again with growing waits until it is taken: $code', async (failure) => {
    const { grants, failWith, stored, clock, changes } = opened(failure);
    await grants.write(A, first);
    await clock.advance(29_999);
    expect(grants.failureOf('a')).toMatchObject({ count: 2, failedAt: clock.now() - 19_999 });
    failWith(undefined);
    await clock.advance(1);
    expect([stored(), grants.failures, changes]).toEqual([['a first'], [], [10_000, 30_000]]);
    // Nothing is pending: nothing is planned any more.
    expect(clock.planned).toEqual([]);
  });

  it('is offered at once when the keychain may have come back', async () => {
    const { grants, failWith, stored } = opened({ code: 'keychain-locked' });
    await grants.write(A, first);
    await grants.write(B, second);
    failWith(undefined);
    grants.recheck();
    await settled();
    expect(stored()).toEqual(['a first', 'b second']);
  });

  it('gives way to a newer one that comes while it is being written', async () => {
    const { backend, exclusively, grants, failWith, stored } = opened({ code: 'keychain-locked' });
    await grants.write(A, first);
    failWith(undefined);
    const gate = backend.hold('write');
    grants.recheck();
    await gate.reached;
    const written = exclusively('a', () => grants.write(A, second));
    gate.open();
    expect(await written).toBeUndefined();
    expect([stored(), grants.failures]).toEqual([['a second'], []]);
  });

  it('does not follow a newer one that is being written just then', async () => {
    const { backend, exclusively, grants, failWith, stored } = opened(absent);
    await grants.write(A, first);
    failWith(undefined);
    const gate = backend.hold('write');
    const written = exclusively('a', () => grants.write(A, second));
    await gate.reached;
    expect(await grants.read(A)).toEqual(ok(second));
    grants.recheck();
    gate.open();
    await written;
    await settled();
    expect(stored()).toEqual(['a second']);
  });

  it('is not put back when it was removed while it was being offered', async () => {
    const { backend, queueOf, grants, failWith, stored, clock } = opened({ code: 'keychain-locked' });
    await grants.write(A, first);
    failWith(undefined);
    const gate = backend.hold('write');
    grants.recheck();
    await gate.reached;
    const removed = grants.remove(A, queueOf('a'));
    gate.open();
    expect(await removed).toEqual(ok(undefined));
    await clock.advance(60_000);
    expect([stored(), grants.failures]).toEqual([[], []]);
  });

  it('is offered once more at the end of the app, and then no more', async () => {
    const { grants, failWith, stored, clock } = opened({ code: 'keychain-locked' });
    await grants.write(A, first);
    await grants.close(Promise.resolve());
    expect(grants.failureOf('a')?.count).toBe(2);
    failWith(undefined);
    await clock.advance(3_600_000);
    expect(stored()).toEqual([]);
    const gate = closedGate();
    const closed = grants.close(gate.pass());
    await settled();
    expect(stored()).toEqual([]);
    gate.open();
    await closed;
    expect(stored()).toEqual(['a first']);
  });

  it('is forgotten with everything, also when it is being written just then', async () => {
    const { backend, grants, failWith, clock } = opened({ code: 'keychain-locked' });
    await grants.write(A, first);
    failWith(undefined);
    const gate = backend.hold('write');
    grants.recheck();
    await gate.reached;
    grants.clear();
    gate.open();
    await clock.advance(3_600_000);
    expect(grants.failures).toEqual([]);
    backend.items.clear();
    expect(await grants.read(A)).toEqual(ok(undefined));
  });
});

describe('on a computer without a keychain a grant', () => {
  it('is in memory, which is no failure, and goes into the keychain once there is one', async () => {
    const { grants, failWith, stored } = opened(absent);
    expect(await grants.write(A, first)).toBeUndefined();
    expect(await grants.write(A, second)).toBeUndefined();
    expect([grants.failureOf('a'), grants.failures]).toEqual([undefined, [absent]]);
    expect(await grants.read(A)).toEqual(ok(second));
    failWith(undefined);
    grants.recheck();
    await settled();
    expect([stored(), grants.failures]).toEqual([['a second'], []]);
    // It is the keychain’s from then on.
    failWith(absent);
    expect(await grants.read(A)).toEqual(fail(absent));
  });

  it('is offered again at least once a minute, however long there is none', async () => {
    const { backend, grants, clock, failWith, stored } = opened(absent);
    await grants.write(A, first);
    await clock.advance(24 * 3_600_000);
    const gate = backend.hold('write');
    await clock.advance(60_000);
    await gate.reached;
    failWith(undefined);
    gate.open();
    await clock.advance(60_000);
    expect(stored()).toEqual(['a first']);
  });

  it.each<KeychainFailure>([{ code: 'keychain-refused' }, { code: 'keychain-locked' }])(
    'is reported as pending when the keychain that appears does not take it: $code',
    async (failure) => {
      const { grants, failWith, clock } = opened(absent);
      await grants.write(A, first);
      failWith(failure);
      await clock.advance(60_000);
      expect([grants.failureOf('a')?.failure, grants.failures]).toEqual([failure, [failure]]);
    },
  );

  it('that is not pending may lie in a keychain that is not there now', async () => {
    const { grants } = opened(absent);
    expect(await grants.read(A)).toEqual(fail(absent));
    expect(await grants.remove(A, new Sequencer())).toEqual(fail(absent));
  });

  it('is dropped when it is removed, whatever an absent keychain may hold of it', async () => {
    const { backend, grants, failWith } = opened();
    await grants.write(A, first);
    failWith(absent);
    await grants.write(A, second);
    expect(await grants.remove(A, new Sequencer())).toEqual(fail(absent));
    expect(await grants.read(A)).toEqual(fail(absent));
    failWith(undefined);
    expect(backend.items.get('a')?.refreshToken).toBe('first');
    expect(await grants.remove(A, new Sequencer())).toEqual(ok(undefined));
    expect(backend.items.size).toBe(0);
  });
});
