import { describe, expect, it } from 'vitest';
import { clearEnvironment, refusedSwitch, startsHidden } from '../../../../main/desktop/system/commandLine.ts';

describe('a command line', () => {
  it.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-port', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['-remote-debugging-port=9222', 'remote-debugging-port'],
    [' --remote-debugging-port=0', 'remote-debugging-port'],
    ['\t\n\v\f --remote-debugging-port=0 ', 'remote-debugging-port'],
    ['\u00a0--remote-debugging-port=0', 'remote-debugging-port'],
    ['\ufeff--remote-debugging-port=0', 'remote-debugging-port'],
    ['--inspect', 'inspect'],
    ['---inspect', 'inspect'],
    ['--Inspect=9222', 'Inspect'],
    ['/inspect', 'inspect'],
    ['/Remote-Debugging-Port=0', 'Remote-Debugging-Port'],
    ['--inspect-brk=0', 'inspect-brk'],
    ['--js-flags=--expose-gc', 'js-flags'],
    ['--no-sandbox', 'no-sandbox'],
    ['--no-sandbox=', 'no-sandbox'],
    ['--use-fake-ui-for-media-stream', 'use-fake-ui-for-media-stream'],
    ['--force-fieldtrials=A/B', 'force-fieldtrials'],
    ['--renderer-cmd-prefix=xterm -e', 'renderer-cmd-prefix'],
    ['--gpu-launcher=/bin/sh', 'gpu-launcher'],
    ['--utility-cmd-prefix=/bin/sh', 'utility-cmd-prefix'],
    ['--zygote-cmd-prefix=/bin/sh', 'zygote-cmd-prefix'],
    ['--a-switch-of-some-later-chromium', 'a-switch-of-some-later-chromium'],
    ['--disable-web-security', 'disable-web-security'],
    ['--ignore-certificate-errors', 'ignore-certificate-errors'],
    ['--host-resolver-rules=MAP * 127.0.0.1', 'host-resolver-rules'],
    ['--proxy-server=http://127.0.0.1:8080', 'proxy-server'],
    ['--load-extension=/home/anna/extension', 'load-extension'],
    ['--log-net-log=/home/anna/log.json', 'log-net-log'],
    ['--ssl-key-log-file=/home/anna/keys', 'ssl-key-log-file'],
    ['--browser-subprocess-path=/bin/false', 'browser-subprocess-path'],
    ['--user-data-dir=/home/anna/other', 'user-data-dir'],
    ['--type=renderer', 'type'],
    ['-r', 'r'],
    // A switch that is allowed, with a value that is not.
    ['--hidden=no', 'hidden'],
    ['--ozone-platform=headless', 'ozone-platform'],
    ['--enable-features=DocumentPictureInPictureAPI', 'enable-features'],
    ['--enable-features=UseOzonePlatform,IsolatedWebApps', 'enable-features'],
    ['--enable-features=UseOzonePlatform<Study', 'enable-features'],
    ['--lang=../../etc', 'lang'],
    ['--lang', 'lang'],
    ['--class=a b', 'class'],
    ['--password-store=x y', 'password-store'],
    ['--disable-gpu=1', 'disable-gpu'],
    ['--force-device-scale-factor=-1', 'force-device-scale-factor'],
    ['--disable-gpu\n--inspect', 'disable-gpu\n--inspect'],
    ['-psn_0_1=x', 'psn_0_1'],
  ])('with a switch that is not known to be harmless is refused: %j', (word, name) => {
    for (const words of [[word], ['first', '--hidden', word, '--lang=de'], ['--', word]])
      expect(refusedSwitch(words)).toBe(name);
  });

  it.each([
    [[]],
    [['']],
    [['-', '--']],
    [['inspect']],
    [['--hidden']],
    [['--HIDDEN']],
    [['/home/anna/inspect']],
    [['https://fyle.example/?--inspect']],
    [['--ozone-platform=wayland', '--enable-wayland-ime']],
    [['--ozone-platform-hint=auto', '--enable-features=UseOzonePlatform,WaylandWindowDecorations']],
    [['--disable-gpu', '--force-device-scale-factor=1.5', '--lang=de-DE']],
    [['--force-renderer-accessibility', '--force-dark-mode']],
    [['--password-store=gnome-libsecret']],
    [['-psn_0_12345']],
  ])('without one is let through: %j', (words) => {
    expect(refusedSwitch(words)).toBeUndefined();
  });
});

describe('the environment', () => {
  const plain = {
    HOME: '/home/anna',
    https_proxy: 'http://proxy:3128',
    LD_LIBRARY_PATH: '/opt/lib',
    NODENAME: 'desk-7',
    XDG_SESSION_TYPE: 'wayland',
    ELECTRON_OZONE_PLATFORM_HINT: 'auto',
    CHROME_DESKTOP: 'token-desk.desktop',
  };

  it.each([
    ['NODE_V8_COVERAGE', true],
    ['NODE_DEBUG', true],
    ['NODE_DEBUG_NATIVE', true],
    ['NODE_REDIRECT_WARNINGS', true],
    ['NODE_COMPILE_CACHE', true],
    ['NODE_SOMETHING_LATER', true],
    ['node_debug', true],
    ['ELECTRON_ENABLE_LOGGING', true],
    ['ELECTRON_LOG_FILE', true],
    ['ELECTRON_LOG_ASAR_READS', true],
    ['CHROME_DEVEL_SANDBOX', true],
    ['CHROME_LOG_FILE', true],
    ['SSLKEYLOGFILE', false],
    ['NODE_TLS_REJECT_UNAUTHORIZED', false],
    ['NODE_EXTRA_CA_CERTS', false],
    ['NODE_OPTIONS', false],
    ['NODE_ENV', false],
    ['ELECTRON_RUN_AS_NODE', false],
  ])('loses what steers Node, Electron or Chromium: %s, and tells whether it may have acted: %s', (name, hasActed) => {
    const environment = { ...plain, [name]: '/home/anna/x' };
    expect(clearEnvironment(environment)).toBe(hasActed);
    expect(environment).toEqual(plain);
  });

  it('is left as it is where nothing steers', () => {
    const environment = { ...plain };
    expect(clearEnvironment(environment)).toBe(false);
    expect(environment).toEqual(plain);
  });
});

describe('a start', () => {
  it.each([
    [['token-desk', '--hidden'], true],
    [['electron', '.', '--hidden', '--no-first-run'], true],
    [['token-desk'], false],
    [['token-desk', '--hidden=no'], false],
    [['token-desk', 'hidden'], false],
  ])('with %j is hidden: %s', (words, isHidden) => {
    expect(startsHidden(words)).toBe(isHidden);
  });
});
