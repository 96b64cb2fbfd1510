import { describe, expect, it } from 'vitest';
import { autostartEntry, isStarted } from '../../../../main/desktop/settings/autostartEntry.ts';

const exec = (program: string, ...args: readonly string[]) =>
  /^Exec=(.*)$/m.exec(autostartEntry({ name: 'Token Desk', program, args }))?.[1];
const whole = autostartEntry({ name: 'Token Desk', program: '/opt/Token Desk/token-desk', args: ['--hidden'] });
const isThere = (path: string) => path === '/opt/Token Desk/token-desk';

describe('the file that has a desktop start the app', () => {
  it('says all that a desktop needs', () => {
    expect(whole).toBe(`[Desktop Entry]
Type=Application
Name=Token Desk
Comment=Keeps Fyle tokens ready to copy
Exec="/opt/Token Desk/token-desk" --hidden
TryExec=/opt/Token Desk/token-desk
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`);
  });

  // By the Desktop Entry Specification, "The Exec key": quoting first, then the escapes of every value.
  it.each([
    ['/usr/bin/token-desk', '/usr/bin/token-desk'],
    ['/home/anna/Token_Desk-1.0.AppImage', '/home/anna/Token_Desk-1.0.AppImage'],
    ['/opt/Anna’s apps/desk', '"/opt/Anna’s apps/desk"'],
    ["/opt/Anna's/desk", `"/opt/Anna's/desk"`],
    ['/opt/100%/desk', '/opt/100%%/desk'],
    ['/opt/a $HOME/desk', String.raw`"/opt/a \\$HOME/desk"`],
    ['/opt/`id`/desk', '"/opt/\\\\`id\\\\`/desk"'],
    ['/opt/a"b/desk', String.raw`"/opt/a\\"b/desk"`],
    ['/opt/a\\b/desk', String.raw`"/opt/a\\\\b/desk"`],
    ['/opt/a;reboot/desk', '"/opt/a;reboot/desk"'],
    ['/opt/a\nHidden=true/desk', String.raw`"/opt/a\nHidden=true/desk"`],
  ])('quotes %j', (program, quoted) => {
    expect(exec(program)).toBe(quoted);
    expect(exec('/a', program)).toBe(`/a ${quoted}`);
  });

  it.each([
    ['as it was written', whole, true],
    ['written by somebody else', '[Desktop Entry]\nExec=token-desk\n', true],
    ['with Windows’ line ends', whole.replaceAll('\n', '\r\n'), true],
    ['with another group behind it', `${whole}[Desktop Action New]\nHidden=true\nExec=a\n`, true],
    ['with a relative program', whole.replace(/TryExec=.*/, 'TryExec=token-desk'), true],
    ['that a desktop has hidden', `${whole}Hidden=true\n`, false],
    ['that a desktop has hidden, with blanks', `${whole}Hidden = true \n`, false],
    ['that GNOME has switched off', whole.replace('enabled=true', 'enabled=false'), false],
    ['whose program is gone', whole.replaceAll('/opt/Token Desk/', '/mnt/gone/'), false],
    ['without a command', whole.replace(/^Exec.*$/m, ''), false],
    ['with its command in another group', '[Other]\nExec=a\n[Desktop Entry]\nType=Application\n', false],
    ['that is empty', '', false],
    ['that is no such file', '{"Exec":"a"}', false],
  ])('starts the app, or not: one %s', (_name, text, starts) => {
    expect(isStarted(text, isThere)).toBe(starts);
  });

  it('is read at once, whatever stands in it', () => {
    const blanks = ' '.repeat(64 * 1024);
    const texts = [
      `[Desktop Entry]\nExec=a${blanks}x\n`,
      `[Desktop Entry]${blanks}x\n`,
      `[Desktop Entry]\nExec${blanks}x`,
    ];
    const before = performance.now();
    expect(texts.map((text) => isStarted(text, isThere))).toEqual([true, false, false]);
    // A pattern that tries again at each blank took seconds.
    expect(performance.now() - before).toBeLessThan(500);
  });
});
