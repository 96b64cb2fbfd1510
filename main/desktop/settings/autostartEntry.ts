/** Signs that an argument may have without quotes. */
const PLAIN = /^[\w@%+=:,./-]+$/;
/** Signs that quotes do not cover. */
const STILL_SPECIAL = /["`$\\]/g;
const KEY = /^[\w-]+$/;
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
  const members = membersOf(entry);
  const program = members.get('TryExec')?.replace(/\\(.)/g, '$1');
  return (
    members.has('Exec') &&
    members.get('Hidden') !== 'true' &&
    members.get('X-GNOME-Autostart-enabled') !== 'false' &&
    // A name without a path is looked for by the desktop.
    !(program?.startsWith('/') === true && !isThere(program))
  );
}

/** What the file's own group says, the last value of each key. Line by line: a pattern takes minutes for a file of blanks. */
function membersOf(entry: string): ReadonlyMap<string, string> {
  const lines = entry.split('\n');
  const from = lines.findIndex((line) => line.trimEnd() === '[Desktop Entry]') + 1;
  if (from === 0) return new Map();
  const length = lines.slice(from).findIndex((line) => line.startsWith('['));
  const group = length < 0 ? lines.slice(from) : lines.slice(from, from + length);
  const members = group.map((line): readonly [string, string] => {
    const at = line.indexOf('=');
    return [line.slice(0, Math.max(0, at)).trimEnd(), line.slice(at + 1).trim()];
  });
  return new Map(members.filter(([key]) => KEY.test(key)));
}

function quoted(word: string): string {
  return PLAIN.test(word) ? word : `"${word.replace(STILL_SPECIAL, '\\$&')}"`;
}

/** A text as a value of the file, which escapes what is escaped in it already. */
function fileText(text: string): string {
  return text.replace(/[\\\n\t\r]/g, (sign) => CONTROLS[sign] ?? '');
}
