/** `stay` open, `store` what would be lost and quit then, or `quit` all the same. */
export type QuitAnswer = 'stay' | 'store' | 'quit';

/** What quitting would lose: grants that are only in memory, by their connections' names, and what is typed in a form. */
export interface LostByQuitting {
  readonly signIns: readonly string[];
  readonly isTyped: boolean;
}
