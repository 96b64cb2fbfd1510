import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { orUndefined } from '../../result.ts';

// Keeps tokens out of what Linux writes to disk when a process crashes. Elsewhere the system writes no such file by itself.
// What a process has of it, those that it starts inherit: Chromium's come from this one and from its zygotes.

/**
 * A dump has no memory in it from now on, whoever takes it: a file, or a program of the system's that knows no limit. To be
 * called first, because the processes that run already are few then.
 * @see core(5) "Controlling which mappings are written to the core dump"
 */
export function emptyCoreDumps(): void {
  if (process.platform !== 'linux') return;
  for (const id of family(process.pid)) orUndefined(() => writeFileSync(`/proc/${id}/coredump_filter`, '0'));
}

/**
 * No process of the app writes a dump any more. By another program, because Node cannot set a limit, and so once the window
 * is there: starting one takes main 10 ms.
 * @see prlimit(1)
 */
export function forbidCoreDumps(): void {
  if (process.platform !== 'linux') return;
  const ids = family(process.pid);
  const each = 'for id do prlimit --core=0:0 --pid "$id"; done';
  execFile('/bin/sh', ['-c', each, 'sh', ...ids.map(String)], () => undefined);
}

/** A process and all that it has started, as far as the kernel tells. */
function family(id: number): readonly number[] {
  const told = orUndefined(() => readFileSync(`/proc/${id}/task/${id}/children`, 'utf8'))?.trim() ?? '';
  return [id, ...told.split(' ').filter(Boolean).map(Number).flatMap(family)];
}
