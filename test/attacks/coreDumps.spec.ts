import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../tools/run.mjs';
import { connectPractice, deskState, expect, test } from '../app/desk.ts';

const setLimit = (limit: string) =>
  execFileSync('prlimit', [`--core=${limit}:`, '--pid', String(process.pid)], { stdio: 'ignore' });

/** The files that the kernel wrote into the app's working folder. */
const cores = () => readdirSync(root).filter((name) => /^core(\.\d+)?$/.test(name));

/** Whether the kernel writes a dump into the working folder of what crashed, and gives it to no program. */
const writesFiles = /^core\b/.test(readFileSync('/proc/sys/kernel/core_pattern', 'utf8'));

// As where a person or the system has allowed dumps; the app inherits it.
test.beforeEach(() => setLimit('unlimited'));

test.afterEach(() => {
  setLimit('0');
  for (const name of cores()) rmSync(join(root, name));
});

/** A process and all that it started, and those in turn. */
function family(id: number): readonly number[] {
  const told = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim();
  return [id, ...told.split(' ').filter(Boolean).map(Number).flatMap(family)];
}

/** How much the kernel would write of a process: bytes at most, and which kinds of memory; undefined when it has ended. */
function dumpOf(id: number) {
  try {
    const limits = readFileSync(`/proc/${id}/limits`, 'utf8');
    const limit = /^Max core file size\s+(\S+)/m.exec(limits)?.[1];
    return { limit, memory: readFileSync(`/proc/${id}/coredump_filter`, 'utf8').trim() };
  } catch {
    return undefined;
  }
}

test('no process of the app may write a core dump', async ({ desk }) => {
  await connectPractice(desk);
  const id = desk.app.process().pid ?? 0;
  // The app itself, its zygotes, its page, and the processes for graphics and network.
  expect(family(id).length).toBeGreaterThan(4);
  const kinds = () => [
    ...new Set(
      family(id)
        .flatMap((one) => dumpOf(one) ?? [])
        .map((one) => JSON.stringify(one)),
    ),
  ];
  await expect.poll(kinds).toEqual(['{"limit":"0","memory":"00000000"}']);
});

test('a crash writes no core dump', async ({ desk }) => {
  await connectPractice(desk);
  for (const id of family(desk.app.process().pid ?? 0).toReversed()) process.kill(id, 'SIGSEGV');
  if (desk.app.process().exitCode === null && desk.app.process().signalCode === null)
    await once(desk.app.process(), 'exit');
  expect(cores()).toEqual([]);
});

test('a core dump that is written all the same has no token in it', async ({ start }) => {
  // Without the program that sets the limit, as beside a system's collector of dumps, which knows no limit.
  const desk = await start(undefined, { PATH: '/nowhere' });
  await connectPractice(desk);
  const [connection] = (await deskState(desk.window)).connections;
  const revealed = await desk.window.evaluate((id) => window.bridge.revealToken(id), connection?.id ?? '');
  const token = revealed.ok ? revealed.value.token : '';
  expect(token.length).toBeGreaterThan(20);
  const id = desk.app.process().pid ?? 0;
  expect(dumpOf(id)).toEqual({ limit: 'unlimited', memory: '00000000' });
  const ended = once(desk.app.process(), 'exit');
  process.kill(id, 'SIGSEGV');
  await ended;
  const written = cores().map((name) => readFileSync(join(root, name)));
  expect(written).toHaveLength(writesFiles ? 1 : 0);
  for (const form of [Buffer.from(token), Buffer.from(token, 'utf16le')])
    expect(written.filter((core) => core.includes(form))).toEqual([]);
});
