import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusedSwitch } from '../../../main/desktop/system/commandLine.ts';

// As electron-builder finds its own parts, which have no types.
const require = createRequire(import.meta.url);
const part = createRequire(require.resolve('electron-builder/package.json'));
const config = part('js-yaml').load(readFileSync(join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8'));

/** The command of an AppImage's entry in a desktop's menu, as electron-builder writes it. */
async function execLine(configured: unknown): Promise<string> {
  const { default: AppImageTarget } = part('app-builder-lib/out/targets/appimage/AppImageTarget.js');
  const packager = { config: configured, platformSpecificBuildOptions: config.linux, appInfo: { buildVersion: '1' } };
  const helper = { computeDesktopEntry: async (_options: unknown, exec: string) => exec };
  return new AppImageTarget('', packager, helper, '').desktopEntry.value;
}

describe('an AppImage’s entry in the desktop’s menu', () => {
  it('starts the app with no switch that it refuses, as it would by default', async () => {
    const refused = async (configured: unknown) => refusedSwitch((await execLine(configured)).split(' ').slice(1));
    expect(await refused({ ...config, appImage: undefined })).toBe('no-sandbox');
    expect(await refused(config)).toBeUndefined();
  });
});
