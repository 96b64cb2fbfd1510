import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The project's folder: an absolute path with a separator at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the project's folder with its output passed through, and gives its exit code; 1 when it could not
 * be started or a signal ended it.
 * @param {string} command
 * @param {readonly string[]} args
 */
export function run(command, args) {
  // npm and npx are scripts on Windows, and only a shell starts those.
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/**
 * Runs scripts of package.json side by side. When one has ended, its whole output is printed under its name.
 * @param {Readonly<Record<string, readonly string[]>>} scripts for each name to print, the script and its arguments
 * @returns {Promise<Readonly<Record<string, number>>>} the exit code for each name
 */
export async function runScripts(scripts) {
  const codes = Object.entries(scripts).map(async ([name, [script = '', ...args]]) => {
    const words = ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])];
    const child = spawn('npm', words, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    /** @type {Buffer[]} */
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
    const [status] = await once(child, 'close');
    const code = status ?? 1;
    process.stdout.write(`\n== ${name}\n${Buffer.concat(said)}${code === 0 ? 'passed' : 'failed'}\n`);
    return /** @type {const} */ ([name, code]);
  });
  return Object.fromEntries(await Promise.all(codes));
}
