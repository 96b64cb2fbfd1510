import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'electron';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { registerAppScheme, serveApp } from '../../../../main/desktop/window/appProtocol.ts';

const registered = vi.hoisted(() => ({ schemes: [] as unknown[] }));
// Electron is no library outside its own process: its one call is kept here.
vi.mock('electron', () => ({
  protocol: { registerSchemesAsPrivileged: (schemes: readonly unknown[]) => registered.schemes.push(...schemes) },
}));

/** The handler of `app:` over a folder of built files, with files around it that are nobody's to read. */
function served() {
  const around = mkdtempSync(join(tmpdir(), 'token-desk app-'));
  onTestFinished(() => rmSync(around, { recursive: true }));
  const folder = join(around, 'renderer');
  mkdirSync(join(folder, 'assets/deep'), { recursive: true });
  const files = {
    'renderer/index.html':
      '<html lang="en"><meta content="__NONCE__"><style nonce="__NONCE__"></style>' +
      '<script src="./assets/index-B1x_2.js"></script><link href="./assets/index.css">',
    'renderer/assets/index-B1x_2.js': 'export const text = "__NONCE__";',
    'renderer/assets/index.css': 'body {}',
    'renderer/assets/inter.woff2': 'font',
    'renderer/assets/deep/a.js': 'hidden',
    'renderer/assets/a.map': 'hidden',
    'renderer/.env': 'hidden',
    'registry.json': 'hidden',
    'secret.js': 'hidden',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(around, name), text);
  let handler: Handler = () => undefined;
  const protocol = {
    registerBufferProtocol: (_scheme: string, handle: Handler) => {
      handler = handle;
    },
  };
  // Of a session only this is used.
  const given = serveApp({ protocol } as unknown as Session, folder, () => 'en-GB-u-hc-h12');
  const ask = (url: string, method = 'GET') => {
    let answer: Answer = {};
    handler({ url, method }, (given) => {
      answer = given;
    });
    const { data, headers = {}, statusCode = 200 } = answer;
    return { status: statusCode, headers: new Headers(headers), text: data?.toString() };
  };
  return { ask, given };
}

/** What of an answer is used here. */
interface Answer {
  readonly data?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly statusCode?: number;
}
type Handler = (request: { readonly url: string; readonly method: string }, answer: (given: Answer) => void) => void;

describe('our own pages', () => {
  it.each([
    ['app://token-desk/', 'text/html; charset=utf-8'],
    ['app://token-desk/index.html', 'text/html; charset=utf-8'],
    ['app://token-desk/assets/index-B1x_2.js', 'text/javascript; charset=utf-8'],
    ['app://token-desk/assets/index.css', 'text/css; charset=utf-8'],
    ['app://token-desk/assets/inter.woff2', 'font/woff2'],
    ['app://token-desk/index.html?query#part', 'text/html; charset=utf-8'],
  ])('%s comes as %s, with the page policy', async (url, type) => {
    const answer = served().ask(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    // It would make Chromium start a second process for the page.
    expect(answer.headers.has('cross-origin-opener-policy')).toBe(false);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w+/]{22}=='; /);
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    // Without `allow-modals`: print would hang the page.
    expect(policy).toMatch(/; sandbox allow-scripts allow-same-origin allow-forms$/);
    expect(answer.headers.get('permissions-policy')).toMatch(
      /^accelerometer=\(\), .*camera=\(\), .*xr-spatial-tracking=\(\)$/,
    );
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('are waited for: first the page, then every file that it names', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const told: string[] = [];
    const { ask, given } = served();
    void given.page.then(() => told.push('page'));
    void given.files.then(() => told.push('files'));
    ask('app://token-desk/assets/index.css');
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual([]);
    ask('app://token-desk/index.html');
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual(['page']);
    ask('app://token-desk/assets/index-B1x_2.js');
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual(['page']);
    ask('app://token-desk/assets/index.css');
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toEqual(['page', 'files']);
  });

  it('are not waited for any more when nobody has asked for them for 2 s', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { given } = served();
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all([given.page, given.files]);
  });

  it('carry the nonce of their own answer, another each time; scripts carry none', async () => {
    const { ask } = served();
    const nonces: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const answer = ask('app://token-desk/');
      const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
      expect(answer.text).toContain(`<meta content="${nonce}"><style nonce="${nonce}">`);
      nonces.push(nonce);
    }
    expect(nonces[0]).not.toBe(nonces[1]);
    expect(ask('app://token-desk/assets/index-B1x_2.js').text).toContain('__NONCE__');
  });

  it('are in the English of the person’s region', async () => {
    const answer = served().ask('app://token-desk/');
    expect(answer.text).toMatch(/^<html lang="en-GB-u-hc-h12">/);
  });

  it.each([
    'app://token-desk/missing.html',
    'app://token-desk/../registry.json',
    'app://token-desk/../secret.js',
    'app://token-desk/%2e%2e/secret.js',
    'app://token-desk/..%2fsecret.js',
    'app://token-desk/assets/..%5c..%5csecret.js',
    'app://token-desk/assets/deep/a.js',
    'app://token-desk/assets/a.map',
    'app://token-desk/assets/',
    'app://token-desk/.env',
    'app://token-desk//etc/passwd',
    'app://token-desk/index.html%00.js',
    'app://token-desk/index.html/',
    'app://other/index.html',
    'app://token-desk.evil.example/index.html',
    'app://token-desk:8080/index.html',
  ])('are nothing but the built files: %s', async (url) => {
    const answer = served().ask(url);
    expect(answer.status).toBe(404);
    expect(answer.text).toBe('');
  });

  it.each(['POST', 'HEAD', 'PUT', 'DELETE'])('are only read: %s', async (method) => {
    expect(served().ask('app://token-desk/', method).status).toBe(404);
  });

  it('have a scheme that is standard and secure and may have its script compiled once, and can do no more', () => {
    registerAppScheme();
    expect(registered.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
    ]);
  });
});
