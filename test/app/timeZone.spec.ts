import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { launchArguments, newFolder } from '../../tools/drive.mjs';
import { namespaces, refusesNamespaces } from '../../tools/namespaces.mjs';
import { root } from '../../tools/run.mjs';
import { expect, test } from './desk.ts';
import { startLoginManager } from './loginManager.ts';
import { electronAfter } from './smallDisk.ts';

test.skip(refusesNamespaces(namespaces.disk), namespaces.disk.refused);

/** The folder `/etc` of a computer of one's own: links to all that is in the real one, but for its time zone. */
const OWN_ETC = `mount --bind /etc "$0/real" && for each in "$0"/real/*; do ln -s "$each" "$0/etc/"; done
  mv "$0/zone" "$0/etc/localtime"; mount --bind "$0/etc" /etc`;

test('a computer that wakes in another time zone has its times by that one, in main and in the page', async () => {
  const manager = await startLoginManager();
  const outside = newFolder();
  for (const name of ['real', 'etc']) mkdirSync(join(outside, name));
  const zoneOf = (name: string) => `/usr/share/zoneinfo/${name}`;
  symlinkSync(zoneOf('America/New_York'), join(outside, 'zone'));
  const env = { ...process.env, ...manager.env, TZ: undefined };
  const app = await _electron.launch({
    ...{ executablePath: electronAfter(OWN_ETC, outside, outside), args: launchArguments(newFolder()), cwd: root },
    env: Object.fromEntries(Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined)),
  });
  const window = await app.firstWindow();
  const [main, page] = [
    () => app.evaluate(() => new Date(0).getHours()),
    () => window.evaluate(() => new Date(0).getHours()),
  ];
  // 1970 began at 7 in the evening in New York, and at 9 in the morning in Tokyo.
  expect([await main(), await page()]).toEqual([19, 19]);
  rmSync(join(outside, 'etc/localtime'));
  symlinkSync(zoneOf('Asia/Tokyo'), join(outside, 'etc/localtime'));
  // Chromium itself tells the page.
  await expect.poll(page).toBe(9);
  const woken = async () => {
    await manager.sleepAndWake();
    return main();
  };
  await expect.poll(woken).toBe(9);
  await app.close();
  await manager.stop();
});
