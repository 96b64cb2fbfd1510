import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskRegistry } from '../../../../main/desktop/files/registry.ts';
import { fail, ok } from '../../../../main/result.ts';
import { folderWith, modeOf, namesIn } from './diskFolder.ts';
import { ACME, acme, BOTH, bare, empty, gone, NEWER, setAsideIn, table, textOf } from './registryRows.ts';

describe('the registry on disk', () => {
  it('gives back after a restart what was written, in its order', () => {
    const folder = folderWith();
    expect(diskRegistry(folder).write(table)).toEqual(ok(undefined));
    const again = diskRegistry(folder);
    expect(again.read()).toEqual(table);
    expect(again.notice).toBeUndefined();
  });

  it('is empty at the first start, which is no repair', () => {
    const registry = diskRegistry(folderWith());
    expect(registry.read()).toEqual(empty);
    expect(registry.notice).toBeUndefined();
  });

  it.each(['ledger.jsonl', 'vault.tokendesk', 'vault.tokendesk.set-aside-1', 'registry.unreadable-7-2.json'])(
    'is missing, and this no first start, where there is still %s; it is told until there is a connection',
    (trace) => {
      const folder = folderWith({ [trace]: '{}', 'preferences.json': '{}' });
      const registry = diskRegistry(folder);
      expect([registry.read(), registry.notice, registry.isWhole]).toEqual([empty, 'registry-missing', false]);
      expect(registry.write(empty)).toEqual(ok(undefined));
      const again = diskRegistry(folder);
      expect(again.notice).toBe('registry-missing');
      expect(again.write(table)).toEqual(ok(undefined));
      expect(diskRegistry(folder).notice).toBeUndefined();
    },
  );

  it('is empty at a first start, whatever else lies in the folder', () => {
    const folder = folderWith({
      'preferences.json': '{}',
      'Local State': '{}',
      'vault.txt': '',
      'my registry.json': '',
    });
    expect(diskRegistry(folder).notice).toBeUndefined();
  });

  it('is its owner’s alone, its copy and its folder too, and what was looser before is tightened', () => {
    const folder = folderWith({ 'registry.json': ACME });
    chmodSync(join(folder, 'registry.json'), 0o644);
    chmodSync(folder, 0o755);
    const registry = diskRegistry(folder);
    expect([modeOf(folder), modeOf(folder, 'registry.json')]).toEqual(['700', '600']);
    registry.write(table);
    expect([modeOf(folder, 'registry.json'), modeOf(folder, 'registry.last-good.json')]).toEqual(['600', '600']);
  });

  it('leaves nothing of a write that was killed half-way', () => {
    const draft = 'registry.json.tmp-0b5e1f6c-1c1f-4b8e-9f0a-3f7d6f0b2a11';
    const folder = folderWith({ 'registry.json': ACME, [draft]: '{"vers', 'registry.last-good.json.tmp-1': '' });
    expect(diskRegistry(folder).read().connections).toEqual([acme]);
    expect(namesIn(folder)).toEqual(['registry.json']);
  });

  it('drops what it does not know, and no key of a file reaches a prototype', () => {
    const odd = ACME.replace('"version":2', '"version":2,"accessToken":"access","__proto__":{"polluted":true}').replace(
      '"practice":false',
      '"practice":false,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}',
    );
    const registry = diskRegistry(folderWith({ 'registry.json': odd }));
    expect(registry.read()).toEqual({ connections: [acme], orphanedItems: [gone] });
    expect(registry.notice).toBeUndefined();
    expect('polluted' in {}).toBe(false);
  });

  it.each([
    ['"colour":5', ['"colour":8', '"colour":-1', '"colour":2.5', '"colour":"5"', '"colour":null', '"colour":[5]']],
    ['"favourite":true', ['"favourite":false', '"favourite":1', '"favourite":"yes"', '"favourite":{}']],
    [
      '"copyFormat":"power-query"',
      ['"copyFormat":"sql"', '"copyFormat":7', '"copyFormat":["curl"]', '"copyFormat":null'],
    ],
    [
      '"cluster":"https://us1.fylehq.com"',
      [
        ...['https://evil.example', 'http://us1.fylehq.com', 'https://us1.fylehq.com:8443', 'https://fylehq.com.evil'],
        ...['https://us1.fylehq.com/path', 'https://evil.example@us1.fylehq.com', 'http://127.0.0.1:1', 'fylehq.com'],
      ].map((cluster) => JSON.stringify({ cluster }).slice(1, -1)),
    ],
    ['"cluster":"https://us1.fylehq.com"', ['"cluster":7', '"cluster":null', '"cluster":["https://us1.fylehq.com"]']],
  ])('drops another value than %s, and nothing else of its row', (from, others) => {
    for (const to of others) {
      const registry = diskRegistry(folderWith({ 'registry.json': BOTH.replace(from, to) }));
      const [row, ...rest] = registry.read().connections;
      const left = Object.fromEntries(Object.entries(acme).filter(([name]) => !from.startsWith(`"${name}"`)));
      expect([row, rest, registry.notice]).toEqual([left, [bare], undefined]);
    }
  });

  it('writes no member that is not the table’s', () => {
    const folder = folderWith();
    const leaky = { ...acme, refreshToken: 'a-secret' };
    diskRegistry(folder).write({ connections: [leaky], orphanedItems: [{ ...leaky, id: gone.id }] });
    expect(textOf(folder)).not.toMatch(/a-secret/);
    expect(diskRegistry(folder).read().orphanedItems).toEqual([{ ...gone, endpoints: acme.endpoints }]);
  });
});

