import type { DeskState } from '../../preload/contract.ts';
import { isolated } from '../../preload/shared/names.ts';
import { text } from './text.ts';

/** How many names fit into two lines. */
const mostNames = 4;

/** What is erased, a line for each kind of thing. */
export function erasedItems({ connections, clipboard, keychain }: DeskState): readonly string[] {
  const stored = [namesText(connections.map(({ name }) => name)), text('forget.signIns'), text('forget.tokens')];
  // Without a connection something may still be left.
  const rest = text(keychain.startsWith('vault') ? 'forget.protected' : 'forget.rest');
  return [
    ...(connections.length > 0 ? stored : [rest]),
    ...(clipboard === undefined ? [] : [text('forget.clipboard')]),
  ];
}

/** What is not erased: docs/fyle.md "Apps". */
export function remainingItems(): readonly string[] {
  return [text('forget.inFyle'), text('forget.access')];
}

function namesText(names: readonly string[]): string {
  const more = names.length - mostNames;
  const shown = names.slice(0, more > 1 ? mostNames : undefined).map(isolated);
  const all = more > 1 ? [...shown, text('forget.more', { count: more })] : shown;
  return text('forget.connections', { count: names.length, names: all.join(', ') });
}
