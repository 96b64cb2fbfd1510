/** How far Page Up and Page Down go. */
const page = 8;

/** The row that a key leads to from row `current` of `count`; undefined when the key does not move. */
export function rowAfterKey(key: string, current: number, count: number): number | undefined {
  if (count === 0) return undefined;
  const bounded = (row: number): number => Math.min(count - 1, Math.max(0, row));
  switch (key) {
    case 'ArrowDown':
      return bounded(current + 1);
    case 'ArrowUp':
      return bounded(current - 1);
    case 'PageDown':
      return bounded(current + page);
    case 'PageUp':
      return bounded(current - page);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

/** The next row whose name begins with the letters, going round; one letter typed again moves on. */
export function rowByLetters(letters: string, current: number, names: readonly string[]): number | undefined {
  const wanted = letters.toLocaleLowerCase();
  const repeated = [...wanted].every((letter) => letter === [...wanted][0]);
  const start = wanted.length === 1 || repeated ? current + 1 : current;
  const beginning = repeated ? ([...wanted][0] ?? '') : wanted;
  for (let step = 0; step < names.length; step += 1) {
    const row = (Math.max(0, start) + step) % names.length;
    const name = names[row]?.toLocaleLowerCase() ?? '';
    if (name.startsWith(wanted) || (repeated && name.startsWith(beginning))) return row;
  }
  return undefined;
}
