import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasSandbox } from '../../tools/drive.mjs';
import { root } from '../../tools/run.mjs';
import { electronProgram } from '../../tools/setup/electron.mjs';
import { WITHOUT_GPU } from '../app/desk.ts';
import { buildHarness } from '../app/harness/build.ts';

/** The sign-in window in an Electron that nothing drives but itself, so that a flood reaches no debugger. */
export interface PlainElectron {
  /** Runs a function of the test in main, as Playwright's `evaluate` does. */
  readonly evaluate: <T, A = undefined>(
    act: (electron: typeof import('electron'), argument: A) => T | Promise<T>,
    argument?: A,
  ) => Promise<T>;
  readonly pid: number;
  readonly close: () => Promise<void>;
}

let built: Promise<void> | undefined;

/** Builds the sign-in window with nothing of the app around it, and starts it without Playwright. */
export async function launchPlain(switches: readonly string[] = []): Promise<PlainElectron> {
  built ??= buildHarness();
  await built;
  const userData = await mkdtemp(join(tmpdir(), 'token-desk-plain-'));
  const child = spawn(
    electronProgram(),
    [
      ...['-r', join(root, 'test/attacks/obey.cjs')],
      join(root, 'test/app/harness'),
      `--user-data-dir=${userData}`,
      ...WITHOUT_GPU,
      ...(hasSandbox ? [] : ['--no-sandbox']),
      ...switches,
    ],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
  let count = 0;
  const evaluate: PlainElectron['evaluate'] = async (act, argument) => {
    count += 1;
    const id = count;
    child.send({ id, code: `(${act})`, argument });
    return answerOf(child, id);
  };
  await once(child, 'message');
  return {
    evaluate,
    pid: child.pid ?? 0,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(userData, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

function answerOf<T>(child: ChildProcess, id: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const onReply = (reply: Reply) => {
      if (reply.id !== id) return;
      child.off('message', onReply);
      child.off('exit', onExit);
      if (reply.error === undefined) resolve(reply.value as T);
      else reject(new Error(reply.error));
    };
    const onExit = (code: number | null, signal: string | null) =>
      reject(new Error(`Electron ended: ${code ?? signal}`));
    child.on('message', onReply);
    child.once('exit', onExit);
  });
}
