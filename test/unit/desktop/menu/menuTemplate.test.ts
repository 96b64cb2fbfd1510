import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../../main/desktop/menu/menuTemplate.ts';
import { ACT_KEYS } from '../../../../preload/shared/acts.ts';

function entries(isMac: boolean, chosen: string[] = []): readonly MenuItemConstructorOptions[] {
  const menu = menuTemplate(isMac, {
    choose: (act) => void chosen.push(act),
    paste: () => void chosen.push('paste'),
    resetZoom: () => void chosen.push('reset zoom'),
  });
  return menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
}

describe.each([
  ['macOS', true],
  ['the other systems', false],
])('the menu of %s', (_system, isMac) => {
  it('has each act once, greyed out until the window offers it, and does it', () => {
    const chosen: string[] = [];
    const acts = entries(isMac, chosen).filter(({ id }) => id !== undefined);
    expect(acts.map(({ id }) => id).toSorted()).toEqual(Object.keys(ACT_KEYS).toSorted());
    expect(acts.every(({ enabled }) => enabled === false)).toBe(true);
    for (const { click } of acts) Reflect.apply(click ?? Math.abs, undefined, [{}, undefined, {}]);
    expect(chosen.toSorted()).toEqual(Object.keys(ACT_KEYS).toSorted());
  });

  it('gives no key to two entries', () => {
    const keys = entries(isMac).flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
    expect(keys.length).toBe(new Set(keys).size);
    expect(keys).toContain('CommandOrControl+Q');
  });

  it('reloads nothing, and opens no developer tools', () => {
    const words = JSON.stringify(
      menuTemplate(isMac, { choose: () => undefined, paste: () => undefined, resetZoom: () => undefined }),
    );
    expect(words).not.toMatch(/reload|devtools/i);
    // The role would have Chromium paste, which waits for another program.
    expect(entries(isMac).map(({ role }) => role)).not.toContain('paste');
  });

  it('has a letter of its own for each of its parts', () => {
    const parts = menuTemplate(isMac, {
      choose: () => undefined,
      paste: () => undefined,
      resetZoom: () => undefined,
    }).slice(isMac ? 1 : 0);
    const letters = parts.map(({ label }) => /&(\w)/.exec(label ?? '')?.[1]?.toLowerCase());
    expect(letters).toEqual(['f', 'e', 'v', 'c', 'w', 'h']);
    for (const { submenu } of parts) {
      const own = (Array.isArray(submenu) ? submenu : []).flatMap(({ label }) => /&(\w)/.exec(label ?? '')?.[1] ?? []);
      expect(new Set(own.map((letter) => letter.toLowerCase())).size).toBe(own.length);
    }
  });
});
