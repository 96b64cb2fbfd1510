import { isolated } from '../../preload/shared/names.ts';
import { text } from './text.ts';

/** A connection in a sentence, with whose it is where another one reads alike. */
export function nameText(name: string, person: string | undefined): string {
  return person === undefined ? isolated(name) : `${isolated(name)}, ${isolated(person)}`;
}

/**
 * Says that a token is back on the clipboard each time it was cleared.
 * `connection`: {@link nameText}; `program`: which one does it, empty if unknown.
 */
export function keptText(connection: string, program: string): string {
  return program === ''
    ? text('clipboard.keptByAnother', { connection })
    : text('clipboard.keptBy', { connection, program });
}
