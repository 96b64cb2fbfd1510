import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { orUndefined } from '../../result.ts';
import { readRegularFile } from '../files/atomicFile.ts';
import { memberOf, parseJson } from '../files/json.ts';

const FILE = 'in-use.json';
/** How often the running app says that it is there, milliseconds. */
const BEAT = 60_000;
/** A computer that has been silent this long uses the folder no more, milliseconds: three beats. */
const STALE = 3 * BEAT;

const HOST = /^[\w.-]{1,253}$/;

/** A computer that a folder can be used from. `computer` tells it from every other one, `host` is its name. */
export interface Computer {
  readonly computer: string;
  readonly host: string;
}

/** This computer, or this container of it: a process can see only those of its own. */
export function thisComputer(): Computer {
  const parts = [
    hostname(),
    orUndefined(() => readFileSync('/etc/machine-id', 'utf8')),
    orUndefined(() => readlinkSync('/proc/self/ns/pid')),
  ];
  const host = hostname().replace(/[^\w.-]/g, '-');
  return { computer: createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32), host };
}

/**
 * The name of another computer that uses the folder now, as with a home on a network drive; undefined when there is none,
 * or it has been silent for three minutes. Both times are the drive's own, so the computers' clocks do not matter.
 */
export function otherComputerIn(folder: string, self: Computer): string | undefined {
  const found = lastHeartbeat(folder);
  if (found === undefined || found.computer === self.computer || found.ended) return undefined;
  return Math.abs(ageOf(folder)) < STALE ? found.host : undefined;
}

/**
 * Says every minute that this computer uses the folder. Calls `onTaken` once when another one has begun to use it, as it
 * may while this one sleeps, and is then silent. The returned function says that the use is over.
 */
export function holdFolder(folder: string, self: Computer, onTaken: () => void): () => void {
  const write = (ended: boolean) =>
    orUndefined(() => writeFileSync(join(folder, FILE), JSON.stringify({ ...self, ended }), { mode: 0o600 }));
  const isTaken = () => (lastHeartbeat(folder)?.computer ?? self.computer) !== self.computer;
  write(false);
  const beats = setInterval(() => {
    if (!isTaken()) return write(false);
    clearInterval(beats);
    onTaken();
  }, BEAT);
  return () => {
    clearInterval(beats);
    if (!isTaken()) write(true);
  };
}

/** Read by hand: the window waits for it, and a schema's library takes longer than all before it. */
function lastHeartbeat(folder: string): (Computer & { readonly ended: boolean }) | undefined {
  const bytes = readRegularFile(join(folder, FILE));
  if (!bytes.ok || bytes.value === undefined) return undefined;
  const content = parseJson(bytes.value.toString('utf8'));
  const [computer, host, ended] = ['computer', 'host', 'ended'].map((name) => memberOf(content, name));
  if (typeof computer !== 'string' || typeof host !== 'string' || typeof ended !== 'boolean') return undefined;
  return HOST.test(host) ? { computer, host, ended } : undefined;
}

/** How long ago the last heartbeat was, milliseconds, by the clock of whoever keeps the files. */
function ageOf(folder: string): number {
  const probe = join(folder, `${FILE}.probe`);
  const now = orUndefined(() => {
    writeFileSync(probe, '', { mode: 0o600 });
    const { mtimeMs } = statSync(probe);
    rmSync(probe);
    return mtimeMs;
  });
  return (now ?? Date.now()) - (orUndefined(() => statSync(join(folder, FILE)).mtimeMs) ?? 0);
}
