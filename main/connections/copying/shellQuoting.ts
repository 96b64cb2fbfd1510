/** The longest line that cmd takes, characters. @see Microsoft, "Command prompt (Cmd.exe) command-line string limitation" */
export const LONGEST_CMD_LINE = 8_191;

/** One word for bash and other shells of its kind: nothing is special inside single quotes. @see POSIX, "Single-Quotes" */
export function bashWord(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * A string for PowerShell: nothing is special inside single quotes. From PowerShell 7.3 on another program gets it whole;
 * older ones lose a double quote on the way there. @see PowerShell, about_Quoting_Rules and about_Parsing
 */
export function powerShellString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * An argument for a program that cmd starts. The program's own rules come first: a backslash before a quote is doubled.
 * Where cmd would end its quotes at one of the text's, or put a variable between percent signs, each of its special
 * characters has a caret, and cmd sees no quotes at all. @see Microsoft, "Parsing C command-line arguments"
 */
export function cmdArgument(text: string): string {
  const quoted = text.replaceAll(/(\\*)("|$)/g, (_, slashes: string, quote: string) =>
    quote === '' ? slashes + slashes : `${slashes}${slashes}\\"`,
  );
  return isSafeInCmdQuotes(text) ? `"${quoted}"` : withCarets(`"${quoted}"`);
}

/** The line with which cmd sets a variable. */
export function cmdSet(name: string, text: string): string {
  return isSafeInCmdQuotes(text) ? `set "${name}=${text}"` : `set ${name}=${withCarets(text)}`;
}

function isSafeInCmdQuotes(text: string): boolean {
  return !/["%]/.test(text);
}

/** At the prompt a name with a caret in it is no variable's, so what stands between percent signs stays. */
function withCarets(text: string): string {
  return text.replaceAll(/[()%!^"<>&|]/g, '^$&');
}