describe('a registry that an editor saved', () => {
  it('with a byte order mark before it is whole', () => {
    const registry = diskRegistry(folderWith({ 'registry.json': `\uFEFF${BOTH}` }));
    expect([registry.read(), registry.notice]).toEqual([table, undefined]);
  });
});

describe('a registry of an earlier version', () => {
  const EARLIER = JSON.stringify({ version: 1, connections: [acme, bare] });

  it('keeps every row that can be read, and the file is set aside before the first write', () => {
    const folder = folderWith({ 'registry.json': EARLIER });
    const registry = diskRegistry(folder);
    expect(registry.read()).toEqual({ connections: [acme, bare], orphanedItems: [] });
    expect([registry.notice, registry.isWhole]).toEqual(['registry-damaged', false]);
    expect(namesIn(folder)).toEqual(['registry.json']);
    expect(registry.write(registry.read())).toEqual(ok(undefined));
    expect(setAsideIn(folder)).toEqual([EARLIER]);
    expect(diskRegistry(folder)).toMatchObject({ notice: undefined, isWhole: true });
    expect(diskRegistry(folder).read().connections).toEqual([acme, bare]);
  });

  it('loses no more than a row that cannot be read', () => {
    const registry = diskRegistry(folderWith({ 'registry.json': EARLIER.replace(acme.id, '../../etc/passwd') }));
    expect([registry.read().connections, registry.notice]).toEqual([[bare], 'registry-damaged']);
  });

  it('gives way to a copy of this version', () => {
    const folder = folderWith({ 'registry.json': EARLIER, 'registry.last-good.json': ACME });
    const registry = diskRegistry(folder);
    expect([registry.read().connections, registry.notice]).toEqual([[acme], 'registry-restored']);
    registry.write(registry.read());
    expect(setAsideIn(folder)).toEqual([EARLIER]);
  });
});

describe('a registry of a newer version', () => {
  it.each([
    ['beside its copy', { 'registry.json': NEWER, 'registry.last-good.json': NEWER }],
    ['alone', { 'registry.json': NEWER }],
    ['lost, but for its copy', { 'registry.last-good.json': NEWER }],
    ['spoilt, but for its copy', { 'registry.json': '{"version":3,', 'registry.last-good.json': NEWER }],
  ])('is shown and not written over, and no secret is removed by what it says: %s', (_name, files) => {
    const folder = folderWith(files);
    const registry = diskRegistry(folder);
    expect([registry.read(), registry.notice, registry.isWhole]).toEqual([table, 'registry-newer', false]);
    expect(registry.write(empty)).toEqual(fail({ code: 'not-saved', reason: 'newer' }));
    expect(registry.read()).toEqual(table);
    expect(namesIn(folder)).toEqual(Object.keys(files).toSorted());
    for (const [name, text] of Object.entries(files)) expect(textOf(folder, name)).toBe(text);
  });
});

