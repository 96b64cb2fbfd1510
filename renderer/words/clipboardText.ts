import { isolated } from '../../preload/shared/names.ts';

/** Says that a token is back on the clipboard each time it was cleared. `program`: which one does it, empty if unknown. */
export function keptText(name: string, program: string): string {
  const [who, where] = program === '' ? ['Another program', 'in your clipboard manager'] : [program, 'there'];
  return `${who} keeps putting the token of ${isolated(name)} back on the clipboard. Delete it ${where}.`;
}
