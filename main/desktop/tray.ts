import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { ConnectionState } from '../connections/connection.ts';
import { type TrayLine, trayLines } from './trayLines.ts';

/** What the menu's items do. */
interface Acts {
  readonly copy: (id: string) => void;
  readonly open: () => void;
  readonly quit: () => void;
}

/** The tray icon and its menu: each connection with its status, one click copies. Everything is in the menu, nothing hangs on a click of the icon. */
export function trayIcon(
  icon: string,
  acts: Acts,
): { show(connections: readonly ConnectionState[]): void; remove(): void } {
  const tray = new Tray(nativeImage.createFromPath(icon));
  tray.setToolTip('Token Desk');
  let shown = '';
  return {
    show: (connections) => {
      const items = trayLines(connections);
      const next = JSON.stringify(items);
      if (next === shown) return;
      shown = next;
      tray.setContextMenu(Menu.buildFromTemplate(template(items, acts)));
    },
    remove: () => {
      tray.destroy();
    },
  };
}

function template(items: readonly TrayLine[], acts: Acts): MenuItemConstructorOptions[] {
  const copies = items.map(({ id, label }) => ({
    // An ampersand would underline the next letter instead of being shown.
    label: label.replaceAll('&', '&&'),
    click: () => {
      acts.copy(id);
    },
  }));
  const heading = items.length === 0 ? 'No connections yet' : 'Copy a token';
  return [
    { label: heading, enabled: false },
    ...copies,
    { type: 'separator' },
    { label: 'Open Token Desk', click: acts.open },
    { label: 'Quit', click: acts.quit },
  ];
}
