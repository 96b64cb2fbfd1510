import { describe, expect, it } from 'vitest';
import { clearEnvironment, refusedSwitch, startsHidden } from '../../../../main/desktop/system/commandLine.ts';

describe('a command line', () => {
  it.each([
    [['--remote-debugging-port=9222'], 'remote-debugging-port'],
    [['--remote-debugging-port', '9222'], 'remote-debugging-port'],
    [['--remote-debugging-pipe'], 'remote-debugging-pipe'],
    [['--inspect'], 'inspect'],
    [['--inspect-brk=0'], 'inspect-brk'],
    [['--js-flags=--expose-gc'], 'js-flags'],
    [['--no-sandbox'], 'no-sandbox'],
    [['--disable-web-security'], 'disable-web-security'],
    [['--ignore-certificate-errors'], 'ignore-certificate-errors'],
    [['--host-resolver-rules=MAP * 127.0.0.1'], 'host-resolver-rules'],
    [['--proxy-server=http://127.0.0.1:8080'], 'proxy-server'],
    [['--load-extension=/home/anna/extension'], 'load-extension'],
    [['--log-net-log=/home/anna/log.json'], 'log-net-log'],
    [['--ssl-key-log-file=/home/anna/keys'], 'ssl-key-log-file'],
    [['-remote-debugging-port=9222'], 'remote-debugging-port'],
    [['---inspect'], 'inspect'],
    [['--Inspect=9222'], 'inspect'],
    [['first', '--hidden', '--no-sandbox', '--log-level=0'], 'no-sandbox'],
    [[' --remote-debugging-port=0'], 'remote-debugging-port'],
    [['\t--log-net-log=/home/anna/log.json'], 'log-net-log'],
    [['/inspect'], 'inspect'],
    [['--browser-subprocess-path=/bin/false'], 'browser-subprocess-path'],
    [['--user-data-dir=/home/anna/other'], 'user-data-dir'],
  ])('that would open the app to another program is refused: %j', (words, name) => {
    expect(refusedSwitch(words, () => false)).toBe(name);
  });

  it.each([
    [[]],
    [['']],
    [['-', '--']],
    [['inspect']],
    [['--hidden']],
    [['--inspector-colour=red']],
    [['/home/anna/inspect']],
    [['https://fyle.example/?--inspect']],
  ])('that does not is let through: %j', (words) => {
    expect(refusedSwitch(words, () => false)).toBeUndefined();
  });

  it('is refused by what Chromium itself read, however it was written', () => {
    expect(refusedSwitch([], (name) => name === 'ssl-key-log-file')).toBe('ssl-key-log-file');
  });
});

describe('the environment', () => {
  it('loses what would do the same, and nothing else', () => {
    const environment = {
      SSLKEYLOGFILE: '/home/anna/keys',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_EXTRA_CA_CERTS: '/home/anna/ca.pem',
      ELECTRON_ENABLE_LOGGING: '1',
      HOME: '/home/anna',
    };
    clearEnvironment(environment);
    expect(environment).toEqual({ HOME: '/home/anna' });
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
    expect(refusedSwitch(words, () => false)).toBeUndefined();
  });
});
