import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Connection } from '../../main/connections/model/connection.ts';
import { expect, test } from '../app/desk.ts';
import { listen } from '../app/moodyFyle.ts';

type Edit = (connection: Connection, foreign: string) => Connection;

const at =
  (endpoint: keyof Connection['endpoints'], address: (before: string, foreign: string) => string): Edit =>
  (connection, foreign) => {
    const { endpoints } = connection;
    return { ...connection, endpoints: { ...endpoints, [endpoint]: address(endpoints[endpoint], foreign) } };
  };
const path = (before: string) => new URL('/taken', before).href;
const slash = (before: string) => `${before}/`;
const query = (before: string) => `${before}?to=attacker`;
const elsewhere = (before: string, foreign: string) => new URL(new URL(before).pathname, foreign).href;
const name = (before: string) => before.replace('127.0.0.1', 'localhost');
const secure = (before: string) => before.replace('http:', 'https:');

/** What is edited of a connection, and whether its grant is then found no more. */
const edits: readonly (readonly [string, Edit, boolean])[] = [
  ['the token address’s path', at('token', path), true],
  ['a slash more at the token address', at('token', slash), true],
  ['a query at the token address', at('token', query), true],
  ['the token address’s port', at('token', elsewhere), true],
  ['the token address’s host', at('token', name), true],
  ['the token address’s scheme', at('token', secure), true],
  ['the cluster address’s path', at('cluster', path), true],
  ['the cluster address’s port', at('cluster', elsewhere), true],
  ['the sign-in page’s path', at('authorization', path), true],
  ['the sign-in page’s port', at('authorization', elsewhere), true],
  [
    'all three addresses',
    (one, foreign) =>
      (['authorization', 'token', 'cluster'] as const).reduce(
        (edited, endpoint) => at(endpoint, elsewhere)(edited, foreign),
        one,
      ),
    true,
  ],
  ['a practice connection made of a real one', (one) => ({ ...one, practice: true }), true],
  ['the cluster that was told', (one, foreign) => ({ ...one, cluster: foreign }), false],
  ['the redirect URI', (one, foreign) => ({ ...one, kind: 'oauth', redirectUri: `${foreign}/cb` }), false],
  ['the client', (one) => ({ ...one, clientId: 'tpaEvil00000' }), false],
  ['the account', ({ profile: _, ...one }) => one, false],
];

test('no secret goes elsewhere when the list on disk was edited', async ({ start, moodyFyle: fyle }) => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.end();
  });
  const foreign = `http://127.0.0.1:${await listen(server)}`;
  const first = await start();
  for (const at of edits.keys()) {
    const connected = await first.window.evaluate((draft) => globalThis.window.bridge.connect(draft), {
      ...{ kind: 'internal' as const, name: `Acme ${at}`, clientId: `tpaAcme${10_000 + at}` },
      ...{
        clientSecret: `a-client-secret-${at}-x`,
        refreshToken: `a-refresh-token-${at}-x`,
        endpoints: fyle.endpoints,
      },
    });
    expect(connected).toMatchObject({ ok: true });
  }
  await first.app.close();
  const file = join(first.folder, 'registry.json');
  const list: { connections: Connection[] } = JSON.parse(readFileSync(file, 'utf8'));
  expect(list.connections).toHaveLength(edits.length);
  list.connections = list.connections.map((one, index) => edits[index]?.[1](one, foreign) ?? one);
  writeFileSync(file, JSON.stringify(list));
  const before = fyle.asked.length;
  const { window } = await start(first.folder);
  for (const [index, [what, , isBound]] of edits.entries()) {
    const id = list.connections[index]?.id ?? '';
    const renewed = await window.evaluate((which) => globalThis.window.bridge.renew(which), id);
    if (isBound) expect(renewed, what).toEqual({ ok: false, failure: { code: 'secret-missing' } });
    const isSent = fyle.asked.slice(before).some(({ body }) => body.includes(`-${index}-x`));
    expect(isSent, what).toBe(!isBound);
  }
  expect(heard).toEqual([]);
  server.close();
});
