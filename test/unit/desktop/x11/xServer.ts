import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Whether the programs of these tests are here. */
export const hasX11 =
  process.platform === 'linux' && ['Xvfb', 'xclip'].every((name) => spawnSync(name, ['-version']).error === undefined);

/** A real X server of its own, and xclip as any other program on it. */
export interface XServer {
  readonly env: NodeJS.ProcessEnv;
  /** Copies a text; gives the process that offers it, which ends when another program does. */
  copy(content: string, selection?: 'clipboard' | 'primary'): Promise<ChildProcess>;
  /** What is pasted, in this form; empty when nothing is. */
  paste(target?: string, selection?: 'clipboard' | 'primary'): Promise<string>;
  stop(): void;
}

/** Starts the server. */
export async function startXServer(): Promise<XServer> {
  const words = ['-displayfd', '3', '-screen', '0', '320x200x8', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await once(server.stdio[3] as NodeJS.ReadableStream, 'data');
  const env = { PATH: process.env.PATH, DISPLAY: `:${String(number).trim()}` };
  const clients: ChildProcess[] = [];
  const paste: XServer['paste'] = (target = 'UTF8_STRING', selection = 'clipboard') => {
    const words = ['-o', '-t', target, '-selection', selection];
    return text(spawn('xclip', words, { env, stdio: ['ignore', 'pipe', 'ignore'] }).stdout);
  };
  return {
    env,
    copy: async (content, selection = 'clipboard') => {
      const words = ['-i', '-quiet', '-selection', selection];
      const client = spawn('xclip', words, { env, stdio: ['pipe', 'ignore', 'ignore'] });
      clients.push(client);
      client.stdin.end(content);
      while ((await paste('UTF8_STRING', selection)) !== content);
      return client;
    },
    paste,
    stop: () => {
      for (const client of clients) client.kill('SIGKILL');
      server.kill();
    },
  };
}
