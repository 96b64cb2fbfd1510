import { describe, expect, it } from 'vitest';
import { hideDesk, hideFailure, numberedNames } from '../../../../main/desktop/presenting/hidden.ts';
import { Presenting } from '../../../../main/desktop/presenting/presenting.ts';
import { fail, ok } from '../../../../main/result.ts';
import type { DeskState, Handlers } from '../../../../preload/contract.ts';
import type { Failure } from '../../../../preload/failure.ts';
import { connectedWorld } from '../../../fakes/world.ts';

/** Words that nobody who looks on may read. */
const PRIVATE = ['Zebra', 'zoe@zebra.example', 'Zoe Zimmer', 'orZebra', 'usZoe', 'tpaZebra', 'zebra.example'];

async function desk(): Promise<DeskState> {
  const [state] = (await connectedWorld()).connections.list();
  if (state?.profile === undefined) throw new Error('No profile');
  const zebra = {
    ...state,
    newest: 1,
    name: 'Zebra Ltd',
    clientId: 'tpaZebra',
    redirectUri: 'https://zebra.example/callback',
    cluster: 'https://api.zebra.example',
    profile: {
      ...state.profile,
      ...{ userId: 'usZoe', userName: 'Zoe Zimmer', email: 'zoe@zebra.example' },
      ...{ organisationId: 'orZebra', organisationName: 'Zebra' },
    },
    failure: {
      code: 'different-account',
      expected: 'Zoe Zimmer (zoe@zebra.example), Zebra',
      got: 'Zoe Zimmer (zoe@zebra.example), Zebra 2',
    },
  } as const;
  const rest = { keychain: 'locked', mayCreateVault: false, notices: [], copyFormats: [], locale: 'en-GB' } as const;
  return {
    ...rest,
    connections: [{ ...state, newest: 1, id: 'other' }, zebra],
    list: { order: 'name' },
    settings: {} as never,
    lostByQuitting: { signIns: ['Zebra Ltd', 'Gone Zebra'], isTyped: false },
    signIn: { name: 'New Zebra', host: 'accounts.fylehq.com', window: true },
    clipboard: { id: zebra.id, name: 'Zebra Ltd', format: 'token', validUntil: 2, clearsAt: 1 },
    removed: [{ id: 'gone', name: 'Old Zebra', undoUntil: 1 }],
  };
}

describe('while a person presents', () => {
  it('the page gets no name, e-mail address or ID of any kind, wherever they stand', async () => {
    const before = await desk();
    for (const word of PRIVATE) expect(JSON.stringify(before)).toContain(word);
    const shown = JSON.stringify(hideDesk(before, numberedNames(before.connections)));
    for (const word of PRIVATE) expect(shown).not.toContain(word);
  });

  it('connections are told apart by numbers, the same everywhere', async () => {
    const before = await desk();
    const shown = hideDesk(before, numberedNames(before.connections));
    expect(shown.connections.map(({ name }) => name)).toEqual(['Connection 1', 'Connection 2']);
    expect(shown.clipboard?.name).toBe('Connection 2');
    expect(shown.lostByQuitting?.signIns).toEqual(['Connection 2', 'A connection']);
    expect([shown.signIn?.name, shown.removed?.[0]?.name]).toEqual(['A connection', 'A connection']);
  });

  it('what else is shown of them stays', async () => {
    const before = await desk();
    const [, zebra] = before.connections;
    const [, shown] = hideDesk(before, numberedNames(before.connections)).connections;
    expect([shown?.id, shown?.status, shown?.accessToken, shown?.authorization]).toEqual([
      ...[zebra?.id, zebra?.status, zebra?.accessToken, zebra?.authorization],
    ]);
    expect(shown?.profile?.roles).toEqual(zebra?.profile?.roles);
  });

  it.each<[Failure, Failure]>([
    [
      { code: 'unreachable', host: 'accounts.fylehq.com' },
      { code: 'unreachable', host: 'accounts.fylehq.com' },
    ],
    [
      { code: 'server-error', step: 'token', status: 503, says: 'no account of Zebra', saidBy: 'zebra.example' },
      { code: 'server-error', step: 'token', status: 503 },
    ],
  ])('%j says what happened, and nothing in a server’s words', (failure, shown) => {
    expect(hideFailure(failure)).toEqual(shown);
  });
});

