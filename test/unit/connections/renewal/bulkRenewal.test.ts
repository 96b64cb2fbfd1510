import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import { must } from '../../../fakes/world.ts';
import { manyConnections, mostInASecond } from './manyConnections.ts';

const MINUTE = 60_000;
const COUNT = 1_000;

const fyle = fylePresets[0].endpoints;
const oneHost = {
  authorization: 'https://fyle.acme.example/authorize',
  token: 'https://fyle.acme.example/oauth/token',
  cluster: 'https://fyle.acme.example/oauth/cluster',
};

/** The measurements, by scene; the last test leaves it in `out/test/throttle.json`. */
const figures: Record<string, Readonly<Record<string, number>>> = {};
const file = fileURLToPath(new URL('../../../../out/test/throttle.json', import.meta.url));

afterAll(() => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(figures, undefined, 2)}\n`);
});

describe('1,000 connections whose tokens end in the same minute', () => {
  it.each([
    ['at Fyle', { count: COUNT, endpoints: fyle, answerTime: 0 }],
    ['at a Fyle that takes two seconds to answer', { count: COUNT, endpoints: fyle, answerTime: 2_000 }],
    ['at a provider that is one host', { count: COUNT, endpoints: oneHost, answerTime: 0 }],
    ['at one host that takes two seconds', { count: COUNT, endpoints: oneHost, answerTime: 2_000 }],
  ] as const)(
    'are all renewed, none late, at most five requests a second to a host: %s',
    async (name, scene) => {
      const { clock, connections, fyle: provider, requests, reads } = manyConnections(scene);
      const all = connections.list().map(({ id }) => connections.accessToken(id));
      await clock.advance(10_000);
      const ends = (await Promise.all(all)).map((token) => must(token).expiresAt);
      expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(MINUTE);
      const before = { requests: requests.length, reads: reads.length, tokens: provider.count('token') };

      await clock.advance(65 * MINUTE);
      const renewed = connections.list();
      expect(renewed.filter(({ status }) => status !== 'ready')).toEqual([]);
      const issued = renewed.map(({ accessToken }) => accessToken?.issuedAt ?? Infinity);
      const left = issued.map((at, index) => (ends[index] ?? 0) - at);
      // Of ten minutes: five requests at a time, each of two seconds, are two and a half a second.
      expect(Math.min(...left)).toBeGreaterThan(3 * MINUTE);
      expect(provider.count('token') - before.tokens).toBe(COUNT);
      const most = mostInASecond(requests.slice(before.requests));
      expect(most).toBeLessThanOrEqual(5);
      expect(mostInASecond(reads.slice(before.reads))).toBeLessThanOrEqual(5);

      figures[name] = {
        connections: COUNT,
        renewed: provider.count('token') - before.tokens,
        late: left.filter((time) => time <= 0).length,
        mostRequestsInASecondToAHost: most,
        secondsFromFirstToLast: Math.round((Math.max(...issued) - Math.min(...issued)) / 1_000),
        leastSecondsLeftOfAnOldToken: Math.round(Math.min(...left) / 1_000),
      };
    },
    60_000,
  );
});
