/** Stops one act until the test lets it continue. */
export interface Gate {
  /** Resolves when the act waits at the gate. */
  readonly reached: Promise<void>;
  /** Lets the act continue. */
  open(): void;
}

/** The side of a gate at which the act waits. */
export interface ClosedGate extends Gate {
  /** Called by the act; resolves when it may continue. */
  pass(): Promise<void>;
}

/** Makes a closed gate. */
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
