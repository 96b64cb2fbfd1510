import type { ListView } from '../../../preload/connection.ts';
import { inOrder } from '../../../preload/shared/listOrder.ts';
import type { Clock } from '../../connections/model/ports.ts';
import { memberOf } from './json.ts';

/** How the list of connections was left, and when each token was last copied or revealed, Unix ms by the connection's id. */
export interface RememberedList extends ListView {
  readonly usedAt: Readonly<Record<string, number>>;
}

/** How the app names a connection. */
const ID = /^[0-9a-f]{32}$/;
/** More than a list that anybody keeps. */
const MOST = 10_000;

/** A list's order that the page or a file names; undefined for what is none. */
function readOrder(foreign: unknown): ListView['order'] | undefined {
  return (['name', 'used', 'hand'] as const).find((order) => order === foreign);
}

/** What was remembered, as somebody may have edited it: what cannot be read is as it was at first. */
export function readRememberedList(foreign: unknown): RememberedList {
  const selectedId = memberOf(foreign, 'selectedId');
  const used = memberOf(foreign, 'usedAt');
  const entries = typeof used === 'object' && used !== null ? Object.entries(used).slice(0, MOST) : [];
  const usedAt = entries.filter(([id, at]) => ID.test(id) && Number.isSafeInteger(at) && at >= 0);
  return {
    order: readOrder(memberOf(foreign, 'order')) ?? 'name',
    ...(typeof selectedId === 'string' && ID.test(selectedId) && { selectedId }),
    usedAt: Object.fromEntries(usedAt),
  };
}

/** What the page asks for; undefined when a member is no order or no id, or is something else. */
function readChange(foreign: unknown): Partial<ListView> | undefined {
  if (typeof foreign !== 'object' || foreign === null || Array.isArray(foreign)) return undefined;
  if (Object.keys(foreign).some((name) => name !== 'order' && name !== 'selectedId')) return undefined;
  const [order, selectedId] = [memberOf(foreign, 'order'), memberOf(foreign, 'selectedId')];
  const known = readOrder(order);
  if (order !== undefined && known === undefined) return undefined;
  if (selectedId !== undefined && !(typeof selectedId === 'string' && ID.test(selectedId))) return undefined;
  return { ...(known && { order: known }), ...(typeof selectedId === 'string' && { selectedId }) };
}

interface Around {
  readonly preferences: {
    readonly list: RememberedList;
    rememberList(list: RememberedList): Promise<void>;
  };
  readonly clock: Pick<Clock, 'now'>;
  /** The connections that there are, or that can be put back: nothing is kept of others. */
  readonly connections: {
    list(): readonly { readonly id: string }[];
    readonly removals: { readonly undoable: readonly { readonly id: string }[] };
  };
  /** What the page shows of it has changed. */
  readonly onChange: () => void;
}

/** Where it is recorded what became of a connection. */
interface History<E extends readonly unknown[]> {
  record(id: string, ...entry: E): void;
}

/** Keeps how the list is left from one run to the next. */
export class ListMemory {
  readonly #around: Around;
  #list: RememberedList;

  constructor(around: Around) {
    this.#around = around;
    this.#list = around.preferences.list;
  }

  /** What the page is told of it. */
  get view(): ListView {
    const { usedAt: _, ...view } = this.#list;
    return view;
  }

  /** When a connection's token was last copied or revealed, Unix ms; undefined when it never was. */
  usedAt(id: string): number | undefined {
    return this.#list.usedAt[id];
  }

  /** The connections as the list shows them within a group: in the order that the person chose. */
  inOrder<C extends { readonly id: string; readonly name: string }>(connections: readonly C[]): readonly C[] {
    const { order, usedAt } = this.#list;
    // Only that order needs what main keeps apart.
    if (order !== 'used') return inOrder(connections, order);
    const used = connections.map((connection) => ({ ...connection, usedAt: usedAt[connection.id] ?? 0 }));
    return inOrder(used, order);
  }

  /** A history for whoever gives tokens away: each of its lines is a use. */
  notingUses<E extends readonly unknown[]>(history: History<E>): History<E> {
    return {
      record: (id, ...entry) => {
        history.record(id, ...entry);
        this.#change({ usedAt: { ...this.#list.usedAt, [id]: this.#around.clock.now() } });
      },
    };
  }

  /** Takes over what the page asks for, from now on and for the next run; gives false, and changes nothing, for what is no view. */
  arrange(foreign: unknown): boolean {
    const change = readChange(foreign);
    if (change !== undefined) this.#change(change);
    return change !== undefined;
  }

  /** Forgets every connection that is not there any more. */
  forgetOthers(): void {
    this.#change({});
  }

  #change(change: Partial<RememberedList>): void {
    const { preferences, connections, onChange } = this.#around;
    const there = new Set([...connections.list(), ...connections.removals.undoable].map(({ id }) => id));
    const { selectedId, ...list } = { ...this.#list, ...change };
    const usedAt = Object.fromEntries(Object.entries(list.usedAt).filter(([id]) => there.has(id)));
    const isThere = selectedId !== undefined && there.has(selectedId);
    const next = { ...list, usedAt, ...(isThere && { selectedId }) };
    if (JSON.stringify(next) === JSON.stringify(this.#list)) return;
    this.#list = next;
    void preferences.rememberList(next);
    onChange();
  }
}
