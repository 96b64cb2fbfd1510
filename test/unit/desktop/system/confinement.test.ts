import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isConfined } from '../../../../main/desktop/system/confinement.ts';

const here = fileURLToPath(import.meta.url);
const nowhere = '/nowhere/.flatpak-info';

describe('a sandbox', () => {
  it.each<readonly [what: string, env: NodeJS.ProcessEnv, program: string, flatpak: string, is: boolean]>([
    ['none', {}, '/usr/lib/token-desk/token-desk', nowhere, false],
    ['a snap', { SNAP: '/snap/token-desk/7' }, '/snap/token-desk/7/token-desk', nowhere, true],
    ['a terminal in another snap', { SNAP: '/snap/code/1' }, '/usr/lib/token-desk/token-desk', nowhere, false],
    ['another snap whose path begins alike', { SNAP: '/snap/token' }, '/snap/token-desk/7/x', nowhere, false],
    ['an empty variable', { SNAP: '' }, '/usr/lib/token-desk/token-desk', nowhere, false],
    ['Flatpak', {}, '/app/token-desk', here, true],
  ])('is one of Flatpak or Snap in which the program itself lies: %s', (_what, env, program, flatpak, is) => {
    expect(isConfined(env, program, flatpak)).toBe(is);
  });
});
