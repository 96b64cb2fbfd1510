import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../../main/connections/connection.ts';
import { diskRegistry } from '../../../main/desktop/registry.ts';
import { fylePresets } from '../../../main/oauth/fyle.ts';
import { ok } from '../../../main/result.ts';

const acme: Connection = {
  id: 'a'.repeat(32),
  name: 'Acme “Ltd” \u0000 🔑',
  kind: 'oauth',
  practice: false,
  clientId: 'tpaAcme00001',
  redirectUri: 'https://acme.example/callback',
  endpoints: fylePresets[0].endpoints,
  cluster: 'https://us1.fylehq.com',
  profile: {
    userId: 'usAnna',
    userName: 'Anna Berg',
    email: 'anna@acme.example',
    organisationId: 'orAcme',
    organisationName: 'Acme Ltd',
    currency: 'EUR',
    roles: ['FYLER', 'ADMIN'],
  },
  authorization: { signedInAt: 1_785_000_000_000, endsAt: 1_816_536_000_000, estimated: true },
};
const { redirectUri: _r, cluster: _c, profile: _p, ...rest } = acme;
const bare: Connection = { ...rest, id: 'b'.repeat(32), kind: 'internal' };
const FULL = JSON.stringify({ version: 1, connections: [acme], toldAboutTray: true });

/** A user-data folder of its own, gone when the test has ended, with these files in it. */
function folderWith(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'token-desk registry-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function setAside(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => /^registry\.unreadable-\d+\.json$/.test(name));
}

describe('the registry on disk', () => {
  it('gives back after a restart what was written, in its order', () => {
    const folder = folderWith();
    expect(diskRegistry(folder).write([acme, bare])).toEqual(ok(undefined));
    const again = diskRegistry(folder);
    expect(again.read()).toEqual([acme, bare]);
    expect(again.wasRepaired).toBe(false);
  });

  it('is empty at the first start, which is no repair', () => {
    const registry = diskRegistry(folderWith());
    expect(registry.read()).toEqual([]);
    expect(registry.wasRepaired).toBe(false);
    expect(registry.toldAboutTray()).toBe(false);
  });

  it('remembers that closing to the tray was told, beside the connections', () => {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    registry.write([acme]);
    registry.rememberTrayTold();
    registry.write([acme, bare]);
    expect(registry.toldAboutTray()).toBe(true);
    const again = diskRegistry(folder);
    expect(again.toldAboutTray()).toBe(true);
    expect(again.read()).toHaveLength(2);
  });

  it('is readable by its owner alone, its copy too, and what was looser before is tightened', () => {
    const folder = folderWith({ 'registry.json': FULL });
    chmodSync(join(folder, 'registry.json'), 0o644);
    const registry = diskRegistry(folder);
    expect(modeOf(folder, 'registry.json')).toBe(0o600);
    registry.write([acme, bare]);
    expect(modeOf(folder, 'registry.json')).toBe(0o600);
    expect(modeOf(folder, 'registry.last-good.json')).toBe(0o600);
  });

  it('leaves nothing of a write that was killed half-way', () => {
    const folder = folderWith({
      'registry.json': FULL,
      'registry.json.tmp-1785000000abcdef': '{"vers',
      'other.tmp-1': '',
    });
    diskRegistry(folder);
    expect(readdirSync(folder).toSorted()).toEqual(['other.tmp-1', 'registry.json']);
  });

  it('drops what it does not know', () => {
    const odd = FULL.replace('"version":1', '"version":1,"accessToken":"access","__proto__":{"polluted":true}');
    const folder = folderWith({ 'registry.json': odd });
    const registry = diskRegistry(folder);
    expect(registry.read()).toEqual([acme]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    registry.write([acme]);
    expect(readFileSync(join(folder, 'registry.json'), 'utf8')).not.toMatch(/access|polluted/);
  });
});

const UNREADABLE: readonly (readonly [name: string, content: string | Buffer])[] = [
  ['nothing', ''],
  ['half of it', FULL.slice(0, 200)],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '7'],
  ['bytes', Buffer.from([0, 255, 254, 137, 80, 78, 71])],
  ['a later version', FULL.replace('"version":1', '"version":2')],
  ['no version', FULL.replace('"version":1,', '')],
  ['no list', '{"version":1,"toldAboutTray":true}'],
  ['an id that could leave the folder', FULL.replace(acme.id, '../../etc/passwd')],
  ['an endpoint that is not ours to ask', FULL.replace(acme.endpoints.token, 'http://fyle.example/token')],
  ['an endpoint that runs', FULL.replace(acme.endpoints.authorization, 'javascript:alert(1)')],
  ['a time that is none', FULL.replace('1785000000000', '"yesterday"')],
  ['only a prototype', `{"__proto__":${FULL}}`],
];

