import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { ConnectionState, ConnectionStatus } from '../connections/connection.ts';

/** What the menu's items do. */
interface Acts {
  readonly copy: (id: string) => void;
  readonly open: () => void;
  readonly quit: () => void;
}

const STATUS: Readonly<Record<ConnectionStatus, string>> = {
  ready: 'Ready',
  renewing: 'Renewing',
  'sign-in-needed': 'Sign-in needed',
  offline: 'Offline',
  problem: 'Problem',
};

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
      const items = menuItems(connections);
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

/** The connections' lines as the menu shows them. */
function menuItems(
  connections: readonly ConnectionState[],
): readonly { readonly id: string; readonly label: string }[] {
  return connections.map(({ id, name, environment, status }) => {
    const badge = environment === 'production' ? '' : ` (${environment})`;
    return { id, label: `${name}${badge} · ${STATUS[status]}` };
  });
}

function template(
  items: readonly { readonly id: string; readonly label: string }[],
  acts: Acts,
): MenuItemConstructorOptions[] {
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