/** Files without a readable row. */
const UNREADABLE: readonly (readonly [name: string, content: string | Buffer])[] = [
  ['nothing', ''],
  ['half of it', BOTH.slice(0, 200)],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '7'],
  ['a text', '"registry"'],
  ['bytes', Buffer.from([0, 255, 254, 137, 80, 78, 71])],
  ['zeroes, as after a power cut', Buffer.alloc(BOTH.length)],
  ['another program’s', '{"theme":"dark","windows":[]}'],
  ['no list', '{"version":2,"orphanedItems":[]}'],
  ['a list that is none', BOTH.replace('"connections":[', '"connections":7,"rest":[')],
  ['only a prototype', `{"__proto__":${BOTH}}`],
  ['a depth that no reader stands', '['.repeat(100_000)],
];

/** Files in which Acme's row is unreadable and the other one is readable. */
const HALF_READABLE: readonly (readonly [name: string, content: string])[] = [
  ['an id that could leave the folder', BOTH.replace(acme.id, '../../etc/passwd')],
  ['an endpoint that is not ours to ask', BOTH.replace(acme.endpoints.token, 'http://fyle.example/token')],
  ['an endpoint that runs', BOTH.replace(acme.endpoints.authorization, 'javascript:alert(1)')],
  ['a time that is none', BOTH.replace('1785000000000', '"yesterday"')],
  ['a time that no calendar has', BOTH.replace('1816536000000', '9007199254740991')],
  ['a kind that nobody knows', BOTH.replace('"oauth"', '"saml"')],
  ['a row that is none', BOTH.replace(JSON.stringify(acme), 'null')],
  ['the same id twice', BOTH.replace(JSON.stringify(acme), JSON.stringify(bare))],
];

describe('a registry that cannot be read', () => {
  it.each([...UNREADABLE, ...HALF_READABLE])('gives way to its last good copy, and is kept: %s', (_name, content) => {
    const folder = folderWith({ 'registry.json': content, 'registry.last-good.json': BOTH });
    const registry = diskRegistry(folder);
    expect([registry.read(), registry.notice, registry.isWhole]).toEqual([table, 'registry-restored', false]);
    registry.write(registry.read());
    expect(setAsideIn(folder)).toEqual([content.toString()]);
    expect(diskRegistry(folder)).toMatchObject({ notice: undefined, isWhole: true });
  });

  it.each(UNREADABLE)('leaves an empty list when its copy is no better, and both are kept: %s', (_name, content) => {
    const folder = folderWith({ 'registry.json': content, 'registry.last-good.json': content });
    const registry = diskRegistry(folder, () => 7);
    expect([registry.read(), registry.notice]).toEqual([empty, 'registry-damaged']);
    expect(registry.write(table)).toEqual(ok(undefined));
    expect(setAsideIn(folder)).toEqual([content.toString(), content.toString()]);
    expect(diskRegistry(folder).read()).toEqual(table);
  });

  it.each(HALF_READABLE)('loses no row but the one, and the file is kept: %s', (_name, content) => {
    const folder = folderWith({ 'registry.json': content });
    const registry = diskRegistry(folder);
    expect(registry.notice).toBe('registry-damaged');
    expect(registry.read()).toEqual({ connections: [bare], orphanedItems: [gone] });
    registry.write(registry.read());
    expect(setAsideIn(folder)).toEqual([content]);
  });

  it.each([
    ['no version', BOTH.replace('"version":2,', '')],
    ['a version that is none', BOTH.replace('"version":2', '"version":"two"')],
    ['a version that never was', BOTH.replace('"version":2', '"version":0')],
    ['no list of orphaned items', BOTH.replace('"orphanedItems"', '"rest"')],
    ['a fraction of a version', BOTH.replace('"version":2', '"version":2.5')],
    ['an orphaned item that is none', BOTH.replace(JSON.stringify(gone), '{"id":7}')],
  ])('loses no connection by what stands beside them: %s', (_name, content) => {
    const registry = diskRegistry(folderWith({ 'registry.json': content }));
    expect([registry.read().connections, registry.notice]).toEqual([[acme, bare], 'registry-damaged']);
  });

  it('gives way to the copy of which more can be read', () => {
    const file = BOTH.replace(acme.id, 'x').replace(bare.id, 'y');
    const folder = folderWith({ 'registry.json': file, 'registry.last-good.json': BOTH.replace(acme.id, 'x') });
    expect(diskRegistry(folder).read().connections).toEqual([bare]);
  });

  it('may be a folder, a link, or larger than any list of ours', () => {
    const elsewhere = folderWith({ 'foreign.json': BOTH });
    for (const put of [
      (file: string) => mkdirSync(file),
      (file: string) => symlinkSync(join(elsewhere, 'foreign.json'), file),
      (file: string) => {
        writeFileSync(file, BOTH);
        truncateSync(file, 32 * 1024 * 1024 + 1);
      },
    ]) {
      const folder = folderWith({ 'registry.last-good.json': ACME });
      put(join(folder, 'registry.json'));
      const registry = diskRegistry(folder);
      expect([registry.read().connections, registry.notice]).toEqual([[acme], 'registry-restored']);
      expect(registry.write(table)).toEqual(ok(undefined));
      expect(namesIn(folder)).toHaveLength(3);
      expect(diskRegistry(folder).read()).toEqual(table);
    }
    expect(textOf(elsewhere, 'foreign.json')).toBe(BOTH);
  });

  it('is restored from its copy when it was lost', () => {
    const registry = diskRegistry(folderWith({ 'registry.last-good.json': ACME }));
    expect([registry.read().connections, registry.notice]).toEqual([[acme], 'registry-restored']);
  });

  it('changes nothing on disk until something is written', () => {
    const folder = folderWith({ 'registry.json': '{', 'registry.last-good.json': ACME });
    for (const _ of ['first', 'second']) expect(diskRegistry(folder).notice).toBe('registry-restored');
    expect(namesIn(folder)).toEqual(['registry.json', 'registry.last-good.json']);
  });

  it('is not written over when it cannot be set aside', () => {
    const folder = folderWith({ 'registry.json': BOTH.replace(acme.id, 'x') });
    const registry = diskRegistry(folder);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(registry.write(registry.read())).toEqual(fail({ code: 'not-saved', reason: 'ENOTDIR' }));
  });
});

