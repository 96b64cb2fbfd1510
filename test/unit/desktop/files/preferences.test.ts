import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskPreferences } from '../../../../main/desktop/files/preferences.ts';
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
