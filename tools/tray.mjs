import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * One entry of a tray menu.
 * @typedef {{ readonly entry: number, readonly label: string, readonly separator: boolean, readonly enabled: boolean,
 *   readonly checked: boolean, readonly menu: readonly TrayEntry[] }} TrayEntry
 */

/**
 * A tray icon: `item` is its name for the panel, `tip` its tooltip; `pixels`: each as ARGB in hex.
 * @typedef {{ readonly item: string, readonly title: string, readonly tip: string,
 *   readonly picture: { readonly width: number, readonly pixels: string },
 *   readonly menu: readonly TrayEntry[] }} TrayItem
 */

/**
 * A notification as the desktop received it; `open` until it is closed or clicked.
 * @typedef {{ readonly id: number, readonly app: string, readonly title: string, readonly body: string,
 *   readonly actions: readonly string[], readonly open: boolean }} ShownNotification
 */

/**
 * The tray icons that the virtual desktop's panel shows now, each with its menu as read over D-Bus.
 * @param {string} [panel] the path of another panel's socket
 * @returns {Promise<readonly TrayItem[]>}
 * @throws {Error} when there is no panel, or it cannot read a menu
 */
export function trayItems(panel) {
  return ask({ ask: 'items' }, panel);
}

/**
 * Clicks the first enabled entry with that label, in submenus too, over D-Bus as a desktop would.
 * @param {string} label the whole label
 * @param {string} [panel] the path of another panel's socket
 * @throws {Error} when no tray icon has such an entry; the message lists the labels that exist
 */
export async function clickTray(label, panel) {
  const items = await trayItems(panel);
  for (const { item, menu } of items) {
    const found = allEntries(menu).find((entry) => entry.label === label && entry.enabled);
    if (found) return ask({ ask: 'click', item, entry: found.entry }, panel);
  }
  const labels = items.flatMap(({ menu }) => allEntries(menu).map((entry) => entry.label));
  throw new Error(`no enabled tray entry "${label}" among ${JSON.stringify(labels)}`);
}

/**
 * Clicks an entry by its number, whatever the menu has become since it was read.
 * @param {string} item @param {number} entry
 * @throws {Error} when there is no panel
 */
export function clickEntry(item, entry) {
  return ask({ ask: 'click', item, entry });
}

/**
 * Clicks the one tray icon itself, as a desktop does on which that opens no menu.
 * @throws {Error} when there is no tray icon
 */
export async function activateTray() {
  const [icon] = await trayItems();
  if (icon === undefined) throw new Error('there is no tray icon');
  return ask({ ask: 'activate', item: icon.item });
}

/**
 * Every notification that was sent since the desktop's start, the oldest first.
 * @returns {Promise<readonly ShownNotification[]>}
 * @throws {Error} when there is no panel
 */
export function notifications() {
  return ask({ ask: 'notifications' });
}

/**
 * Clicks a notification, which closes it.
 * @param {number} id
 * @throws {Error} when there is no panel
 */
export function clickNotification(id) {
  return ask({ ask: 'open', id });
}

/**
 * Says of the desktop's notification server from now on what it can do; at the start `actions` and `body`.
 * @param {readonly string[]} capabilities
 * @throws {Error} when there is no panel
 */
export function announceNotifications(capabilities) {
  return ask({ ask: 'announce', capabilities });
}

/** @param {readonly TrayEntry[]} menu @returns {TrayEntry[]} */
function allEntries(menu) {
  return menu.flatMap((entry) => [entry, ...allEntries(entry.menu)]);
}

/** @param {{ readonly ask: string, readonly [key: string]: unknown }} request @param {string} [path] */
async function ask(request, path = process.env.TOKEN_DESK_PANEL) {
  if (!path) throw new Error('there is no panel: run this on the virtual desktop (tools/desktop.mjs)');
  const socket = connect(path);
  socket.write(`${JSON.stringify(request)}\n`);
  const reply = JSON.parse(await text(socket));
  if (reply.error) throw new Error(`the panel could not answer: ${reply.error}`);
  return reply.value;
}
