import type { ProxyQuestion } from '../../../preload/failure.ts';

/** Name and password for a proxy. */
export interface ProxyCredentials {
  readonly name: string;
  readonly password: string;
}

/** As often as the person may be wrong before a proxy counts as declined. */
const MOST_TRIES = 3;

/**
 * The names and passwords that proxies of this network want, asked of the person once and kept until the app ends, in
 * memory alone. One question at a time; whoever wants the same answer waits for it.
 */
export class ProxyPasswords {
  readonly #known = new Map<string, ProxyCredentials>();
  readonly #declined = new Set<string>();
  /** What a proxy has let somebody through with. */
  readonly #proven = new WeakSet<ProxyCredentials>();
  readonly #onChange: () => void;
  #question: ProxyQuestion | undefined;
  #asked: Promise<ProxyCredentials | undefined> | undefined;
  #settle: (credentials: ProxyCredentials | undefined) => void = () => undefined;
  #wrong = 0;

  /** @param onChange called when `question` has changed */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** What the person is asked now. */
  get question(): ProxyQuestion | undefined {
    return this.#question;
  }

  /**
   * What to send to a proxy; undefined when the person declined, or was wrong three times.
   * @param proxy host and port
   * @param refused what this proxy has just refused, if anything
   */
  async credentialsFor(proxy: string, refused?: ProxyCredentials): Promise<ProxyCredentials | undefined> {
    // Another request may be asking, perhaps about another proxy.
    while (this.#asked !== undefined) await this.#asked;
    const known = this.#known.get(proxy);
    if (known !== undefined && known !== refused) return known;
    this.#known.delete(proxy);
    if (refused === undefined) this.#wrong = 0;
    else this.#wrong += 1;
    if (this.#wrong >= MOST_TRIES) this.#declined.add(proxy);
    if (this.#declined.has(proxy)) return undefined;
    return this.#ask({ host: proxy, attempt: this.#wrong + 1 });
  }

  /** With these a request came through. */
  prove(credentials: ProxyCredentials): void {
    this.#proven.add(credentials);
  }

  /**
   * With these a proxy opened no tunnel. Unless they have served before they are forgotten, and asked for anew when the
   * person next wants something of the network.
   * @see docs/electron.md "A proxy that asks"
   */
  doubt(proxy: string, credentials: ProxyCredentials): void {
    if (this.#proven.has(credentials) || this.#known.get(proxy) !== credentials) return;
    this.#known.delete(proxy);
    this.#declined.add(proxy);
  }

  /** The person's answer to the question on screen; undefined declines it. */
  answer(credentials: ProxyCredentials | undefined): void {
    this.#settle(credentials);
  }

  /** The person wants something of the network: what was declined may be asked again. */
  askAgain(): void {
    this.#wrong = 0;
    this.#declined.clear();
  }

  async #ask(question: ProxyQuestion): Promise<ProxyCredentials | undefined> {
    this.#asked = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#question = question;
    this.#onChange();
    const credentials = await this.#asked;
    // Before those go on who wait for the same answer.
    if (credentials === undefined) this.#declined.add(question.host);
    else this.#known.set(question.host, credentials);
    this.#asked = undefined;
    this.#question = undefined;
    this.#onChange();
    return credentials;
  }
}

/** What the page gives as the answer; undefined unless both are words that a proxy may be told. */
export function readProxyAnswer(name: unknown, password: unknown): ProxyCredentials | undefined {
  return isWord(name) && isWord(password) ? { name, password } : undefined;
}

/** Short, and nothing that RFC 7617 §2 forbids. */
function isWord(foreign: unknown): foreign is string {
  return typeof foreign === 'string' && foreign.length <= 256 && !/\p{Cc}/u.test(foreign);
}