describe('a registry that cannot be read', () => {
  it.each(UNREADABLE)('is set aside and kept, and its last good copy stands in: %s', (_name, content) => {
    const folder = folderWith({ 'registry.json': content, 'registry.last-good.json': FULL });
    const registry = diskRegistry(folder);
    expect(registry.wasRepaired).toBe(true);
    expect(registry.read()).toEqual([acme]);
    expect(registry.toldAboutTray()).toBe(true);
    const [aside = '', ...more] = setAside(folder);
    expect(more).toEqual([]);
    expect(readFileSync(join(folder, aside))).toEqual(Buffer.from(content));
    expect(diskRegistry(folder).wasRepaired).toBe(false);
  });

  it.each(UNREADABLE)(
    'is set aside and kept, and the list begun anew when the copy is no better: %s',
    (_name, content) => {
      const folder = folderWith({ 'registry.json': content, 'registry.last-good.json': content });
      const registry = diskRegistry(folder);
      expect(registry.wasRepaired).toBe(true);
      expect(registry.read()).toEqual([]);
      expect(setAside(folder)).toHaveLength(1);
      expect(registry.write([bare])).toEqual(ok(undefined));
      expect(diskRegistry(folder).read()).toEqual([bare]);
    },
  );

  it('may be a folder', () => {
    const folder = folderWith({ 'registry.last-good.json': FULL });
    mkdirSync(join(folder, 'registry.json'));
    expect(diskRegistry(folder).read()).toEqual([acme]);
    expect(setAside(folder)).toHaveLength(1);
  });

  it('is restored from its copy when it was lost', () => {
    const folder = folderWith({ 'registry.last-good.json': FULL });
    const registry = diskRegistry(folder);
    expect(registry.read()).toEqual([acme]);
    expect(registry.wasRepaired).toBe(true);
  });
});

describe('a registry that is spoilt while the app runs', () => {
  it.each(['', FULL.slice(0, 200), '[]'])('is put right by the next write: %j', (content) => {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    registry.write([acme]);
    writeFileSync(join(folder, 'registry.json'), content);
    expect(registry.toldAboutTray()).toBe(false);
    expect(registry.write([acme, bare])).toEqual(ok(undefined));
    expect(diskRegistry(folder).read()).toEqual([acme, bare]);
  });

  it('tells a write that the disk did not take, keeps what was, and works again afterwards', () => {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    registry.write([acme]);
    // A folder in the file's place refuses every write, for the superuser too.
    rmSync(join(folder, 'registry.json'));
    mkdirSync(join(folder, 'registry.json/inside'), { recursive: true });
    const outcome = registry.write([acme, bare]);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'not-saved', reason: expect.stringMatching(/^E[A-Z]+$/) },
    });
    expect(registry.read()).toEqual([acme]);
    rmSync(join(folder, 'registry.json'), { recursive: true });
    expect(registry.write([acme, bare])).toEqual(ok(undefined));
    expect(existsSync(join(folder, 'registry.json'))).toBe(true);
  });
});

function modeOf(folder: string, name: string): number {
  return statSync(join(folder, name)).mode & 0o777;
}
