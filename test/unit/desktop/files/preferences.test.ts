import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskPreferences, readPreferences } from '../../../../main/desktop/files/preferences.ts';
import { readSettings } from '../../../../main/desktop/files/settings.ts';
import { fail, ok } from '../../../../main/result.ts';
import { folderWith, modeOf } from './diskFolder.ts';

describe('the preferences on disk', () => {
  it('remember over a restart that closing to the tray was told, for their owner alone', async () => {
    const folder = folderWith();
    expect(await diskPreferences(folder).wasTrayHintShown()).toBe(false);
    await diskPreferences(folder).rememberTrayHintShown();
    expect(await diskPreferences(folder).wasTrayHintShown()).toBe(true);
    expect(modeOf(folder, 'preferences.json')).toBe('600');
  });

  it.each(['', '{"toldAbout', '[]', 'null', '7', '"a"', '{"toldAboutTray":"yes"}', '\u0000\u00ff'])(
    'are begun anew when they cannot be read: %j',
    async (text) => {
      const folder = folderWith({ 'preferences.json': text });
      const preferences = diskPreferences(folder);
      expect(await preferences.wasTrayHintShown()).toBe(false);
      await preferences.rememberTrayHintShown();
      expect(await preferences.wasTrayHintShown()).toBe(true);
      expect(await diskPreferences(folder).wasTrayHintShown()).toBe(true);
    },
  );

  it('remember over a restart which ends were told', async () => {
    const folder = folderWith();
    expect(await diskPreferences(folder).toldEnds()).toEqual({});
    const ends = { a: { endsAt: 7, days: 30 }, b: { endsAt: 9, days: 0 } };
    await diskPreferences(folder).rememberToldEnds(ends);
    expect(await diskPreferences(folder).toldEnds()).toEqual(ends);
  });

  it.each([
    ['7', {}],
    ['null', {}],
    ['[]', {}],
    [
      '{"a":null,"b":{"endsAt":"7","days":1},"c":{"endsAt":7},"d":{"endsAt":7,"days":1,"more":2}}',
      { d: { endsAt: 7, days: 1 } },
    ],
  ])('read of the ends that were told what somebody left whole: %s', async (text, read) => {
    const folder = folderWith({ 'preferences.json': `{"toldEnds":${text}}` });
    expect(await diskPreferences(folder).toldEnds()).toEqual(read);
  });

  it.skipIf(process.platform === 'win32')('wait for no pipe in their place', async () => {
    const folder = folderWith();
    execFileSync('mkfifo', [join(folder, 'preferences.json')]);
    const preferences = diskPreferences(folder);
    expect(await preferences.wasTrayHintShown()).toBe(false);
    await preferences.rememberTrayHintShown();
    expect(await preferences.wasTrayHintShown()).toBe(true);
  });

  it('hold in memory when the disk does not take them', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'preferences.json/inside'), { recursive: true });
    writeFileSync(join(folder, 'file'), '');
    for (const bad of [folder, join(folder, 'file')]) {
      const preferences = diskPreferences(bad);
      expect(await preferences.wasTrayHintShown()).toBe(false);
      await preferences.rememberTrayHintShown();
      expect(await preferences.wasTrayHintShown()).toBe(true);
    }
  });
});

describe('the settings on disk', () => {
  const usual = readSettings(undefined);
  const chosen = { ...usual, theme: 'dark', clipboardSeconds: 120, closesToTray: false } as const;

  it('are as before anybody chose, and after that as they were chosen, over a restart and beside what else is there', async () => {
    const folder = folderWith();
    const first = diskPreferences(folder);
    await first.rememberTrayHintShown();
    expect(first.settings).toEqual(usual);
    expect(await first.keepSettings(chosen)).toEqual(ok(undefined));
    expect([first.settings, diskPreferences(folder).settings]).toEqual([chosen, chosen]);
    expect(await diskPreferences(folder).wasTrayHintShown()).toBe(true);
  });

  it('are used though the disk does not take them, which is told, and kept once it does', async () => {
    const folder = folderWith();
    mkdirSync(join(folder, 'preferences.json/inside'), { recursive: true });
    const preferences = diskPreferences(folder);
    expect(await preferences.keepSettings(chosen)).toEqual(fail('EIO'));
    expect(preferences.settings).toEqual(chosen);
    rmSync(join(folder, 'preferences.json'), { recursive: true });
    expect(await preferences.keepSettings(chosen)).toEqual(ok(undefined));
    expect(diskPreferences(folder).settings).toEqual(chosen);
  });
});

