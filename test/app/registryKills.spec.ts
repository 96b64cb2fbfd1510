import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { diskRegistry } from '../../main/desktop/files/registry.ts';
import { newFolder } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';

/** As many as of renewals (`kill.spec.ts`), in full by `npm run faults`. */
const KILLS = Number(process.env.TOKEN_DESK_KILLS ?? 12);
/** Folders in which that goes on at once: most of the time is a writer's start. */
const LANES = 4;

test.beforeAll(async () => {
  await build({
    ...{ configFile: false, logLevel: 'warn', root, ssr: { noExternal: true } },
    build: {
      ...{ ssr: true, target: 'node20.18', outDir: 'out/test/registry' },
      rollupOptions: { input: join(root, 'test/app/registryWriter.ts'), output: { entryFileNames: '[name].mjs' } },
    },
  });
});

function startWriter(folder: string, name: string): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const writer = join(root, 'out/test/registry/registryWriter.mjs');
  return spawn(process.execPath, [writer, folder, name], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Lets a writer write for that long (milliseconds) after its first write, kills it, and gives the last number it said. */
async function killAfter(writer: ReturnType<typeof startWriter>, time: number): Promise<number> {
  const said = text(writer.stdout);
  await once(writer.stdout, 'readable');
  await new Promise((resolve) => setTimeout(resolve, time));
  writer.kill('SIGKILL');
  return Number((await said).trimEnd().split('\n').at(-1));
}

/** The number and the writer that stand in every row, when the registry is whole. */
function readWhole(folder: string): readonly string[] {
  const registry = diskRegistry(folder);
  expect(registry.notice).toBeUndefined();
  const { connections } = registry.read();
  expect(connections).toHaveLength(20 + (Number(connections[0]?.clientId) % 80));
  return [...new Set(connections.map(({ name }) => name))];
}

/** Kills one writer after another on one folder; gives how often the write that was under way was done. */
async function killAgainAndAgain(kills: number): Promise<number> {
  const folder = newFolder();
  let done = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    const last = await killAfter(startWriter(folder, 'one'), Math.random() * 25);
    const [row = '', ...others] = readWhole(folder);
    expect(others).toEqual([]);
    expect([`one ${last}`, `one ${last + 1}`]).toContain(row);
    if (row !== `one ${last}`) done += 1;
    expect(readdirSync(folder).toSorted()).toEqual(['registry.json', 'registry.last-good.json']);
  }
  return done;
}

test('killed again and again while it writes, the registry is whole, and the last write that was told is there or the one under way', async () => {
  test.setTimeout(30_000 + KILLS * 1_000);
  const done = await Promise.all(Array.from({ length: LANES }, () => killAgainAndAgain(KILLS / LANES)));
  const sum = done.reduce((one, other) => one + other);
  console.log(`${KILLS} kills: 0 corrupt, 0 lost; ${sum} times the write under way was done`);
});

test('two processes that write against all rules never leave a mix', async () => {
  const folder = newFolder();
  for (let round = 1; round <= Math.max(3, KILLS / 10); round += 1) {
    const writers = ['one', 'other'].map((name) => startWriter(folder, name));
    await Promise.all(writers.map((writer) => killAfter(writer, 100)));
    expect(readWhole(folder)).toHaveLength(1);
  }
});
