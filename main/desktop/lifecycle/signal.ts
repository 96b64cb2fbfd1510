/** Joins two parts that need each other: one sends, the other follows, and neither names the other. */
export interface Signal<T> {
  /** Calls every follower; resolves when all have ended. */
  send(value: T): Promise<void>;
  follow(act: (value: T) => unknown): void;
}

/** A signal that nobody follows yet. */
export function signal<T = void>(): Signal<T> {
  const followers = new Set<(value: T) => unknown>();
  return {
    send: async (value) => {
      await Promise.all([...followers].map((act) => act(value)));
    },
    follow: (act) => {
      followers.add(act);
    },
  };
}