describe('the last save of the vault', () => {
  const save = { salt: 'ab'.repeat(16), count: 7 };

  it('is read as it was written, and can be forgotten', async () => {
    const folder = folderWith();
    expect(await diskPreferences(folder).lastVaultSave()).toBeUndefined();
    await diskPreferences(folder).rememberVaultSave(save);
    expect(await diskPreferences(folder).lastVaultSave()).toEqual(save);
    await diskPreferences(folder).rememberVaultSave(undefined);
    expect(await diskPreferences(folder).lastVaultSave()).toBeUndefined();
  });

  it.each([7, null, 'a', [], {}, { ...save, count: '7' }, { ...save, count: 1.5 }, { count: 7 }, { ...save, salt: 7 }])(
    'is none when somebody made it %j',
    async (vault) => {
      const folder = folderWith({ 'preferences.json': JSON.stringify({ vault }) });
      expect(await diskPreferences(folder).lastVaultSave()).toBeUndefined();
    },
  );
});

describe('how far the ledger reached', () => {
  const line = { n: 7, hash: 'ab'.repeat(32) };

  it('is read as it was written, and can be forgotten', async () => {
    const folder = folderWith();
    await diskPreferences(folder).rememberLedgerEnd(line);
    expect(await diskPreferences(folder).lastLedgerEnd()).toEqual(line);
    await diskPreferences(folder).rememberLedgerEnd(undefined);
    expect(await diskPreferences(folder).lastLedgerEnd()).toBeUndefined();
  });

  it.each([7, null, [], {}, { ...line, n: '7' }, { ...line, n: 1.5 }, { ...line, n: 0 }, { ...line, hash: 'ab' }])(
    'is unknown when somebody made it %j',
    async (ledger) => {
      const folder = folderWith({ 'preferences.json': JSON.stringify({ ledger }) });
      expect(await diskPreferences(folder).lastLedgerEnd()).toBeUndefined();
    },
  );
});

describe('the window’s place on disk', () => {
  const place = { x: -10, y: 20, width: 900, height: 600, isMaximized: true, isFullScreen: false, zoomLevel: -0.5 };

  it('is read as it was written, beside what else is remembered', async () => {
    const folder = folderWith();
    await diskPreferences(folder).rememberTrayHintShown();
    await diskPreferences(folder).rememberWindowPlace(place);
    expect(readPreferences(folder).place).toEqual(place);
    expect(await diskPreferences(folder).wasTrayHintShown()).toBe(true);
  });

  it.each([
    ['', undefined],
    ['{"window"', undefined],
    ['null', undefined],
    ['[]', undefined],
    ['{"window":null}', undefined],
    ['{"window":"900x600"}', undefined],
    ['{"window":{}}', undefined],
    ['{"window":{"x":0,"y":0,"width":900}}', undefined],
    ['{"window":{"x":0,"y":0,"width":"900","height":600}}', undefined],
    ['{"window":{"x":null,"y":0,"width":900,"height":600}}', undefined],
    ['{"window":{"x":1e999,"y":0,"width":900,"height":600}}', undefined],
    ['{"window":{"x":0,"y":1e15,"width":900,"height":600}}', undefined],
    ['{"window":{"x":0.5,"y":0,"width":900,"height":600}}', undefined],
    ['{"window":{"x":0,"y":0,"width":0,"height":600}}', undefined],
    ['{"window":{"x":0,"y":0,"width":900,"height":-600}}', undefined],
    [
      '{"window":{"x":0,"y":0,"width":900,"height":600,"isMaximized":"yes","isFullScreen":1,"zoomLevel":"5"}}',
      { x: 0, y: 0, width: 900, height: 600, isMaximized: false, isFullScreen: false, zoomLevel: 0 },
    ],
  ])('is read from %j as far as it makes sense', (text, read) => {
    expect(readPreferences(folderWith({ 'preferences.json': text })).place).toEqual(read);
  });

  it('is none where there is no file, or a folder in its place', () => {
    const folder = folderWith();
    expect(readPreferences(folder).place).toBeUndefined();
    mkdirSync(join(folder, 'preferences.json'));
    expect(readPreferences(folder).place).toBeUndefined();
  });
});
