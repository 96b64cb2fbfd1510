import { describe, expect, it } from 'vitest';
import { offeredFormats } from '../../../../main/connections/copying/copyText.ts';
import type { ConnectionState } from '../../../../main/connections/table/connectionState.ts';
import type { TrayEntry } from '../../../../main/desktop/tray/trayEntry.ts';
import { trayView } from '../../../../main/desktop/tray/trayView.ts';
import type { CopyFormat } from '../../../../preload/shared/copyFormats.ts';
import { connectedWorld } from '../../../fakes/world.ts';

const now = new Date(2026, 10, 23, 14, 5).getTime();
const MINUTE = 60_000;

async function connection(changes: Partial<ConnectionState> = {}): Promise<ConnectionState> {
  const [state] = (await connectedWorld()).connections.list();
  if (state === undefined) throw new Error('No connection');
  return { ...state, ...changes };
}

/** Ready connections of these names, each its own organisation's. */
function named(names: readonly string[]): Promise<readonly ConnectionState[]> {
  return Promise.all(names.map((name) => connection({ id: name, name, profile: undefined as never })));
}

interface Around {
  readonly needing?: readonly string[];
  readonly pausedUntil?: number;
  readonly formats?: readonly CopyFormat[];
  readonly defaultFormat?: CopyFormat;
}

function view(connections: readonly ConnectionState[], around: Around = {}) {
  const { needing = [], pausedUntil, formats = [], defaultFormat = 'token' } = around;
  return trayView({
    connections,
    needing: new Set(needing),
    pausedUntil,
    now,
    formats,
    defaultFormat,
  });
}

/** A menu in lines, what is inside of another one further to the right. */
function lines(entries: readonly TrayEntry[], indent = ''): readonly string[] {
  return entries.flatMap((entry) => {
    const label = `${indent}${entry.is === 'line' ? '-' : entry.label}`;
    return entry.is === 'more' ? [label, ...lines(entry.entries, `${indent}  `)] : [label];
  });
}

const menu = (...shown: Parameters<typeof view>) => lines(view(...shown).menu);

describe('the tray’s icon and tooltip', () => {
  it.each([
    ['fine', [], {}, 'Token Desk'],
    ['fine', ['ready', 'offline'], {}, 'Token Desk'],
    ['attention', ['ready', 'sign-in-needed'], { needing: ['1'] }, 'Token Desk: Acme needs you'],
    ['attention', ['sign-in-needed', 'problem'], { needing: ['0', '1'] }, 'Token Desk: 2 need you'],
    ['attention', ['offline', 'sign-in-needed'], { needing: ['1'] }, 'Token Desk: Acme needs you'],
    ['offline', ['offline', 'offline'], {}, 'Token Desk: offline, tries again at 14:09'],
    ['paused', ['ready'], { pausedUntil: now + 60 * MINUTE }, 'Token Desk: paused until 15:05'],
    [
      'paused',
      ['sign-in-needed', 'ready'],
      { needing: ['0'], pausedUntil: now + 60 * MINUTE },
      'Token Desk: Acme needs you, paused until 15:05',
    ],
  ] as const)('is %s with %j %j', async (state, statuses, around, tip) => {
    const connections = await Promise.all(
      statuses.map((status, index) =>
        connection({
          ...{ id: `${index}`, name: 'Acme', status, profile: undefined as never },
          ...(status === 'offline' && { retryAt: now + (4 + index) * MINUTE }),
        }),
      ),
    );
    const shown = view(connections, around);
    expect([shown.state, shown.tip]).toEqual([state, tip]);
  });

  it('says offline without a time when nobody knows one', async () => {
    expect(view([await connection({ status: 'offline' })]).tip).toBe('Token Desk: offline');
  });
});

