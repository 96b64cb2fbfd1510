import type { CopyFormat } from '../../../preload/shared/copyFormats.ts';

/** What an entry does that is about no connection. */
export type TrayAct = 'open' | 'pause' | 'continue' | 'settings' | 'quit';

/** An entry of the menu. `head` says what the entries below are, and does nothing. */
export type TrayEntry =
  /** Without a form: in the connection's usual one. */
  | { readonly is: 'copy'; readonly id: string; readonly label: string; readonly format?: CopyFormat }
  | { readonly is: TrayAct; readonly label: string }
  | { readonly is: 'head'; readonly label: string }
  | { readonly is: 'line' }
  | { readonly is: 'more'; readonly label: string; readonly entries: readonly TrayEntry[] };
