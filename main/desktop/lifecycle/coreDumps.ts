import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { orUndefined } from '../../result.ts';

/**
 * Keeps tokens out of what Linux writes to disk when a process crashes; it does nothing elsewhere, where the system writes
 * no such file by itself. To be called first: the processes that Chromium starts from now on inherit it from this one and
 * from its zygotes, which run already.
 * @see core(5) "Controlling which mappings are written to the core dump"; prlimit(1)
 */
export function preventCoreDumps(): void {
  if (process.platform !== 'linux') return;
  const ids = family(process.pid);
  // A dump then has no memory in it, whoever takes it: a file, or a program of the system's that ignores the limit.
  for (const id of ids) orUndefined(() => writeFileSync(`/proc/${id}/coredump_filter`, '0'));
  // And no file is written. Node cannot set a limit itself.
  const each = 'for id do prlimit --core=0:0 --pid "$id"; done';
  execFile('/bin/sh', ['-c', each, 'sh', ...ids.map(String)], () => undefined);
}

/** A process and all that it has started, as far as the kernel tells. */
function family(id: number): readonly number[] {
  const told = orUndefined(() => readFileSync(`/proc/${id}/task/${id}/children`, 'utf8'))?.trim() ?? '';
  return [id, ...told.split(' ').filter(Boolean).map(Number).flatMap(family)];
}
