/** The contract between main and the bar above the sign-in page. Types only; this file imports nothing. */

/** What the bar, a document of our own, may ask of main. */
export interface BarRequests {
  back(): null;
  reload(): null;
  state(): BarState;
  /** Answers the question with this id; one that is no longer asked is past answering. */
  answer(id: number, isYes: boolean): null;
}

/** What the bar asks the person, with one or two buttons; its words are in `renderer/bar/questionText.ts`. */
export type BarQuestion =
  /** The sign-in ends in a minute, because nobody does anything. */
  | { readonly code: 'ending' }
  /** A page of this host opened a window, which nobody sees yet. */
  | { readonly code: 'window'; readonly host: string };

export interface BarState {
  /** `accounts.fylehq.com`, with the port when it is not the scheme's own; empty before the first page. */
  readonly host: string;
  readonly security: 'encrypted' | 'this-computer' | 'blank';
  readonly practice: boolean;
  readonly loading: boolean;
  readonly canGoBack: boolean;
  /** What the page last tried in vain. */
  readonly refused?: 'window' | 'download' | 'address' | 'permission' | undefined;
  /** Stands in the place of `refused` until it is answered. */
  readonly question?: (BarQuestion & { readonly id: number }) | undefined;
}

export interface BarBridge {
  readonly back: () => Promise<null>;
  readonly reload: () => Promise<null>;
  readonly state: () => Promise<BarState>;
  readonly answer: (id: number, isYes: boolean) => Promise<null>;
  readonly onState: (listener: (state: BarState) => void) => () => void;
}
