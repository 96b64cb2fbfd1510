/**
 * What cmd makes of a line at its prompt, in its documented order: variables between percent signs, then quotes and carets.
 * Undefined when the line would hold a second command, or a redirection.
 * @see Microsoft, "cmd" and "set": special characters and quotation marks
 */
export function readCmdLine(line: string): string | undefined {
  const variables: Readonly<Record<string, string>> = { PATH: 'C:\\Windows' };
  // At the prompt an unknown name stays as it stands.
  const expanded = line.replaceAll(/%([^%]+)%/g, (whole, name: string) => variables[name.toUpperCase()] ?? whole);
  let read = '';
  let isQuoted = false;
  for (let at = 0; at < expanded.length; at += 1) {
    const one = expanded.charAt(at);
    if (one === '"') isQuoted = !isQuoted;
    else if (!isQuoted && one === '^') {
      at += 1;
      read += expanded.charAt(at);
      continue;
    } else if (!isQuoted && '&|<>'.includes(one)) return undefined;
    read += one;
  }
  return read;
}

/** How a program takes a line apart. @see Microsoft, "Parsing C command-line arguments" */
export function readCmdArguments(line: string | undefined): readonly string[] | undefined {
  if (line === undefined) return undefined;
  const found: string[] = [];
  let current: string | undefined;
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0] ?? '';
    if (slashes !== '') {
      const isBeforeQuote = line.charAt(at + slashes.length) === '"';
      const isEscaped = isBeforeQuote && slashes.length % 2 === 1;
      current = (current ?? '') + (isBeforeQuote ? slashes.slice(0, slashes.length >> 1) : slashes);
      if (isEscaped) current += '"';
      at += slashes.length - (isEscaped ? 0 : 1);
    } else if (line.charAt(at) === '"') {
      current ??= '';
      isQuoted = !isQuoted;
    } else if (line.charAt(at) === ' ' && !isQuoted) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? '') + line.charAt(at);
  }
  return current === undefined ? found : [...found, current];
}
