/** The contract between main and the bar above the sign-in page. Types only; this file imports nothing. */

/** What the bar, a document of our own, may ask of main. */
export interface BarRequests {
  back(): null;
  reload(): null;
  state(): BarState;
}

export interface BarState {
  /** `accounts.fylehq.com`, with the port when it is not the scheme's own; empty before the first page. */
  readonly host: string;
  readonly security: 'encrypted' | 'this-computer' | 'blank';
  readonly practice: boolean;
  readonly loading: boolean;
  readonly canGoBack: boolean;
  /** What the page last tried in vain. */
  readonly refused?: 'window' | 'download' | 'address' | 'permission';
}

export interface BarBridge {
  readonly back: () => Promise<null>;
  readonly reload: () => Promise<null>;
  readonly state: () => Promise<BarState>;
  readonly onState: (listener: (state: BarState) => void) => () => void;
}
