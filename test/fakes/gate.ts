/** A place where one act waits until the test lets it go on. */
export interface Gate {
  /** Resolves when the act has come to the gate. */
  readonly reached: Promise<void>;
  /** Lets it go on. */
  open(): void;
}

/** The waiting side of a gate. */
export interface ClosedGate extends Gate {
  /** Says that the act is there; resolves when it may go on. */
  pass(): Promise<void>;
}

/** Makes a gate, closed. */
export function closedGate(): ClosedGate {
  let reach: () => void = () => undefined;
  let open: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    reached,
    open: () => {
      open();
    },
    pass: () => {
      reach();
      return opened;
    },
  };
}
