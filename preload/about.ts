/** What the app says of itself. Types only: a part of the contract. */
export interface About {
  readonly version: string;
  /** What it runs on: `Electron 45.4.1, Chromium 140.0.7339.41`. */
  readonly runtime: string;
  /** The newest section of the changelog, Markdown. */
  readonly news: string;
  /** Of everything that is shipped, by name. */
  readonly licences: readonly Licence[];
  /** The file with the licences of what Chromium is made of, where it is shipped. */
  readonly chromiumLicences?: string;
}

/** A package that is shipped. `kind`: the short name of its licence, `MIT`. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly kind: string;
  readonly text: string;
}
