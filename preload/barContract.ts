/** The contract between main and the bar above the sign-in page. Types only; this file imports nothing. */

/** What the bar, a document of our own, may ask of main. */
export interface BarRequests {
  back(): null;
  reload(): null;
  state(): BarState;
  /** Loads the page again that showed nothing. */
  retry(): null;
  /** Answers the page's question for name and password with this id; without them the server's own page is shown. */
  signIn(id: number, name?: string, password?: string): null;
  /** Goes on in the person's own browser; this window then closes. */
  openInBrowser(): null;
  /** Answers the question with this id; one that is no longer asked is past answering. */
  answer(id: number, isYes: boolean): null;
}

/** What the bar asks the person, with one or two buttons; its words are in `renderer/bar/questionText.ts`. */
export type BarQuestion =
  /** The sign-in ends in a minute, because nobody does anything. */
  | { readonly code: 'ending' }
  /** A page of this host opened a window, which nobody sees yet. */
  | { readonly code: 'window'; readonly host: string }
  /** This page refuses sign-ins in an app's window; the person's own browser would do. */
  | { readonly code: 'embedded-refused'; readonly host: string };

/** What is missing for a page to show something, said in its place; the words are in `renderer/bar/missingText.ts`. */
export type MissingPage =
  | {
      readonly code: /** The company's Windows sign-in: 401 with Negotiate or NTLM. */
        | 'windows-sign-in'
        /** Name and password were refused, or not given. */
        | 'password-refused'
        | 'client-certificate'
        /** The server's own certificate, and two faults of it that have words of their own. */
        | 'certificate'
        | 'certificate-date'
        | 'certificate-host'
        /** The answer was empty, or nothing was painted for a while. */
        | 'empty'
        | 'blank'
        /** A second window's page could not be loaded; the first one's ends the sign-in. */
        | 'unreachable';
      readonly host: string;
    }
  | { readonly code: 'password'; readonly host: string; readonly id: number; readonly isRepeated: boolean };

export interface BarState {
  /** `accounts.fylehq.com`, with the port when it is not the scheme's own; empty before the first page. */
  readonly host: string;
  readonly security: 'encrypted' | 'this-computer' | 'blank';
  readonly practice: boolean;
  readonly loading: boolean;
  readonly canGoBack: boolean;
  /** What the page last tried in vain. */
  readonly refused?: 'window' | 'download' | 'file' | 'address' | 'permission' | undefined;
  /** Stands where the page would be, which is hidden meanwhile. */
  readonly missing?: MissingPage | undefined;
  /** Stands in the place of `refused` until it is answered. */
  readonly question?: (BarQuestion & { readonly id: number }) | undefined;
}

export interface BarBridge {
  readonly back: () => Promise<null>;
  readonly reload: () => Promise<null>;
  readonly state: () => Promise<BarState>;
  readonly retry: () => Promise<null>;
  readonly signIn: (id: number, name?: string, password?: string) => Promise<null>;
  readonly openInBrowser: () => Promise<null>;
  readonly answer: (id: number, isYes: boolean) => Promise<null>;
  readonly onState: (listener: (state: BarState) => void) => () => void;
}
