import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { ConnectionState } from '../../connections/model/connection.ts';
import { sessionBusAddress } from '../dbus/connection.ts';
import { watchNameOwner } from '../dbus/nameOwner.ts';
import { type TrayMenuItem, trayMenuItems } from './trayMenu.ts';

/** What the menu's items do. */
interface Acts {
  readonly copy: (id: string) => void;
  readonly open: () => void;
  readonly quit: () => void;
}

interface TrayIcon {
  show(connections: readonly ConnectionState[]): void;
  /** Makes the icon anew: Electron offers it once, to whatever shows icons at that moment. */
  recreate(): void;
  remove(): void;
}

/** The tray icon and its menu: each connection with its status, one click copies. Everything is in the menu, nothing hangs on a click of the icon. */
export function createTray(icon: string, acts: Acts): TrayIcon {
  let shown: readonly TrayMenuItem[] = [];
  const menu = () => Menu.buildFromTemplate(template(shown, acts));
  const make = () => {
    const made = new Tray(nativeImage.createFromPath(icon));
    made.setToolTip('Token Desk');
    made.setContextMenu(menu());
    return made;
  };
  let tray = make();
  return {
    show: (connections) => {
      if (tray.isDestroyed()) return;
      const items = trayMenuItems(connections);
      if (JSON.stringify(items) === JSON.stringify(shown)) return;
      shown = items;
      tray.setContextMenu(menu());
    },
    recreate: () => {
      tray.destroy();
      tray = make();
    },
    remove: () => {
      tray.destroy();
    },
  };
}

function template(items: readonly TrayMenuItem[], acts: Acts): MenuItemConstructorOptions[] {
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

/**
 * Hears whether anything shows tray icons, as soon as that is known and whenever it changes: on Linux whatever takes them
 * is a service of that name, and plain GNOME has none; elsewhere something always does, and nothing is heard.
 * @returns what ends it
 */
export function watchTrayAvailability(onChange: (isThere: boolean) => void): () => void {
  if (process.platform !== 'linux') return () => undefined;
  return watchNameOwner('org.kde.StatusNotifierWatcher', sessionBusAddress(process.env), onChange);
}