describe('the tray’s menu', () => {
  it('opens first and quits last, also before there is a connection', () => {
    expect(menu([])).toEqual([
      'Open Token Desk',
      '-',
      'No connections yet',
      '-',
      'Pause for an hour',
      'Settings…',
      '-',
      'Quit',
    ]);
  });

  it('has what needs the person first, then the favourites, then the others as in the list', async () => {
    const connections = (await named(['Acme', 'Beta', 'Contoso', 'Delta'])).map((one) =>
      one.id === 'Beta' || one.id === 'Delta' ? { ...one, favourite: true as const } : one,
    );
    expect(menu(connections, { needing: ['Delta', 'Contoso'] })).toEqual([
      ...['Open Token Desk', '-', 'Copy a token'],
      ...['Contoso', 'Delta', 'Beta', 'Acme'],
      ...['-', 'Pause for an hour', 'Settings…', '-', 'Quit'],
    ]);
  });

  it('says the form of all connections where one has none of its own', async () => {
    const own = await connection({ id: 'a', name: 'Acme', profile: undefined as never, copyFormat: 'token' });
    const none = await connection({ id: 'b', name: 'Beta', profile: undefined as never });
    const { menu: entries } = view([own, none], { formats: ['token', 'header'], defaultFormat: 'header' });
    expect(lines(entries).slice(2, 5)).toEqual(['Copy a token', 'Acme', 'Beta, as a header']);
  });

  it('offers to continue while it is paused', () => {
    expect(menu([], { pausedUntil: now + MINUTE }).slice(-4)).toEqual([
      'Continue (paused until 14:06)',
      'Settings…',
      '-',
      'Quit',
    ]);
  });

  it('has twelve connections side by side, and more of them in a menu beside it', async () => {
    const names = Array.from({ length: 13 }, (_, index) => `${String.fromCharCode(77 - index)} Ltd`);
    expect(menu(await named(names.slice(1)))).toContain('A Ltd');
    const many = menu(await named(names), { needing: ['M Ltd'] });
    expect(many.slice(2, 7)).toEqual(['Copy a token', 'M Ltd', 'More', '  A Ltd', '  B Ltd']);
    expect(many.slice(-4)).toEqual(['Pause for an hour', 'Settings…', '-', 'Quit']);
  });

  it('sorts many by their letters, accents and other scripts too, and splits a letter with very many', async () => {
    const names = [
      ...Array.from({ length: 45 }, (_, index) => `Acme ${index + 1}`),
      ...['Évian', 'Edel', '7 Dwarfs', '⚡ Power', '\u2068שלום\u2069', '🎉'],
    ];
    const many = menu(await named(names));
    expect(many.filter((line) => /^ {2}\S/.test(line))).toEqual(['  #', '  A', '  E', '  P', '  ש']);
    expect(many.filter((line) => /^ {4}.* to /.test(line))).toEqual([
      '    Acme 1 to Acme 20',
      '    Acme 21 to Acme 40',
      '    Acme 41 to Acme 45',
    ]);
    const letter = many.indexOf('  E');
    expect(many.slice(letter + 1, letter + 3)).toEqual(['    Edel', '    Évian']);
    expect(many.indexOf('      Acme 9')).toBeLessThan(many.indexOf('      Acme 10'));
  });

  it.each([
    ['the alphabet and a digit', [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ7'].map((letter) => `${letter} Ltd`)],
    ['a hundred Han characters', Array.from({ length: 100 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7))],
    [
      'five scripts',
      [...'АБВГДЕЖЗИЙ', ...'ΑΒΓΔΕΖ', ...'אבגדהו', ...'กขคงจ', ...'아이우', ...'𝒜𐐀ßﬁ'].map((one) => `${one}1`),
    ],
    ['one letter and very many names', Array.from({ length: 1_000 }, (_, index) => `Acme ${index + 1}`)],
    ['many names of one letter and a few of all', [...'BCDEFGHIJKLMNOPQRSTUVWXYZ', ...Array<string>(500).fill('Acme')]],
  ])(
    'has at most twenty entries in each submenu, neighbours together, and every connection once: %s',
    async (_, names) => {
      const [one] = await named(['Acme']);
      const all = names.map((name, index) => ({ ...one, id: `${index}`, name }) as ConnectionState);
      const top = view(all).menu;
      const menus = (entries: readonly TrayEntry[]): readonly (readonly TrayEntry[])[] =>
        entries.flatMap((entry) => (entry.is === 'more' ? [entry.entries, ...menus(entry.entries)] : []));
      for (const entries of menus(top)) expect(entries.length).toBeLessThanOrEqual(20);
      const copies = menus(top).flatMap((entries) =>
        entries.flatMap((entry) => (entry.is === 'copy' ? [entry.id] : [])),
      );
      expect(copies.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    },
  );

  it('joins the letters that have the fewest names, and says from which to which', async () => {
    const names = [...'BCDEFGHIJKLMNOPQRSTUVWXYZ', 'Acme 1', 'Acme 2', 'Acme 3', '7 Dwarfs'];
    const letters = menu(await named(names)).filter((line) => /^ {2}\S/.test(line));
    const expected = ['#', 'A', 'B–C', 'D–E', 'F–G', 'H–I', 'J–K', 'L–M', 'N–O', ...'PQRSTUVWXYZ'];
    expect(letters.map((line) => line.trim())).toEqual(expected);
  });

  it('keeps Quit in sight when very many need the person or are favourites', async () => {
    const all = (await named(Array.from({ length: 300 }, (_, index) => `Acme ${index}`))).map((one) => ({
      ...one,
      favourite: true as const,
    }));
    const top = view(all, { needing: all.slice(0, 100).map(({ id }) => id) }).menu;
    expect(top.filter(({ is }) => is === 'copy')).toHaveLength(12);
    expect(top.length).toBeLessThan(22);
    const ids = (entries: readonly TrayEntry[]): readonly string[] =>
      entries.flatMap((one) => (one.is === 'copy' ? [one.id] : one.is === 'more' ? ids(one.entries) : []));
    expect(ids(top).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
  });
});

describe('the tray’s menu of forms', () => {
  const formats = offeredFormats(false);

  it('has each form with the connections that can be copied in it, and a label that says what a click copies', async () => {
    const [acme, beta] = await named(['Acme Ltd', 'Beta']);
    const { cluster: _, ...unknown } = beta ?? (await connection());
    const shown = [{ ...(acme ?? unknown), copyFormat: 'power-query' as const }, unknown];
    const all = lines(view(shown, { formats }).menu);
    expect(all).toContain('Acme Ltd, for Excel');
    expect(all.slice(all.indexOf('Copy as'), all.indexOf('Pause for an hour'))).toEqual([
      ...['Copy as', '  Token', '    Acme Ltd', '    Beta', '  Authorization header', '    Acme Ltd', '    Beta'],
      ...['  For Excel (Power Query)', '    Acme Ltd', '  curl command', '    Acme Ltd'],
      ...['  Environment variable', '    Acme Ltd', '    Beta', '  For Postman', '    Acme Ltd', '-'],
    ]);
    const entries = view(shown, { formats }).menu.flatMap(function inside(entry): readonly TrayEntry[] {
      return entry.is === 'more' ? entry.entries.flatMap(inside) : [entry];
    });
    expect(entries).toContainEqual({ is: 'copy', id: 'Beta', label: 'Beta', format: 'header' });
  });

  it('is not there for more connections than a menu can be made of again and again', async () => {
    const [one] = await named(['Acme Ltd']);
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...one, id: `${index}` }) as ConnectionState);
    expect(menu(many(100), { formats })).toContain('Copy as');
    expect(menu(many(101), { formats })).not.toContain('Copy as');
  });
});
