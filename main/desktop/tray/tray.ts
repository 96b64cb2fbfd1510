import { Menu, type MenuItemConstructorOptions, type NativeImage, Tray } from 'electron';
import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';
import { sessionBusAddress } from '../dbus/connection.ts';
import { watchTrayHost } from '../dbus/trayHost.ts';
import type { TrayAct, TrayEntry } from './trayEntry.ts';
import type { TrayState, TrayView } from './trayView.ts';

/** What the entries of the menu do. */
type Acts = Readonly<Record<TrayAct, () => void>> & {
  readonly copy: (id: string, format?: CopyFormat) => void;
};

/** The icon. */
export interface TrayIcon {
  show(view: TrayView): void;
  /** Creates the icon again, because Electron offers it only to the tray that runs at that time. */
  recreate(): void;
  remove(): void;
}

/**
 * Creates the tray icon with its menu: a click on a connection copies its token. A click on the icon itself opens the window,
 * where the desktop does not show the menu instead.
 */
export function createTray(first: TrayView, iconOf: (state: TrayState) => NativeImage, acts: Acts): TrayIcon {
  let shown = first;
  const menu = () => Menu.buildFromTemplate(template(shown.menu, acts));
  const make = () => {
    const made = new Tray(iconOf(shown.state));
    made.setToolTip(shown.tip);
    made.setContextMenu(menu());
    // macOS shows the menu itself.
    if (process.platform !== 'darwin') made.on('click', acts.open);
    return made;
  };
  let tray = make();
  return {
    show: (view) => {
      if (tray.isDestroyed()) return;
      const before = shown;
      shown = view;
      if (view.state !== before.state) tray.setImage(iconOf(view.state));
      if (view.tip !== before.tip) tray.setToolTip(view.tip);
      if (JSON.stringify(view.menu) !== JSON.stringify(before.menu)) tray.setContextMenu(menu());
    },
    recreate: () => {
      tray.destroy();
      tray = make();
    },
    remove: () => tray.destroy(),
  };
}

function template(entries: readonly TrayEntry[], acts: Acts): MenuItemConstructorOptions[] {
  return entries.map((entry) => item(entry, acts));
}

function item(entry: TrayEntry, acts: Acts): MenuItemConstructorOptions {
  switch (entry.is) {
    case 'line':
      return { type: 'separator' };
    case 'head':
      return { label: literal(entry.label), enabled: false };
    case 'more':
      return { label: literal(entry.label), submenu: template(entry.entries, acts) };
    case 'copy':
      return { label: literal(entry.label), click: () => acts.copy(entry.id, entry.format) };
    case 'open':
    case 'pause':
    case 'continue':
    case 'settings':
    case 'quit':
      return { label: entry.label, click: acts[entry.is] };
  }
}

/** A single ampersand would underline the next letter. */
function literal(label: string): string {
  return label.replaceAll('&', '&&');
}

/**
 * Calls `onChange` with whether the desktop shows tray icons, and else whether it may later: once known, and after each
 * change. Other systems than Linux always do, and a desktop that cannot be asked is taken to. The returned function stops
 * it. @see docs/electron.md "Tray and clipboard"
 */
export function watchTrayAvailability(onChange: (isThere: boolean, mayCome: boolean) => void): () => void {
  const assume = () => onChange(true, false);
  if (process.platform === 'linux') return watchTrayHost(sessionBusAddress(process.env), onChange, assume);
  assume();
  return () => undefined;
}