describe('requests while a person presents', () => {
  const entry = { n: 1, at: 1, what: 'copied', by: 'tray', id: 'b', name: 'Zebra Ltd', organisation: 'Zebra' } as const;
  const answers = {
    activity: ok({ entries: [entry, { ...entry, id: 'gone' }] }),
    activitySummary: ok({ days: [], connections: [{ id: 'b', name: 'Zebra Ltd', organisation: 'Zebra' }] }),
    copyToken: ok({ id: 'b', name: 'Zebra Ltd', format: 'token', validUntil: 2, clearsAt: 1 }),
    renew: fail({ code: 'different-account', expected: 'Zoe Zimmer', got: 'Zebra' }),
    edit: ok({ id: 'b' }),
  };
  const names = [...Object.keys(answers), 'revealToken', 'exportActivity', 'saveReminder', 'connect', 'joinInto'];
  const plain = Object.fromEntries(
    names.map((name) => [name, async () => Object.entries(answers).find(([known]) => known === name)?.[1] ?? ok(null)]),
  ) as unknown as Handlers;
  const list = () => [{ id: 'a' }, { id: 'b' }];

  async function presenting(isOn = true) {
    let changes = 0;
    const mode = new Presenting(list, () => {
      changes += 1;
    });
    const handlers = mode.guard(plain);
    if (isOn) expect(await mode.handler(true)).toEqual(ok(null));
    return { handlers, mode, changes: () => changes };
  }

  it('answer with numbers in the place of names', async () => {
    const { handlers } = await presenting();
    const replies = [await handlers.activity(), await handlers.activitySummary(), await handlers.copyToken()];
    expect(JSON.stringify(replies)).not.toContain('Zebra');
    expect(JSON.stringify(replies)).toContain('Connection 2');
    expect(JSON.stringify(await handlers.renew())).not.toMatch(/Zoe|Zebra/);
  });

  it('call a connection by the same number as window and tray, whatever their order', async () => {
    const { handlers, mode } = await presenting();
    const shown = { name: 'Zebra Ltd', clientId: 'tpaZebra' };
    const tray = mode.connections([
      { ...shown, id: 'b' },
      { ...shown, id: 'a' },
    ]);
    expect(tray.map(({ name }) => name)).toEqual(['Connection 2', 'Connection 1']);
    expect(await handlers.copyToken()).toMatchObject({ value: { id: 'b', name: 'Connection 2' } });
  });

  it.each(['revealToken', 'exportActivity', 'saveReminder', 'connect', 'joinInto'] as const)(
    'refuse what would show or lose what is hidden: %s',
    async (channel) => {
      const { handlers, mode } = await presenting();
      expect(await handlers[channel]()).toEqual(fail({ code: 'presenting' }));
      await mode.handler(false);
      expect(await handlers[channel]()).toEqual(ok(null));
    },
  );

  it.each([
    [{ favourite: true }, true],
    [{ favourite: true, colour: 3 }, true],
    [{ name: 'Connection 2' }, false],
    [{ favourite: true, clientId: 'hidden' }, false],
    [undefined, false],
    ['favourite', false],
  ])('edit no name that is hidden: %j', async (changes, isDone) => {
    const { handlers } = await presenting();
    expect((await handlers.edit('b', changes)).ok).toBe(isDone);
  });

  it.each([[undefined], ['on'], [1], [{}]])('begin it for no %j', async (foreign) => {
    const { mode, changes } = await presenting(false);
    expect(await mode.handler(foreign)).toEqual(fail({ code: 'bad-request' }));
    expect([mode.isOn, changes()]).toEqual([false, 0]);
  });
});
