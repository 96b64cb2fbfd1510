import type { Display } from './display.ts';
import { encodeRequest } from './wire.ts';

/** Atoms that every server has. @see X Window System Protocol, "Predefined Atoms" */
const PREDEFINED = { PRIMARY: 1, ATOM: 4, INTEGER: 19, STRING: 31, WM_CLASS: 67 };
const NAMES = [
  ...(['CLIPBOARD', 'TARGETS', 'TIMESTAMP', 'INCR', 'UTF8_STRING', 'TEXT', 'TOKEN_DESK'] as const),
  ...(['text/plain', 'text/plain;charset=utf-8', 'x-kde-passwordManagerHint'] as const),
] as const;

/** The numbers by which the server knows names. */
export type Atoms = typeof PREDEFINED & Readonly<Record<(typeof NAMES)[number], number>>;

/** Asks the server for the atoms; undefined when it is gone. */
export async function internAtoms(display: Display): Promise<Atoms | undefined> {
  const atoms: { [name: string]: number } = { ...PREDEFINED };
  for (const name of NAMES) {
    const reply = await display.ask(encodeRequest(16, 0, name.length, Buffer.from(name)));
    if (reply === undefined) return undefined;
    atoms[name] = reply.readUInt32LE(8);
  }
  // Each name is in it.
  return atoms as Atoms;
}
