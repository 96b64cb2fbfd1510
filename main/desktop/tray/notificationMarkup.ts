import { orUndefined } from '../../result.ts';
import { connectBus } from '../dbus/connection.ts';
import { aligned, readString } from '../dbus/message.ts';

/** How long the notification server may take to answer, milliseconds. */
const DEADLINE = 1_000;
const SERVER = 'org.freedesktop.Notifications';
const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * A text as the body of a notification shows it literally: escaped where the server reads markup, or does not say so.
 * Electron escapes nothing. @see Desktop Notifications Specification, "Markup"
 * @param address the session bus's
 */
export async function literalBody(text: string, address: string): Promise<string> {
  return (await readsMarkup(address)) ? text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? '') : text;
}

async function readsMarkup(address: string): Promise<boolean> {
  const bus = connectBus(address, { onSignal: () => undefined, onClose: () => undefined });
  if (bus === undefined) return true;
  const timer = setTimeout(bus.close, DEADLINE);
  const path = `/${SERVER.replaceAll('.', '/')}`;
  const reply = await bus.call({ destination: SERVER, path, interface: SERVER, member: 'GetCapabilities' });
  clearTimeout(timer);
  bus.close();
  const capabilities = reply.ok ? orUndefined(() => readStrings(reply.value)) : undefined;
  return capabilities === undefined || capabilities.includes('body-markup');
}

/** The strings of an array that is the whole body; throws a `RangeError` when it is none. */
function readStrings(body: Buffer): readonly string[] {
  const strings: string[] = [];
  const end = 4 + body.readUInt32LE();
  for (let at = 4; at < end; ) {
    strings.push(readString(body, at));
    at = aligned(at + 4 + body.readUInt32LE(at) + 1, 4);
  }
  return strings;
}
