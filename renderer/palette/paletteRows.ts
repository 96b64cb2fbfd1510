import type { ConnectionState } from '../../preload/connection.ts';
import type { Act } from '../../preload/shared/acts.ts';
import { type CopyFormat, needsApiAddress } from '../../preload/shared/copyFormats.ts';
import { searchText } from '../../preload/shared/searchText.ts';
import type { ConnectionAct } from '../menus/connectionActs.ts';
import { connectionText, notIn, type SoughtWord, wordsOf } from '../sidebar/findConnections.ts';
import { actTitle, formTitle } from '../words/actText.ts';

/** One thing that can be done. */
export type PaletteRow = { readonly key: string; readonly title: string } & (
  | { readonly is: 'window'; readonly act: Act }
  | { readonly is: 'connection'; readonly act: ConnectionAct; readonly connection: ConnectionState }
  | { readonly is: 'copy-as'; readonly format: CopyFormat; readonly connection: ConnectionState }
);

/** What the palette looks through. */
export interface PaletteWorld {
  /** In the list's order. */
  readonly connections: readonly ConnectionState[];
  /** The one whose page is open. */
  readonly shownId: string | undefined;
  readonly formats: readonly CopyFormat[];
  /** What can be done with one of them now. */
  readonly actsOf: (connection: ConnectionState) => readonly ConnectionAct[];
  /** Whether the window offers an act now. */
  readonly can: (act: Act) => boolean;
}

/** Rows that are shown at once; who seeks another one types more. */
export const MOST_ROWS = 60;

const WINDOW_ACTS = ['add', 'activity', 'present', 'lock', 'settings', 'help'] as const;
/**
 * What can be done, in which each word of the query is found, and how many more there are. Without a word: what can be done
 * with the connection that is open, and with the window. The open connection's come first.
 */
export function paletteRows(
  query: string,
  world: PaletteWorld,
): { readonly rows: readonly PaletteRow[]; readonly more: number } {
  const words = wordsOf(query);
  const shown = world.connections.filter(({ id }) => id === world.shownId);
  const others = words.length === 0 ? [] : world.connections.filter(({ id }) => id !== world.shownId);
  // Once, and not beside each of a thousand connections.
  const forms = world.formats.map((format) => ({ format, title: formTitle(format) }));
  const found = [...shown, ...others].flatMap((connection) => rowsOf(connection, words, world, forms));
  const ofWindow = WINDOW_ACTS.filter((act) => world.can(act) && isIn(words, actTitle(act, undefined)));
  const rows: readonly PaletteRow[] = [
    ...found.filter(({ connection }) => connection.id === world.shownId),
    ...ofWindow.map((act) => ({ key: act, title: actTitle(act, undefined), is: 'window', act }) as const),
    ...found.filter(({ connection }) => connection.id !== world.shownId),
  ];
  return { rows: rows.slice(0, MOST_ROWS), more: Math.max(0, rows.length - MOST_ROWS) };
}

type ConnectionRow = Exclude<PaletteRow, { readonly is: 'window' }>;

/** What can be done with one connection. The forms of its token only for who asks for one: they are many. */
function rowsOf(
  connection: ConnectionState,
  words: readonly SoughtWord[],
  world: PaletteWorld,
  forms: readonly { readonly format: CopyFormat; readonly title: string }[],
): readonly ConnectionRow[] {
  const left = notIn(connectionText(connection), words);
  // Its forms stand here themselves.
  const acts = world.actsOf(connection).filter((act) => act !== 'copy-as');
  const rows = acts.flatMap((act): readonly ConnectionRow[] => {
    const title = actTitle(act, connection);
    if (!isIn(left, title)) return [];
    return [{ key: `${connection.id} ${act}`, title, is: 'connection', act, connection }];
  });
  if (isIn(left, actTitle('copy', connection)) || !acts.includes('copy')) return rows;
  const possible = forms.filter(
    ({ format, title }) =>
      format !== 'token' && (!needsApiAddress(format) || connection.cluster !== undefined) && isIn(left, title),
  );
  return [
    ...rows,
    ...possible.map(
      ({ format, title }) => ({ key: `${connection.id} ${format}`, title, is: 'copy-as', format, connection }) as const,
    ),
  ];
}

/** The titles' texts: there are few, and each stands beside a thousand connections. */
const texts = new Map<string, string>();

function isIn(words: readonly SoughtWord[], title: string): boolean {
  const text = texts.get(title) ?? searchText(title);
  texts.set(title, text);
  return notIn(text, words).length === 0;
}
