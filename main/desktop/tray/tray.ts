import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { ConnectionState } from '../../connections/table/connectionState.ts';
import { sessionBusAddress } from '../dbus/connection.ts';
import { watchNameOwner } from '../dbus/nameOwner.ts';
import { type TrayMenuItem, trayMenuItems, trayTip } from './trayMenu.ts';

interface Acts {
  readonly copy: (id: string) => void;
  readonly open: () => void;
  readonly quit: () => void;
}

/** Paths of images; `attention` is shown while a connection needs a new sign-in. */
interface Icons {
  readonly plain: string;
  readonly attention: string;
}

interface TrayIcon {
  show(connections: readonly ConnectionState[]): void;
  /** Creates the icon again, because Electron offers it only to the tray that runs at that time. */
  recreate(): void;
  remove(): void;
}

/** Creates the tray icon with its menu: a click on a connection copies its token. A click on the icon itself does nothing more. */
export function createTray(icons: Icons, acts: Acts): TrayIcon {
  let shown: readonly TrayMenuItem[] = [];
  let tip = trayTip([]);
  const icon = () => nativeImage.createFromPath(tip === trayTip([]) ? icons.plain : icons.attention);
  const menu = () => Menu.buildFromTemplate(template(shown, acts));
  const make = () => {
    const made = new Tray(icon());
    made.setToolTip(tip);
    made.setContextMenu(menu());
    return made;
  };
  let tray = make();
  return {
    show: (connections) => {
      if (tray.isDestroyed()) return;
      const nowTip = trayTip(connections);
      if (nowTip !== tip) {
        tip = nowTip;
        tray.setToolTip(tip);
        tray.setImage(icon());
      }
      const items = trayMenuItems(connections);
      if (JSON.stringify(items) === JSON.stringify(shown)) return;
      shown = items;
      tray.setContextMenu(menu());
    },
    recreate: () => {
      tray.destroy();
      tray = make();
    },
    remove: () => tray.destroy(),
  };
}

function template(items: readonly TrayMenuItem[], acts: Acts): MenuItemConstructorOptions[] {
  // A single ampersand would underline the next letter.
  const copies = items.map(({ id, label }) => ({ label: label.replaceAll('&', '&&'), click: () => acts.copy(id) }));
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
 * Calls `onChange` with whether the desktop shows tray icons, once known and after each change; only on Linux, as other
 * systems always do. The returned function stops it. @see docs/electron.md "Tray and clipboard"
 */
export function watchTrayAvailability(onChange: (isThere: boolean) => void): () => void {
  if (process.platform !== 'linux') return () => undefined;
  return watchNameOwner('org.kde.StatusNotifierWatcher', sessionBusAddress(process.env), onChange);
}
