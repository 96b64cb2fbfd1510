const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const PRINTED = '[secret]';

/**
 * A string that must not be seen: it prints, serialises and inspects as `[secret]`. `reveal()` is the only way out,
 * called only where the secret leaves the app (a request, the keychain, the clipboard, a person's wish to see it).
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The string itself. */
  reveal(): string {
    return this.#value;
  }

  /** Whether another one is the same string. */
  equals(other: Secret): boolean {
    return this.#value === other.#value;
  }

  toString(): string {
    return PRINTED;
  }

  toJSON(): string {
    return PRINTED;
  }

  [INSPECT](): string {
    return PRINTED;
  }
}
