import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../app/moodyFyle.ts';

/** Who the proxies let through. */
export const JANE = { name: 'jane', password: 'right-one' };
/** No name server knows it (RFC 6761 §6.2), and neither does this computer: only the proxies do. */
export const HOST = 'accounts.example.test';
const REALM = 'the company';

/** A program that companies have as their proxy, on a free port of 127.0.0.1, which asks everybody who they are. */
export interface CompanyProxy {
  readonly port: number;
  /** What it wrote about its requests. */
  log(): string;
  close(): Promise<void>;
}

/** squid, whose question is Basic (RFC 7617) or Digest (RFC 7616). */
export function startSquid(scheme: 'basic' | 'digest'): Promise<CompanyProxy> {
  return startProxy((folder, port) => {
    const within = (name: string) => join(folder, name);
    const hash = createHash('md5').update(`${JANE.name}:${REALM}:${JANE.password}`).digest('hex');
    const secret =
      scheme === 'digest'
        ? `${REALM}:${hash}`
        : execFileSync('openssl', ['passwd', '-6', JANE.password], { encoding: 'utf8' }).trim();
    writeFileSync(within('people'), `${JANE.name}:${secret}\n`);
    writeFileSync(within('hosts'), `127.0.0.1 ${HOST}\n`);
    const helper = scheme === 'digest' ? 'digest_file_auth -c' : 'basic_ncsa_auth';
    const lines = [
      `http_port 127.0.0.1:${port}`,
      `auth_param ${scheme} program /usr/lib/squid/${helper} ${within('people')}`,
      `auth_param ${scheme} realm ${REALM}`,
      'acl known proxy_auth REQUIRED',
      'http_access allow known',
      'http_access deny all',
      `hosts_file ${within('hosts')}`,
      `access_log stdio:${within('log')}`,
      `cache_log ${within('cache.log')}`,
      'cache deny all',
      'pid_filename none',
      'pinger_enable off',
      `coredump_dir ${folder}`,
      'shutdown_lifetime 0 seconds',
    ];
    writeFileSync(within('squid.conf'), `${lines.join('\n')}\n`);
    return ['squid', '-N', '-f', within('squid.conf')];
  });
}

/** tinyproxy, in a name space of its own where the provider's name is in `/etc/hosts`: it has no setting for that. */
export function startTinyproxy(): Promise<CompanyProxy> {
  return startProxy((folder, port) => {
    const within = (name: string) => join(folder, name);
    writeFileSync(within('hosts'), `127.0.0.1 ${HOST}\n`);
    const lines = [
      `Port ${port}`,
      'Listen 127.0.0.1',
      `BasicAuth ${JANE.name} ${JANE.password}`,
      `LogFile "${within('log')}"`,
      'LogLevel Connect',
    ];
    writeFileSync(within('tinyproxy.conf'), `${lines.join('\n')}\n`);
    const act = 'mount --bind "$1" /etc/hosts && exec tinyproxy -d -c "$2"';
    const words = ['sh', '-c', act, 'sh', within('hosts'), within('tinyproxy.conf')];
    return ['unshare', '--user', '--map-root-user', '--mount', ...words];
  });
}

async function startProxy(prepare: (folder: string, port: number) => readonly string[]): Promise<CompanyProxy> {
  const folder = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'proxy-'));
  const port = await freePort();
  const [command = '', ...words] = prepare(folder, port);
  const program = spawn(command, words, { stdio: 'ignore' });
  const ended = once(program, 'exit');
  while (!(await accepts(port))) if (program.exitCode !== null) throw new Error(`${command} ended`);
  return {
    port,
    log: () => readFileSync(join(folder, 'log'), 'utf8'),
    close: async () => {
      program.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => setImmediate(() => resolve(false)));
  });
}

/** A desktop's settings that name a PAC file, in a home folder of their own. */
export interface DesktopSettings {
  /** What the app must be started with. */
  readonly env: NodeJS.ProcessEnv;
  close(): void;
}

/** As the desktop's own settings window leaves it: GNOME's in dconf, KDE's in `kioslaverc`. */
export async function nameProxy(desktop: 'GNOME' | 'KDE', proxy: CompanyProxy): Promise<DesktopSettings> {
  const script = `function FindProxyForURL(url, host) {
    return host === '${HOST}' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT';
  }`;
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(script),
  );
  const pac = `http://127.0.0.1:${await listen(server)}/proxy.pac`;
  const home = mkdtempSync(join(process.env.XDG_RUNTIME_DIR ?? tmpdir(), 'home-'));
  const config = join(home, '.config');
  mkdirSync(config);
  const env = { HOME: home, XDG_CONFIG_HOME: config, XDG_CURRENT_DESKTOP: desktop, KDE_SESSION_VERSION: '5' };
  if (desktop === 'KDE')
    writeFileSync(join(config, 'kioslaverc'), `[Proxy Settings]\nProxyType=2\nProxy Config Script=${pac}\n`);
  else
    for (const words of [`autoconfig-url ${pac}`, 'mode auto'])
      execFileSync('dbus-run-session', ['--', 'gsettings', 'set', 'org.gnome.system.proxy', ...words.split(' ')], {
        env: { ...process.env, ...env },
      });
  return {
    env,
    close: () => {
      server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
