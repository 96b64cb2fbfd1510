import { readFileSync } from 'node:fs';
import { orUndefined } from '../../result.ts';
import type { Atoms } from './atoms.ts';
import type { Display } from './display.ts';
import { encodeRequest } from './wire.ts';

/** The name of the program that has the window, as the system knows it, else as the window says; empty when neither does. */
export async function programOf(display: Display, atoms: Atoms, window: number): Promise<string> {
  const pid = await pidOf(display, window);
  const name = orUndefined(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim());
  if (name !== undefined) return name;
  const reply = await display.ask(encodeRequest(20, 0, window, atoms.WM_CLASS, atoms.STRING, 0, 64));
  return reply?.toString('latin1', 32, 32 + reply.readUInt32LE(16)).split('\0')[0] ?? '';
}

/** The process that has the window, as the server knows it. @see X Resource Extension 1.2, "XResQueryClientIds" */
async function pidOf(display: Display, window: number): Promise<number | undefined> {
  const extension = await display.ask(encodeRequest(98, 0, 10, Buffer.from('X-Resource')));
  if (extension?.readUInt8(8) !== 1) return undefined;
  const reply = await display.ask(encodeRequest(extension.readUInt8(9), 4, 1, window, 2));
  return reply !== undefined && reply.readUInt32LE(8) > 0 && reply.length >= 48 ? reply.readUInt32LE(44) : undefined;
}
