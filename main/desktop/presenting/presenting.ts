import type { Channel, DeskState, Handlers } from '../../../preload/contract.ts';
import type { Failure } from '../../../preload/failure.ts';
import { fail, ok, type Result } from '../../result.ts';
import { memberOf } from '../files/json.ts';
import {
  hideActivity,
  hideConnections,
  hideCopied,
  hideDesk,
  hideFailure,
  hideSummary,
  numberedNames,
} from './hidden.ts';

/** What shows or writes what is hidden, or would take what stands in its place for the truth. */
const REFUSED: readonly Channel[] = [
  ...(['revealToken', 'exportActivity', 'saveReminder', 'connect', 'joinInto', 'pasteCredentials'] as const),
];
/** What may be edited all the same. */
const HARMLESS: readonly string[] = ['favourite', 'colour'];

/** A person shows their screen to others: names, addresses, IDs and tokens are hidden, and no notification is shown. */
export class Presenting {
  readonly #onChange: () => void;
  readonly #all: () => Parameters<typeof numberedNames>[0];
  #isOn = false;

  /**
   * @param all every connection, in the order of the numbers by which window and tray call them
   * @param onChange called when it begins and when it ends
   */
  constructor(all: () => Parameters<typeof numberedNames>[0], onChange: () => void) {
    this.#all = all;
    this.#onChange = onChange;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** What the page may know. */
  desk(state: DeskState): DeskState {
    return this.#isOn && state.lock === undefined ? hideDesk(state, this.#nameOf()) : state;
  }

  /** What the tray may name. */
  readonly connections = <C extends Parameters<typeof hideConnections>[0][number]>(list: readonly C[]): readonly C[] =>
    this.#isOn ? hideConnections(list, this.#nameOf()) : list;

  /** Begins or ends it. */
  readonly handler: Handlers['present'] = async (isOn) => {
    if (typeof isOn !== 'boolean') return fail({ code: 'bad-request' });
    this.#isOn = isOn;
    this.#onChange();
    return ok(null);
  };

  /** The handlers, whose replies hide what is hidden meanwhile. Some fail with `presenting`. */
  guard(handlers: Handlers): Handlers {
    const { activity, activitySummary, copyToken } = handlers;
    const hiding: Handlers = {
      ...handlers,
      activity: async (...args) => map(await activity(...args), (page) => hideActivity(page, this.#nameOf())),
      activitySummary: async (...args) =>
        map(await activitySummary(...args), (summary) => hideSummary(summary, this.#nameOf())),
      copyToken: async (...args) => map(await copyToken(...args), (copied) => hideCopied(copied, this.#nameOf())),
    };
    const guarded = Object.keys(handlers).map((channel) => {
      // Its names are those of the handlers: the type says so, `Object.keys` does not.
      const plain = handlers[channel as 'desk'] as Act;
      const hidden = hiding[channel as 'desk'] as Act;
      return [
        channel,
        async (...args: unknown[]) => (this.#isOn ? this.#answer(channel, hidden, args) : plain(...args)),
      ];
    });
    return Object.fromEntries(guarded) as Handlers;
  }

  #nameOf(): ReturnType<typeof numberedNames> {
    return numberedNames(this.#all());
  }

  async #answer(channel: string, act: Act, args: readonly unknown[]): Promise<Result<unknown, Failure>> {
    if ((REFUSED as readonly string[]).includes(channel)) return fail({ code: 'presenting' });
    if (channel === 'edit' && !isHarmless(args[1])) return fail({ code: 'presenting' });
    const reply = await act(...args);
    return reply.ok ? reply : fail(hideFailure(reply.failure));
  }
}

type Act = (...args: unknown[]) => Promise<Result<unknown, Failure>>;

function isHarmless(changes: unknown): boolean {
  if (typeof changes !== 'object' || changes === null) return false;
  return Object.keys(changes).every((name) => HARMLESS.includes(name) && memberOf(changes, name) !== undefined);
}

function map<T>(reply: Result<T, Failure>, change: (value: T) => T): Result<T, Failure> {
  return reply.ok ? ok(change(reply.value)) : reply;
}
