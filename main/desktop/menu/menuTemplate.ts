import type { BaseWindow, MenuItemConstructorOptions } from 'electron';
import { ACT_KEYS, type Act } from '../../../preload/shared/acts.ts';
import { say } from '../words/words.ts';

/** What the entries do. */
export interface MenuActs {
  /** Asks the window for it. `from`: the window that had the keyboard. */
  readonly choose: (act: Act, from: BaseWindow | undefined) => void;
  /** Pastes into the document that has the keyboard. */
  readonly paste: () => void;
  /** Takes the zoom of the document that has the keyboard back. */
  readonly resetZoom: () => void;
}

/**
 * The menu of the app, by the customs of macOS or of the other systems. Nothing in it reloads the page or opens developer
 * tools, as Electron's own menu would.
 */
export function menuTemplate(isMac: boolean, { choose, paste, resetZoom }: MenuActs): MenuItemConstructorOptions[] {
  const act = (name: Act): MenuItemConstructorOptions => {
    const keys = ACT_KEYS[name];
    return {
      id: name,
      label: say(`menu.${name}`),
      enabled: false,
      ...(keys !== undefined && { accelerator: keys }),
      click: (_item, from) => choose(name, from),
    };
  };
  const line = { type: 'separator' } as const;
  const quit = { role: 'quit', label: say('menu.quit'), accelerator: 'CommandOrControl+Q' } as const;
  const own: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      ...[{ role: 'about' } as const, line, act('settings'), line, { role: 'services' } as const, line],
      ...(['hide', 'hideOthers', 'unhide'] as const).map((role) => ({ role })),
      ...[line, quit],
    ],
  };
  const file: MenuItemConstructorOptions = {
    label: say('menu.fileMenu'),
    submenu: [act('add'), line, act('lock'), ...(isMac ? [] : [line, act('settings'), line, quit])],
  };
  const edit: MenuItemConstructorOptions = {
    label: say('menu.editMenu'),
    submenu: [
      ...(['undo', 'redo', 'cut', 'copy'] as const).map((role) => ({ role, label: say(`edit.${role}`) })),
      { label: say('edit.paste'), accelerator: 'CommandOrControl+V', click: paste },
      { role: 'selectAll', label: say('edit.selectAll') },
      ...[line, act('find')],
    ],
  };
  const byKey = (item: MenuItemConstructorOptions, key: string): MenuItemConstructorOptions => ({
    ...item,
    accelerator: `CommandOrControl+${key}`,
    visible: false,
    acceleratorWorksWhenHidden: true,
  });
  const view: MenuItemConstructorOptions = {
    label: say('menu.viewMenu'),
    submenu: [
      ...[act('palette'), act('activity'), act('present'), line],
      { label: say('menu.actualSize'), accelerator: 'CommandOrControl+0', click: resetZoom },
      ...(['zoomIn', 'zoomOut'] as const).map((role) => ({ role, label: say(`menu.${role}`) })),
      // The role's own keys are Ctrl and plus, which most keyboards have above the equals sign.
      byKey({ role: 'zoomIn' }, '='),
      byKey({ role: 'zoomIn' }, 'numadd'),
      byKey({ role: 'zoomOut' }, 'numsub'),
      byKey({ label: say('menu.actualSize'), click: resetZoom }, 'num0'),
      ...[line, { role: 'togglefullscreen', label: say('menu.fullScreen') } as const],
    ],
  };
  const connection: MenuItemConstructorOptions = {
    label: say('menu.connectionMenu'),
    submenu: [
      act('copy'),
      act('copy-as'),
      act('reveal'),
      act('renew'),
      line,
      ...[act('sign-in'), act('edit'), act('star'), act('duplicate')],
      line,
      act('remove'),
    ],
  };
  const help: MenuItemConstructorOptions = { role: 'help', label: say('menu.helpMenu'), submenu: [act('help')] };
  const between = [file, edit, view, connection, { role: 'windowMenu', label: say('menu.windowMenu') } as const, help];
  return isMac ? [own, ...between] : between;
}