describe('a registry that could not be looked at', () => {
  it('is told, and nothing is written over it', () => {
    const file = join(folderWith({ folder: '' }), 'folder');
    const registry = diskRegistry(file);
    expect([registry.read(), registry.notice]).toEqual([empty, 'registry-unreachable']);
    expect(registry.write(table)).toEqual(fail({ code: 'not-saved', reason: 'unreachable' }));
  });
});

describe('a registry that is spoilt while the app runs', () => {
  it.each(['', BOTH.slice(0, 200), '[]'])('is put right by the next write: %j', (content) => {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    registry.write({ ...table, connections: [acme] });
    writeFileSync(join(folder, 'registry.json'), content);
    expect(registry.write(table)).toEqual(ok(undefined));
    expect(diskRegistry(folder).read()).toEqual(table);
  });

  it('tells a write that the disk did not take, keeps what was, and works again afterwards', () => {
    const folder = folderWith();
    const registry = diskRegistry(folder);
    registry.write({ ...table, connections: [acme] });
    // A file in the folder's place makes every write fail, also for root.
    renameSync(folder, `${folder}2`);
    writeFileSync(folder, '');
    expect(registry.write(table)).toEqual(fail({ code: 'not-saved', reason: 'ENOTDIR' }));
    expect(registry.read().connections).toEqual([acme]);
    rmSync(folder);
    renameSync(`${folder}2`, folder);
    expect(registry.write(table)).toEqual(ok(undefined));
    expect(diskRegistry(folder).read()).toEqual(table);
  });

  it.each(['registry.json', 'registry.last-good.json'])('sets aside a folder that stands in its place: %s', (name) => {
    const folder = folderWith();
    const registry = diskRegistry(folder, () => 7);
    mkdirSync(join(folder, name, 'inside'), { recursive: true });
    expect(registry.write(table)).toEqual(ok(undefined));
    expect(namesIn(folder)).toEqual(['registry.json', 'registry.last-good.json', 'registry.unreadable-7.json']);
    expect(
      [textOf(folder), textOf(folder, 'registry.last-good.json')].map((text) => JSON.parse(text).connections),
    ).toEqual([table.connections, table.connections]);
  });
});
