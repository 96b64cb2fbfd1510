import type { ElectronApplication, Locator } from '@playwright/test';

/**
 * Clicks with the right button, and gives what the menu offers there, an act that cannot be done as `Copy (off)`; empty
 * when no menu comes. The menu is caught before it is drawn, because a desktop's own menu takes no click of a test's.
 * @param act the label of what to choose of it
 */
export async function rightClick(app: ElectronApplication, target: Locator, act?: string): Promise<readonly string[]> {
  await app.evaluate(({ app: electron, Menu, webContents }, wanted) => {
    const { popup } = Menu.prototype;
    let offered: readonly string[] = [];
    Object.assign(Menu.prototype, {
      popup(this: Electron.Menu) {
        offered = this.items.map(({ type, label, enabled }) =>
          type === 'separator' ? '-' : `${label}${enabled ? '' : ' (off)'}`,
        );
        // Without the window and the document that have the focus: a menu that closes may leave none.
        this.items.find(({ label }) => label === wanted)?.click();
      },
    });
    // This listener comes after the app's own.
    const told = new Promise<readonly string[]>((resolve) => {
      for (const contents of webContents.getAllWebContents())
        contents.once('context-menu', () => setImmediate(() => resolve(offered)));
    });
    const done = told.finally(() => Object.assign(Menu.prototype, { popup }));
    Object.assign(electron, { offered: done });
  }, act);
  await target.click({ button: 'right' });
  return app.evaluate(({ app: electron }) => Reflect.get(electron, 'offered'));
}
