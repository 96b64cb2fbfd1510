/** How many rows Page Up and Page Down move. */
const page = 8;

/** The row to select after a key, from row `current` of `count`; undefined for a key that does not move the selection. */
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

/** The next row, wrapping around, whose name begins with the letters; repeating one letter moves on. Undefined when there is none. */
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
