/** One step of a start or of an end. Its name goes into the log when it fails. */
export interface Step {
  readonly name: string;
  readonly act: () => unknown;
}
