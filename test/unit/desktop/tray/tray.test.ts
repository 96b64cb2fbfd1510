import { describe, expect, it, vi } from 'vitest';
import type { ConnectionState } from '../../../../main/connections/table/connectionState.ts';
import {
  copiedNotification,
  keptNotification,
  signInNotification,
  stillRunningNotification,
} from '../../../../main/desktop/tray/notifier.ts';
import { createTray } from '../../../../main/desktop/tray/tray.ts';
import { trayView } from '../../../../main/desktop/tray/trayView.ts';
import { speak } from '../../../../main/desktop/words/words.ts';
import { connectedWorld } from '../../../fakes/world.ts';

interface Item {
  readonly label?: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly Item[];
}

const electron = vi.hoisted(() => ({ menus: [] as unknown[], tip: '', image: '', click: () => undefined as unknown }));
// Electron is only available in its own process: this mock records what it would show.
vi.mock('electron', () => ({
  Menu: { buildFromTemplate: (items: unknown) => items },
  Notification: { isSupported: () => false },
  Tray: class {
    #isDestroyed = false;
    setToolTip = (tip: string) => {
      electron.tip = tip;
    };
    setImage = (path: string) => {
      electron.image = path;
    };
    on = (_event: string, listener: () => void) => {
      electron.click = listener;
    };
    constructor(path: string) {
      electron.image = path;
    }
    isDestroyed = () => this.#isDestroyed;
    destroy() {
      this.#isDestroyed = true;
    }
    setContextMenu(menu: unknown) {
      if (this.#isDestroyed) throw new TypeError('Tray is destroyed');
      electron.menus.push(menu);
    }
  },
}));

/** What the tray shows of these connections; those that need a sign-in need the person. */
function viewOf(connections: readonly ConnectionState[], pausedUntil?: number) {
  const needing = new Set(connections.filter(({ status }) => status === 'sign-in-needed').map(({ id }) => id));
  return trayView({ connections, needing, pausedUntil, now: 0, formats: [], defaultFormat: 'token' });
}

/** A tray, the clicks in it, and its current menu. */
function shownTray() {
  electron.menus.length = 0;
  const clicked: string[] = [];
  const note = (what: string) => () => void clicked.push(what);
  const acts = {
    ...{
      open: note('open'),
      pause: note('pause'),
      settings: note('settings'),
      continue: note('continue'),
      quit: note('quit'),
    },
    copy: (id: string, format?: string) => clicked.push(format === undefined ? id : `${id} ${format}`),
  };
  // An image is only passed on.
  const tray = createTray(viewOf([]), (state) => `${state}.png` as never, acts);
  return {
    tray: { ...tray, show: (connections: readonly ConnectionState[]) => tray.show(viewOf(connections)) },
    view: tray.show,
    clicked,
    // The template has Electron's type; the test reads it as plain objects.
    menu: () => electron.menus.at(-1) as readonly Item[],
  };
}

async function connection(changes: Partial<ConnectionState> = {}): Promise<ConnectionState> {
  const [state] = (await connectedWorld()).connections.list();
  if (state === undefined) throw new Error('No connection');
  return { ...state, ...changes };
}

describe('the tray’s menu', () => {
  it('does what each of its entries says, and a click on the icon opens the window', () => {
    const { tray, view, clicked, menu } = shownTray();
    tray.show([]);
    for (const { click } of menu()) click?.();
    view(viewOf([], 60_000));
    for (const { click } of menu()) click?.();
    electron.click();
    expect(clicked).toEqual(['open', 'pause', 'settings', 'quit', 'open', 'continue', 'settings', 'quit', 'open']);
  });

  it('has the icon and the tooltip of its state, also when the icon is made anew', async () => {
    const { tray } = shownTray();
    const look = () => [electron.image, electron.tip];
    const ready = await connection({ id: 'a' });
    const dead = await connection({ id: 'b', name: 'Beta', status: 'sign-in-needed' });
    tray.show([ready]);
    expect(look()).toEqual(['fine.png', 'Token Desk']);
    tray.show([ready, dead]);
    expect(look()).toEqual(['attention.png', 'Token Desk: Beta, Acme Ltd needs you']);
    electron.image = '';
    tray.recreate();
    expect(look()).toEqual(['attention.png', 'Token Desk: Beta, Acme Ltd needs you']);
    tray.show([ready]);
    expect(look()).toEqual(['fine.png', 'Token Desk']);
  });

  it('has a line a connection with what it asks for, and one click copies', async () => {
    const { tray, clicked, menu } = shownTray();
    tray.show([
      await connection({ id: 'a' }),
      await connection({ id: 'b', name: 'Marks & Sons', environment: 'practice', status: 'sign-in-needed' }),
      await connection({ id: 'c', environment: 'staging', status: 'offline' }),
    ]);
    expect(
      menu()
        .slice(2, 6)
        .map(({ label }) => label),
    ).toEqual([
      'Copy a token',
      'Marks && Sons, Acme Ltd (practice) · Sign-in needed',
      'Acme Ltd',
      'Acme Ltd (staging) · Offline',
    ]);
    menu()[3]?.click?.();
    expect(clicked).toEqual(['b']);
  });

  it('copies in the form under which it was clicked', () => {
    const { view, clicked, menu } = shownTray();
    const entry = { is: 'copy', id: 'a', label: 'Acme Ltd', format: 'header' } as const;
    view({ state: 'fine', tip: '', menu: [{ is: 'more', label: 'Copy as', entries: [entry] }] });
    menu()[0]?.submenu?.[0]?.click?.();
    expect(clicked).toEqual(['a header']);
  });

  it('shows nothing more once it was removed, whatever still changes until the app has ended', async () => {
    const { tray, menu } = shownTray();
    tray.remove();
    tray.show([await connection()]);
    expect(menu()).toHaveLength(8);
  });

  it('tells connections of one name apart: by their organisations, else by their people', async () => {
    const { tray, menu } = shownTray();
    const { profile } = await connection();
    if (profile === undefined) throw new Error('No profile');
    tray.show([
      await connection({ id: 'a', name: 'Payroll' }),
      await connection({ id: 'b', name: 'Payroll', profile: { ...profile, organisationName: 'Beta GmbH' } }),
      await connection({ id: 'c', name: 'Payroll', profile: { ...profile, email: 'ben@acme.example' } }),
      await connection({ id: 'd', name: 'N'.repeat(80), profile: { ...profile, organisationName: '組'.repeat(300) } }),
    ]);
    expect(
      menu()
        .slice(3, 7)
        .map(({ label }) => label),
    ).toEqual([
      'Payroll, Acme Ltd, anna@acme.example',
      'Payroll, Beta GmbH',
      'Payroll, Acme Ltd, ben@acme.example',
      `${'N'.repeat(39)}…, ${'組'.repeat(39)}…`,
    ]);
  });

  it('isolates names that run from right to left, and cuts none within a character', async () => {
    const { tray, menu } = shownTray();
    const { profile } = await connection();
    if (profile === undefined) throw new Error('No profile');
    const family = '👨\u200d👩\u200d👧';
    tray.show([
      await connection({ id: 'a', name: 'שָׁלוֹם', profile: { ...profile, organisationName: 'شركة' } }),
      await connection({ id: 'b', name: family.repeat(41) }),
      await connection({ id: 'c', name: 'א'.repeat(41) }),
    ]);
    expect(
      menu()
        .slice(3, 6)
        .map(({ label }) => label),
    ).toEqual([
      '\u2068שָׁלוֹם\u2069, \u2068شركة\u2069',
      `${family.repeat(39)}…, Acme Ltd`,
      `\u2068${'א'.repeat(39)}…\u2069, Acme Ltd`,
    ]);
  });

  it('is made anew only when what it shows has changed', async () => {
    const { tray } = shownTray();
    electron.menus.length = 0;
    tray.show([await connection({ id: 'a' })]);
    tray.show([await connection({ id: 'a', cluster: 'https://in1.fylehq.com' })]);
    expect(electron.menus).toHaveLength(1);
    tray.show([await connection({ id: 'a', status: 'sign-in-needed' })]);
    expect(electron.menus).toHaveLength(2);
  });

  const offline = { failure: { code: 'offline', host: 'app.fylehq.com' } } as const;
  const rejected = { failure: { code: 'sign-in-rejected', step: 'token', status: 401 } } as const;
  const ending = { authorization: { signedInAt: -300 * 86_400_000, endsAt: 86_400_000, estimated: false } };
  it.each([
    ['', [{ status: 'unchecked' }, { status: 'renewing' }, { status: 'ready' }, { status: 'renewing' }]],
    [
      ' · Offline',
      [
        { status: 'offline', ...offline },
        { status: 'renewing', ...offline },
      ],
    ],
    [
      ' · Sign-in needed',
      [
        { status: 'sign-in-needed', ...rejected },
        { status: 'renewing', ...rejected },
      ],
    ],
    [
      ' · Ends soon',
      [
        { status: 'ready', ...ending },
        { status: 'renewing', ...ending },
      ],
    ],
  ] as const)('says "%s" and is not made anew through %j', async (word, states) => {
    const { tray, menu } = shownTray();
    const [first, ...others] = await Promise.all(states.map((state) => connection({ id: 'a', ...state })));
    tray.show(first ? [first] : []);
    const count = electron.menus.length;
    expect(menu()[3]?.label).toBe(`Acme Ltd${word}`);
    for (const one of others) tray.show([one]);
    expect(electron.menus).toHaveLength(count);
  });

  it('is that of the icon before it when the icon is made anew', async () => {
    const { tray, menu } = shownTray();
    tray.show([await connection({ id: 'a' })]);
    const before = menu().map(({ label }) => label);
    electron.menus.length = 0;
    tray.recreate();
    expect(menu().map(({ label }) => label)).toEqual(before);
    tray.show([await connection({ id: 'a' })]);
    expect(electron.menus).toHaveLength(1);
  });
});

/** No connection reads like another one. */
const nobody: readonly never[] = [];

describe('a notice', () => {
  it('of a copy says whose, until when, and when the clipboard is emptied', () => {
    const now = new Date(2026, 7, 3, 13, 42).getTime();
    const validUntil = new Date(2026, 7, 3, 14, 32).getTime();
    const copied = { id: 'a', name: 'Acme Ltd', format: 'token' as const, validUntil, clearsAt: now + 29_900 };
    const { title, body } = copiedNotification(copied, nobody, now);
    expect(title).toBe('Token copied');
    expect(body).toBe('Acme Ltd, valid until 14:32, clipboard clears in 30 s');
    speak('en-US');
    expect(copiedNotification(copied, nobody, now).body).toContain('valid until 2:32 PM,');
    speak('de-DE');
    expect(copiedNotification({ ...copied, format: 'power-query' }, nobody, now)).toEqual({
      title: 'Token für Excel kopiert',
      body: 'Acme Ltd, gültig bis 14:32, Zwischenablage wird in 30 s geleert',
    });
    speak('en-GB');
    const hebrew = copiedNotification({ ...copied, name: 'שלום 7' }, nobody, now);
    expect(hebrew.body).toMatch(/^\u2068שלום 7\u2069, valid until 14:32,/);
  });

  it('names the person too where another connection reads alike', () => {
    const one = { id: 'a', name: 'Beta GmbH', environment: 'production', clientId: 'tpa' };
    const profile = { organisationName: 'Beta GmbH', email: 'lena@beta.example' };
    const all = [
      { ...one, profile },
      { ...one, id: 'b' },
    ];
    const copied = {
      id: 'a',
      name: 'Beta GmbH',
      format: 'token',
      validUntil: 0,
      clearsAt: 0,
      keptBy: 'Klipper',
    } as const;
    expect(copiedNotification(copied, all, 0).body).toMatch(/^Beta GmbH, lena@beta\.example, valid/);
    expect(signInNotification([copied], all).body).toMatch(/^Beta GmbH, lena@beta\.example needs/);
    expect(keptNotification(copied, all).body).toContain('the token of Beta GmbH, lena@beta.example back');
  });

  it('of closing says where the app is now', () => {
    expect(stillRunningNotification().body).toContain('tray');
  });
});
