import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import keytar from 'keytar';
import { profileOf } from './provider.mjs';
import { writeLedger } from './writeLedger.mjs';

/** The service name of a developer's build in the keychain. */
const service = 'Token Desk (development)';
const hour = 3_600_000;
const year = 365 * 24 * hour;
/** How many lines of history there are: for each connection, and in all. */
const mostLines = { each: 250, all: 25_000 };

/** Makes an empty user-data folder. On a virtual desktop it is deleted together with the desktop. */
export function newFolder() {
  return mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'bench-'));
}

/**
 * Makes a user-data folder like that of an app that has long been used with so many connections: the list and its copy,
 * a full history, and for each connection a grant in the keychain.
 * @param {number} count @param {string} origin the provider's
 * @param {number} each entries of each connection's history
 * @returns the folder's path
 */
export async function usedFolder(count, origin, each = usualHistory(count)) {
  const folder = newFolder();
  const now = Date.now();
  const connections = Array.from({ length: count }, (_, index) => connectionAt(index, origin, now));
  const registry = JSON.stringify({ version: 2, connections, orphanedItems: [] }, undefined, '\t');
  for (const name of ['registry.json', 'registry.last-good.json']) {
    if (count > 0) writeFileSync(join(folder, name), registry, { mode: 0o600 });
  }
  const entries = Array.from({ length: each }, (_, line) =>
    connections.map(({ id, name }) => ({
      id,
      name,
      at: now - (each - line) * Math.min(hour, year / each),
      ...happeningAt(line),
    })),
  ).flat();
  writeLedger(folder, entries);
  for (const { id, endpoints } of connections)
    await keytar.setPassword(service, itemName(id, origin), grantOf(id, endpoints));
  return folder;
}

/** @param {number} count of connections */
function usualHistory(count) {
  return Math.min(mostLines.each, Math.floor(mostLines.all / Math.max(1, count)));
}

/** The name of the person to whom a refresh token of {@link grantOf} belongs. @param {string} refreshToken */
export function personOf(refreshToken) {
  return refreshToken.replace('refresh-of-', '');
}

/**
 * A grant as `main/desktop/keychain/grantItem.ts` writes it, bound to its addresses.
 * @param {string} id @param {{ readonly authorization: string, readonly token: string, readonly cluster: string }} endpoints
 */
function grantOf(id, { authorization, token, cluster }) {
  const boundTo = createHash('sha256')
    .update(JSON.stringify([authorization, token, cluster]))
    .digest('hex');
  const secrets = { refreshToken: `refresh-of-${personWith(id)}`, clientSecret: `secret-of-${id}` };
  return JSON.stringify({ v: 1, ...secrets, boundTo });
}

/** @param {string} id @param {string} origin */
function itemName(id, origin) {
  const { host } = new URL(origin);
  return [id, host, host, host].join(' ');
}

/** @param {string} id */
function personWith(id) {
  return id.slice(0, 6);
}

/** @param {number} index @param {string} origin @param {number} now */
function connectionAt(index, origin, now) {
  const id = createHash('sha256').update(`${origin} ${index}`).digest('hex').slice(0, 32);
  const isOAuth = index % 3 === 0;
  return {
    id,
    practice: false,
    endpoints: {
      authorization: `${origin}/oauth/authorize`,
      token: `${origin}/oauth/token`,
      cluster: `${origin}/oauth/cluster`,
    },
    name: `Client ${index + 1}`,
    kind: isOAuth ? 'oauth' : 'internal',
    clientId: `tpa${id.slice(0, 10)}`,
    ...(isOAuth && { redirectUri: 'https://example.com/callback' }),
    cluster: origin,
    profile: profileOf(personWith(id)),
    authorization: { signedInAt: now - 30 * 24 * hour, endsAt: now + 335 * 24 * hour, estimated: true },
  };
}

/**
 * The event in a line of one connection's history: first it was connected, then renewed hourly and now and then copied.
 * @param {number} line
 */
function happeningAt(line) {
  if (line === 0) return { what: 'connected', by: 'window' };
  return line % 5 === 0 ? { what: 'copied', by: 'window' } : { what: 'renewed', by: 'itself' };
}
