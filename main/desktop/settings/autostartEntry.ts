/** Signs that an argument may have without quotes. */
const PLAIN = /^[\w@%+=:,./-]+$/;
/** Signs that quotes do not cover. */
const STILL_SPECIAL = /["`$\\]/g;
const CONTROLS: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** A program that is started at login. */
interface Started {
  readonly name: string;
  /** An absolute path. */
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The file that has a Linux desktop start a program at login. Where the program is no longer there the desktop passes over
 * the file. @see Desktop Entry Specification, "The Exec key"
 */
export function autostartEntry({ name, program, args }: Started): string {
  const words = [program, ...args].map((word) => quoted(word.replaceAll('%', '%%')));
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${fileText(name)}`,
    'Comment=Keeps Fyle tokens ready to copy',
    `Exec=${fileText(words.join(' '))}`,
    `TryExec=${fileText(program)}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * Whether a desktop starts what such a file names: desktops and their settings switch it off in the file itself.
 * @param isThere whether a program is at this path
 * @see Desktop Application Autostart Specification, "Autostart Of Applications During Startup"
 */
export function isStarted(entry: string, isThere: (path: string) => boolean): boolean {
  const [, group = ''] = /^\[Desktop Entry\]\s*$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(entry) ?? [];
  const members = new Map(
    [...group.matchAll(/^([\w-]+)\s*=\s*(.*?)\s*$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
  const program = members.get('TryExec')?.replace(/\\(.)/g, '$1');
  return (
    members.has('Exec') &&
    members.get('Hidden') !== 'true' &&
    members.get('X-GNOME-Autostart-enabled') !== 'false' &&
    // A name without a path is looked for by the desktop.
    !(program?.startsWith('/') === true && !isThere(program))
  );
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `"${word.replace(STILL_SPECIAL, '\\$&')}"`;
}

/** A text as a value of the file, which escapes what is escaped in it already. */
function fileText(text: string): string {
  return text.replace(/[\\\n\t\r]/g, (sign) => CONTROLS[sign] ?? '');
}
