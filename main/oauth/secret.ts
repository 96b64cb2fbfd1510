const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const PRINTED = '[secret]';

/** A string that prints, serialises and inspects as `[secret]`. `reveal()` is for where the secret leaves the app. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

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
