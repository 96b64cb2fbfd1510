import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { ClipboardCopy } from '../../../../main/connections/clipboardCopy.ts';
import { offeredFormats } from '../../../../main/connections/copying/copyText.ts';
import { TokenReveal } from '../../../../main/connections/tokenReveal.ts';
import { ListMemory, readRememberedList } from '../../../../main/desktop/files/rememberedList.ts';
import { readSettings } from '../../../../main/desktop/files/settings.ts';
import { ProxyPasswords } from '../../../../main/desktop/system/proxyPasswords.ts';
import { requests } from '../../../../main/desktop/window/requests.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import type { Secret } from '../../../../main/oauth/secret.ts';
import { fail, ok, type Result } from '../../../../main/result.ts';
import type { ActivityQuery } from '../../../../preload/activity.ts';
import type { DeskState } from '../../../../preload/contract.ts';
import { FakeClipboard } from '../../../fakes/clipboard.ts';
import { CLIENT_ID, CLIENT_SECRET, refused } from '../../../fakes/fyleHttp.ts';
import { connectedWorld } from '../../../fakes/world.ts';

const NOBODY = '0'.repeat(32);

async function opened() {
  const world = await connectedWorld();
  const { connections, clock, ledger } = world;
  const clipboard = new FakeClipboard();
  const clipboardCopy = new ClipboardCopy(
    connections,
    clipboard,
    clock,
    ledger,
    () => undefined,
    undefined,
    offeredFormats(false),
  );
  const states = () => connections.list().map((one) => ({ ...one, newest: 0 }));
  const shown: { keychain: DeskState['keychain'] } = { keychain: 'ready' };
  const list = new ListMemory({
    preferences: { list: readRememberedList(undefined), rememberList: async () => undefined },
    ...{ clock, connections },
    onChange: () => undefined,
  });
  const desk = (): DeskState => ({
    connections: states(),
    list: list.view,
    ...shown,
    copyFormats: [],
    mayCreateVault: false,
    notices: [],
    settings: readSettings(undefined),
    locale: 'en-GB',
  });
  const asked: string[] = [];
  const copied: { text?: string | undefined } = {};
  /** What the person was to want. */
  const wanted: string[] = [];
  const vault = { isStuck: false };
  /** What the person answers to main's own questions. */
  const said = { yes: true, admits: true };
  const noted = (what: string) => async (passphrase?: Secret) => {
    asked.push(`${what} ${passphrase?.reveal() ?? ''}`);
    return ok('never told');
  };
  const credentialStore = {
    keychain: {
      get state() {
        return shown.keychain;
      },
    },
    unlock: noted('try'),
    createVault: noted('create'),
    openVault: noted('open'),
    setVaultAside: async () => fail({ code: 'vault-file', reason: 'EACCES' } as const),
    abandonVault: noted('disown'),
    destroyVault: async (): Promise<Result<unknown, { readonly code: 'vault-file'; readonly reason: string }>> =>
      vault.isStuck ? fail({ code: 'vault-file', reason: 'EACCES' }) : noted('destroy')(),
  };
  const tokenReveal = new TokenReveal(connections, ledger, clock);
  const handlers = requests({
    activity: {
      search: async (query: ActivityQuery) => {
        asked.push(`search ${JSON.stringify(query)}`);
        return { entries: [] };
      },
      summary: async (one: string | undefined) => {
        asked.push(`summary ${one}`);
        return { days: [], connections: [] };
      },
      verify: async () => ({ is: 'whole', entries: 3 }) as const,
      forget: async () => void asked.push('forget the end'),
    },
    saveActivity: async (query: ActivityQuery) => {
      asked.push(`save ${JSON.stringify(query)}`);
      return fail({ code: 'not-exported', what: 'activity', reason: 'EACCES' } as const);
    },
    saveReminder: async (of: string) => {
      asked.push(`remind ${of}`);
      return ok({ file: 'Acme sign-in ends.ics' });
    },
    ...{ connections, clipboardCopy, tokenReveal, ledger, desk, credentialStore },
    list,
    openCustomApps: async () => true,
    elsewhere: {
      offerActs: async () => ok(null),
      rightClick: async () => ok(null),
      endPause: async () => ok(null),
      answerQuit: async () => ok(null),
      tellTyped: async () => ok(null),
      present: async () => ok(null),
      setLock: async () => ok(null),
      lockNow: async () => ok(null),
      unlock: async () => ok(null),
      unlockBySystem: async () => ok(null),
    },
    about: () => ({ version: '0.1.0', runtime: '', news: '', licences: [] }),
    settings: {
      current: { ...readSettings(undefined), locksWhenIdle: true },
      change: async (change: unknown) => {
        asked.push(JSON.stringify(change));
        return ok(null);
      },
    },
    proxyPasswords: new ProxyPasswords(() => undefined),
    knownHosts: { admit: async () => said.yes && said.admits },
    personConsent: {
      mayDo: async (act: string) => {
        wanted.push(act);
        return said.yes;
      },
      mayForgetEverything: async () => said.yes,
    },
    clipboard: Object.assign(clipboard, {
      clearSelection: async () => void asked.push('clear selection'),
      isAnswering: async () => true,
      read: async () => copied.text,
      forgetCopied: () => void asked.push('forget copied'),
    }),
    window: {
      setContentProtection: (isOn: boolean) => void asked.push(`protected ${isOn}`),
    } as never,
  });
  return { ...world, list, asked, said, vault, shown, clipboard, clipboardCopy, handlers, wanted, copied };
}

function form(refreshToken: string) {
  const common = { name: 'Other', clientId: CLIENT_ID, clientSecret: CLIENT_SECRET };
  return { kind: 'internal', ...common, endpoints: fylePresets[0].endpoints, refreshToken };
}

// Electron is only available in its own process: the requests need nothing of it.
vi.mock('electron', () => ({ app: {}, Menu: {}, clipboard: {} }));

describe('the requests', () => {
  it('give the page only what can be a credential of what was copied, and nothing without the person', async () => {
    const { handlers, copied, said } = await opened();
    copied.text = 'Client Id: tpaZ3kQ9w2x81Q\nPIN of the safe: 1234';
    expect(await handlers.pasteCredentials()).toEqual(ok({ clientId: 'tpaZ3kQ9w2x81Q' }));
    expect(await handlers.pasteCredentials('clientId')).toEqual(ok({ clientId: 'tpaZ3kQ9w2x81Q' }));
    expect(await handlers.pasteCredentials('clientSecret')).toEqual(ok({}));
    copied.text = 'see you at noon, then';
    for (const field of [undefined, 'clientId', 'clientSecret', 'refreshToken'])
      expect(await handlers.pasteCredentials(field)).toEqual(ok({}));
    for (const foreign of ['name', 1, null, {}, 'toString'])
      expect(await handlers.pasteCredentials(foreign)).toEqual(fail({ code: 'bad-request' }));
    said.yes = false;
    expect(await handlers.pasteCredentials()).toEqual(fail({ code: 'not-confirmed' }));
    expect(await handlers.openCustomApps()).toEqual(fail({ code: 'not-confirmed' }));
  });

  it('copy from the form a well-formed redirect URI and nothing else, in the place of a token', async () => {
    const { handlers, said, clipboard, clipboardCopy, id } = await opened();
    expect(await handlers.copyToken(id)).toMatchObject({ ok: true });
    expect(await handlers.copyRedirectUri(' “http://localhost:8000/callback” ')).toEqual(ok(null));
    expect(clipboard.text).toBe('http://localhost:8000/callback');
    expect(clipboardCopy.copied).toBeUndefined();
    for (const foreign of ['rm -rf ~', 'javascript:alert(1)', 'x'.repeat(100_000), '', 1, null, undefined, {}])
      expect(await handlers.copyRedirectUri(foreign)).toEqual(fail({ code: 'bad-request' }));
    said.yes = false;
    expect(await handlers.copyRedirectUri('http://localhost:9000/other')).toEqual(fail({ code: 'not-confirmed' }));
    expect(clipboard.text).toBe('http://localhost:8000/callback');
  });

  it('keep the window out of pictures of the screen from a reveal on, and until the page shows no secret', async () => {
    const { handlers, asked, id } = await opened();
    expect(await handlers.revealToken(NOBODY)).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
    expect(await handlers.revealToken(id)).toMatchObject({ ok: true });
    expect(await handlers.protectScreen(true)).toEqual(ok(null));
    expect(await handlers.protectScreen(false)).toEqual(ok(null));
    expect(await handlers.protectScreen('no')).toEqual(fail({ code: 'bad-request' }));
    expect(asked).toEqual(['protected true', 'protected true', 'protected false']);
  });

  it('do nothing that the person has not pressed or confirmed', async () => {
    const { handlers, said, asked, connections, clipboard, fyle, id } = await opened();
    const before = fyle.asked.length;
    said.yes = false;
    const settings = { endpoints: fylePresets[0].endpoints };
    const replies = [
      await handlers.checkSettings(settings),
      await handlers.connect(form('another')),
      await handlers.connectPractice(),
      await handlers.signInAgain(id, {}),
      await handlers.settleAccount(id, 'keep'),
      await handlers.openInBrowser(),
      await handlers.copySignInAddress(),
      await handlers.copyToken(id),
      await handlers.revealToken(id),
      await handlers.createVault('four words or five'),
      await handlers.setVaultAside(),
      await handlers.edit(id, { name: 'Beta GmbH' }),
      await handlers.joinInto(id, id),
      await handlers.changeSettings({ startsAtLogin: true }),
      await handlers.exportActivity({}),
      await handlers.saveReminder(id),
      await handlers.remove(id),
      await handlers.undoRemove(id),
      await handlers.forgetEverything(),
    ];
    expect(replies).toEqual(replies.map(() => fail({ code: 'not-confirmed' })));
    expect(asked).toEqual([]);
    expect(connections.list()).toHaveLength(1);
    expect(fyle.asked).toHaveLength(before);
    expect(clipboard.text).toBe('');
  });

  it('clear the selection, and say whether the clipboard answers', async () => {
    const { handlers, asked } = await opened();
    expect(await handlers.clearSelection()).toEqual(ok(null));
    expect(await handlers.isClipboardAnswering()).toEqual(ok(true));
    expect(asked).toEqual(['clear selection']);
  });

  it('pass a passphrase on, and tell nothing back but whether it went well', async () => {
    const { handlers, asked, shown } = await opened();
    shown.keychain = 'absent';
    expect(await handlers.createVault('four words or five')).toEqual(ok(null));
    expect(await handlers.openVault('four words or five')).toEqual(ok(null));
    expect(await handlers.tryKeychain()).toEqual(ok(null));
    expect(asked).toEqual(['create four words or five', 'open four words or five', 'try ']);
    expect(await handlers.setVaultAside()).toEqual(fail({ code: 'vault-file', reason: 'EACCES' }));
  });

  it.each(['ready', 'unproven', 'locked', 'vault-closed', 'vault-open'] as const)(
    'make no vault beside what keeps sign-ins already: %s',
    async (state) => {
      const { handlers, asked, shown } = await opened();
      shown.keychain = state;
      expect(await handlers.createVault('four words or five')).toEqual(fail({ code: 'bad-request' }));
      expect(asked).toEqual([]);
    },
  );

  it.each([
    [{ clipboardSeconds: 60 }, ['clearLater']],
    [{ locksWhenIdle: false }, ['stopLocking']],
    [{ startsAtLogin: false }, ['changeLoginStart']],
    [
      { theme: 'dark', startsAtLogin: true, clipboardSeconds: 300, locksWhenIdle: false },
      ['changeLoginStart', 'clearLater', 'stopLocking'],
    ],
    [{ clipboardSeconds: 30, locksWhenIdle: true }, []],
    [{ clipboardSeconds: 10 }, []],
    [{ clipboardSeconds: 61, locksWhenIdle: false }, []],
    [{ clipboardSeconds: [60] }, []],
    ['clipboardSeconds', []],
  ])('weaken no protection of tokens but by an act of the person: %j', async (change, acts) => {
    const { handlers, said, asked, wanted } = await opened();
    expect(await handlers.changeSettings(change)).toEqual(ok(null));
    expect(wanted).toEqual(acts);
    said.yes = false;
    expect((await handlers.changeSettings(change)).ok).toBe(acts.length === 0);
    expect(asked).toHaveLength(acts.length === 0 ? 2 : 1);
  });

  it('stop locking behind no passphrase either, as an open vault takes any', async () => {
    const { handlers, said, asked } = await opened();
    said.yes = false;
    expect(await handlers.openVault('any', false)).toEqual(fail({ code: 'not-confirmed' }));
    expect(asked).toEqual([]);
    expect(await handlers.openVault('any', true)).toEqual(ok(null));
  });

  it('change settings without a question, unless it is what the system starts', async () => {
    const { handlers, said, asked } = await opened();
    said.yes = false;
    expect(await handlers.changeSettings({ theme: 'dark' })).toEqual(ok(null));
    expect(await handlers.changeSettings({ theme: 'dark', startsAtLogin: false })).toEqual(
      fail({ code: 'not-confirmed' }),
    );
    said.yes = true;
    expect(await handlers.changeSettings({ startsAtLogin: true })).toEqual(ok(null));
    expect(asked).toEqual(['{"theme":"dark"}', '{"startsAtLogin":true}']);
  });

  it.each([undefined, null, 7, {}, ['x'], 'x'.repeat(1_001)])(
    'take nothing else for a passphrase: %j',
    async (foreign) => {
      const { handlers, asked } = await opened();
      expect(await handlers.createVault(foreign)).toEqual(fail({ code: 'bad-request' }));
      expect(await handlers.openVault(foreign)).toEqual(fail({ code: 'bad-request' }));
      expect(asked).toEqual([]);
    },
  );

  it('remember whether the vault is to be locked, once it is open, and take nothing but yes and no for it', async () => {
    const { handlers, asked, shown } = await opened();
    shown.keychain = 'absent';
    expect(await handlers.createVault('four words or five', true)).toEqual(ok(null));
    expect(await handlers.openVault('four words or five', false)).toEqual(ok(null));
    const expected = [
      'create four words or five',
      '{"locksWhenIdle":true}',
      'open four words or five',
      '{"locksWhenIdle":false}',
    ];
    expect(asked).toEqual(expected);
    for (const locks of ['true', 1, null, {}, []]) {
      expect(await handlers.openVault('four words or five', locks)).toEqual(fail({ code: 'bad-request' }));
    }
    expect(asked).toEqual(expected);
  });

  it.each(['', 'replace', 'CHANGE', null, undefined, ['change'], { choice: 'change' }])(
    'take no other word for what becomes of another account: %j',
    async (choice) => {
      const { handlers, id } = await opened();
      expect(await handlers.settleAccount(id, choice)).toEqual(fail({ code: 'bad-request' }));
    },
  );

  it('forgets everything: connections, what happened to them, and the copied token', async () => {
    const { handlers, clipboard, ledgerStore, id } = await opened();
    await handlers.copyToken(id);
    expect(await handlers.forgetEverything()).toEqual(ok(null));
    expect([clipboard.text, ledgerStore.entries]).toEqual(['', []]);
    expect(await handlers.copyToken(id)).toEqual(fail({ code: 'connection-unknown' }));
  });

  it.each([
    ['keychain', true, false],
    ['disk', false, true],
    ['keychain and disk', true, true],
  ])(
    'says where something is left when not everything could be forgotten: %s',
    async (_where, keychainFails, diskFails) => {
      const { handlers, keychain, ledgerStore } = await opened();
      if (keychainFails) keychain.failures.remove = { code: 'keychain-locked' };
      // A file that cannot be deleted, and not even read.
      if (diskFails) ledgerStore.failsToClear = true;
      const left = [...(keychainFails ? ['keychain'] : []), ...(diskFails ? ['disk'] : [])];
      expect(await handlers.forgetEverything()).toEqual({ ok: false, failure: { code: 'not-forgotten', left } });
    },
  );

  it('tells a keychain that is not there from one that keeps something', async () => {
    const { handlers, keychain, shown } = await opened();
    keychain.failures.remove = { code: 'keychain-unavailable', reason: 'no session bus' };
    shown.keychain = 'absent';
    expect(await handlers.forgetEverything()).toEqual(fail({ code: 'not-forgotten', left: ['no-keychain'] }));
  });

  it('forgets the vault with everything: taken for empty before, off the disk behind it', async () => {
    const { handlers, asked, vault } = await opened();
    expect(await handlers.forgetEverything()).toEqual(ok(null));
    expect(asked).toEqual(['disown ', 'destroy ', 'forget the end', 'forget copied']);
    vault.isStuck = true;
    expect(await handlers.forgetEverything()).toEqual(fail({ code: 'not-forgotten', left: ['disk'] }));
  });

  it('copies and shows a token, which stand in the history', async () => {
    const { handlers, ledgerStore, id } = await opened();
    await handlers.copyToken(id);
    await handlers.revealToken(id);
    // The same token shown again is no news.
    await handlers.revealToken(id);
    expect(ledgerStore.history(id)).toMatchObject([
      { what: 'revealed' },
      { what: 'copied', by: 'window' },
      { what: 'connected' },
    ]);
  });

  it('give of the history what is asked for, save it, and prove it', async () => {
    const { handlers, asked } = await opened();
    const query = { connection: NOBODY, kind: 'copies', days: 30, text: 'Acme', alike: ['copied'], before: 7 };
    expect(await handlers.activity(query)).toEqual(ok({ entries: [] }));
    expect(await handlers.activity({ days: 'last-month' })).toEqual(ok({ entries: [] }));
    expect(await handlers.activitySummary()).toEqual(ok({ days: [], connections: [] }));
    expect(await handlers.activitySummary(NOBODY)).toEqual(ok({ days: [], connections: [] }));
    expect(await handlers.verifyActivity()).toEqual(ok({ is: 'whole', entries: 3 }));
    expect(await handlers.exportActivity(query)).toEqual(
      fail({ code: 'not-exported', what: 'activity', reason: 'EACCES' }),
    );
    const words = JSON.stringify(query);
    expect(asked).toEqual([
      `search ${words}`,
      'search {"days":"last-month"}',
      'summary undefined',
      `summary ${NOBODY}`,
      `save ${words}`,
    ]);
  });

  it('save a reminder of the connection that is named, and of nothing else', async () => {
    const { handlers, asked } = await opened();
    expect(await handlers.saveReminder(NOBODY)).toEqual(ok({ file: 'Acme sign-in ends.ics' }));
    for (const other of [undefined, null, 7, '../..', [NOBODY]])
      expect(await handlers.saveReminder(other)).toEqual(fail({ code: 'bad-request' }));
    expect(asked).toEqual([`remind ${NOBODY}`]);
  });

  it.each([
    null,
    'all',
    [],
    { connection: '../..' },
    { connection: 7 },
    { kind: 'everything' },
    { days: 0 },
    { days: 1.5 },
    { days: 10_000 },
    { days: 'next-month' },
    { text: 'x'.repeat(500) },
    { text: ['x'] },
    { alike: 'copied' },
    { alike: ['A"'] },
    { alike: Array.from({ length: 31 }, () => 'a') },
    { before: -1 },
    { before: '7' },
    { file: '/etc/passwd' },
  ])('take no other question about the history: %j', async (query) => {
    const { handlers, asked } = await opened();
    expect(await handlers.activity(query)).toEqual(fail({ code: 'bad-request' }));
    expect(await handlers.exportActivity(query)).toEqual(fail({ code: 'bad-request' }));
    expect(await handlers.activitySummary(query)).toEqual(fail({ code: 'bad-request' }));
    expect(asked).toEqual([]);
  });

  it('answer what the window asks for first', async () => {
    const { handlers, connections } = await opened();
    expect(await handlers.presets()).toEqual(ok(fylePresets));
    expect(await handlers.desk()).toMatchObject({ value: { connections: connections.list(), keychain: 'ready' } });
  });

  it('connect by a form, and point at its faults', async () => {
    const { handlers, fyle, connections } = await opened();
    const reply = await handlers.connect(form(fyle.grant()));
    const added = connections.list()[1]?.id;
    expect(reply).toEqual(ok({ id: added, sameAs: connections.list()[0]?.id }));
    expect(await handlers.connect({ ...form('x'), clientId: '' })).toEqual(
      fail({ code: 'fields', fields: { clientId: 'missing' } }),
    );
  });

  it('connect the practice organisation', async () => {
    const { handlers, connections } = await opened();
    expect(await handlers.connectPractice()).toEqual(ok({ id: connections.list()[1]?.id }));
  });

  it('sign in again, renew, and remove by id', async () => {
    const { handlers, fyle, connections, id } = await opened();
    expect(await handlers.signInAgain(id, { refreshToken: fyle.grant() })).toEqual(ok({ id }));
    expect(await handlers.renew(id)).toEqual(ok(null));
    expect(await handlers.remove(id)).toEqual(ok(null));
    expect(connections.list()).toEqual([]);
  });

  it('put a removed connection back, and clear its token from the clipboard all the same', async () => {
    const { handlers, clipboard, connections, id } = await opened();
    await handlers.copyToken(id);
    expect(await handlers.remove(id)).toEqual(ok(null));
    expect([connections.list(), clipboard.text]).toEqual([[], '']);
    expect(await handlers.undoRemove(id)).toEqual(ok({ id }));
    expect(connections.list()).toMatchObject([{ id, status: 'ready' }]);
    expect(await handlers.undoRemove(id)).toEqual(fail({ code: 'connection-unknown' }));
  });

  it('say which connection the list has already, before a sign-in and after it, unless it is wanted again', async () => {
    const { handlers, connections, fyle, keychain, id } = await opened();
    const stored = form(keychain.items.get(id)?.refreshToken ?? '');
    expect(await handlers.connect(stored)).toEqual(ok({ id, sameAs: id }));
    expect([connections.list().length, fyle.asked]).toEqual([1, []]);
    const added = await handlers.connect(form(fyle.grant()));
    const newer = connections.list()[1]?.id;
    expect(added).toEqual(ok({ id: newer, sameAs: id }));
    expect(await handlers.joinInto(newer, id)).toEqual(ok({ id }));
    expect(connections.list()).toMatchObject([{ id }]);
    const again = await handlers.connect({ ...form(fyle.grant()), again: true });
    expect(again).toEqual(ok({ id: connections.list()[1]?.id }));
  });

  it('edit by id; for a colour and a favourite the person need have pressed nothing', async () => {
    const { handlers, said, connections, id } = await opened();
    expect(await handlers.edit(id, { name: ' Acme  Europe ' })).toEqual(ok({ id }));
    said.yes = false;
    expect(await handlers.edit(id, { colour: 2, favourite: true })).toEqual(ok({ id }));
    expect(connections.list()[0]).toMatchObject({ name: 'Acme Europe', colour: 2, favourite: true });
  });

  it('edit an address only at hosts that the person has confirmed, and tell no secret back', async () => {
    const { handlers, said, asked, connections, fyle, id } = await opened();
    const own = { authorization: 'https://a.example/', token: 'https://a.example/', cluster: 'https://a.example/' };
    const changes = { endpoints: own, clientSecret: CLIENT_SECRET, refreshToken: fyle.grant() };
    said.admits = false;
    expect(await handlers.edit(id, changes)).toEqual(fail({ code: 'not-confirmed' }));
    expect([asked, fyle.asked, connections.list()[0]?.endpoints]).toEqual([[], [], fylePresets[0].endpoints]);
    said.admits = true;
    fyle.always('token', () => refused(401));
    expect(JSON.stringify(await handlers.edit(id, changes))).not.toContain(CLIENT_SECRET);
    expect(fyle.asked[0]?.url).toBe('https://a.example/');
  });

  it('end a sign-in, whether or not there is one', async () => {
    expect(await (await opened()).handlers.cancelSignIn()).toEqual(ok(null));
  });

  it('copy without giving the token, and clear', async () => {
    const { handlers, clipboard, id } = await opened();
    const reply = await handlers.copyToken(id);
    expect(reply.ok && Object.keys(reply.value)).toEqual(['id', 'name', 'format', 'validUntil', 'clearsAt']);
    expect(clipboard.text).toMatch(/^access-/);
    expect(JSON.stringify(reply)).not.toContain(clipboard.text);
    expect(await handlers.clearClipboard()).toEqual(ok(null));
    expect(clipboard.text).toBe('');
  });

  it('copy in the form that is chosen, and again in that one', async () => {
    const { handlers, connections, clipboard, id } = await opened();
    expect(await handlers.copyToken(id, 'header')).toMatchObject({ ok: true, value: { format: 'header' } });
    expect(clipboard.text).toMatch(/^Authorization: Bearer access-/);
    expect(await handlers.copyToken(id, 'token', true)).toMatchObject({ ok: true, value: { format: 'token' } });
    expect(await handlers.copyToken(id)).toMatchObject({ ok: true, value: { format: 'header' } });
    expect(connections.list()[0]?.copyFormat).toBe('header');
  });

  it.each([null, '', 'sql', 'curl-cmd', 7, ['header'], { format: 'header' }, 'Header', '__proto__'])(
    'copy in no form that is not offered: %j',
    async (format) => {
      const { handlers, connections, clipboard, id } = await opened();
      expect(await handlers.copyToken(id, format)).toEqual(fail({ code: 'bad-request' }));
      expect(await handlers.copyToken(id, 'token', format ?? 'yes')).toEqual(fail({ code: 'bad-request' }));
      expect([clipboard.text, connections.list()[0]?.copyFormat]).toEqual(['', undefined]);
    },
  );

  it.each([
    ['organisation', 'Acme Ltd'],
    ['client-id', CLIENT_ID],
    ['api-address', 'https://us1.fylehq.com'],
    ['user-id', /^us/],
    ['organisation-id', /^or/],
  ])('copy the %s from main’s own table', async (fact, text) => {
    const { handlers, clipboard, id } = await opened();
    await handlers.copyToken(id);
    expect(await handlers.copyFact(id, fact)).toEqual(ok(null));
    expect(clipboard.text).toEqual(text instanceof RegExp ? expect.stringMatching(text) : text);
  });

  it.each([undefined, null, 7, {}, ['client-id'], 'clientId', 'name', '__proto__', 'toString', 'a text of the page'])(
    'copy nothing that is no fact: %j',
    async (fact) => {
      const { handlers, clipboard, id } = await opened();
      expect(await handlers.copyFact(id, fact)).toEqual(fail({ code: 'bad-request' }));
      expect(await handlers.copyFact(NOBODY, 'client-id')).toEqual(fail({ code: 'connection-unknown' }));
      expect(clipboard.text).toBe('');
    },
  );

  it('reveal a token ten times a minute', async () => {
    const { handlers, clock, fyle, id } = await opened();
    const reply = await handlers.revealToken(id);
    const [token, expiresAt] = [...fyle.ends][0] ?? [];
    expect(reply).toEqual(ok({ token, expiresAt }));
    for (let time = 1; time < 10; time += 1) {
      await handlers.renew(id);
      expect((await handlers.revealToken(id)).ok).toBe(true);
      // Once more is nothing new.
      expect((await handlers.revealToken(id)).ok).toBe(true);
    }
    await handlers.renew(id);
    expect(await handlers.revealToken(id)).toEqual(fail({ code: 'too-many-reveals' }));
    expect((await handlers.copyToken(id)).ok).toBe(true);
    await clock.advance(60_000);
    expect((await handlers.revealToken(id)).ok).toBe(true);
  });
});

describe('an id that is none', () => {
  const withId = ['copyToken', 'revealToken', 'renew', 'remove', 'undoRemove'] as const;
  const foreign = [undefined, null, 7, Number.NaN, true, [], ['a'], {}, { toString: () => NOBODY }, new Date(0)];

  it.each(withId)('is refused by %s', async (channel) => {
    const { handlers, connections } = await opened();
    for (const one of foreign) expect(await handlers[channel](one)).toEqual(fail({ code: 'bad-request' }));
    for (const one of ['', '__proto__', 'constructor', '../registry', NOBODY.slice(1), 'a'.repeat(100_000)]) {
      expect(await handlers[channel](one)).toEqual(fail({ code: 'bad-request' }));
    }
    expect(await handlers[channel](NOBODY)).toEqual(fail({ code: 'connection-unknown' }));
    expect(connections.list()).toHaveLength(1);
  });

  it('is refused by edit, and so is what changes nothing that can be changed', async () => {
    const { handlers, id, connections } = await opened();
    for (const one of foreign) expect(await handlers.edit(one, {})).toEqual(fail({ code: 'bad-request' }));
    expect(await handlers.edit(NOBODY, { name: 'x' })).toEqual(fail({ code: 'connection-unknown' }));
    for (const one of [undefined, null, 'x', [], { id: NOBODY }, { colour: 8 }, { profile: null }]) {
      expect(await handlers.edit(id, one)).toEqual(fail({ code: 'bad-request' }));
    }
    expect(await handlers.edit(id, { name: '' })).toEqual(fail({ code: 'fields', fields: { name: 'missing' } }));
    expect(connections.list()[0]).toMatchObject({ id, name: 'Acme Ltd' });
  });

  it('is refused by signInAgain, and so is what is no form', async () => {
    const { handlers, id, fyle } = await opened();
    for (const one of foreign) expect(await handlers.signInAgain(one, {})).toEqual(fail({ code: 'bad-request' }));
    for (const one of [undefined, null, 'x', [], { name: 'x' }, { clientSecret: 7 }]) {
      expect(await handlers.signInAgain(id, one)).toEqual(fail({ code: 'bad-request' }));
    }
    expect(fyle.asked).toEqual([]);
  });
});

describe('whatever the window sends', () => {
  it('is answered, never thrown at, and asks nobody', async () => {
    const { handlers, connections, fyle, id } = await opened();
    const channels = [
      'connect',
      'signInAgain',
      'edit',
      'copyToken',
      'copyFact',
      'revealToken',
      'renew',
      'remove',
    ] as const;
    const run = fc.asyncProperty(
      fc.constantFrom(...channels),
      fc.array(fc.anything(), { maxLength: 3 }),
      async (channel, args) => {
        fc.pre(args[0] !== id);
        const reply = await handlers[channel](...args);
        expect(reply.ok).toBe(false);
      },
    );
    await fc.assert(run, { numRuns: 300 });
    expect(fyle.asked).toEqual([]);
    expect(connections.list()).toHaveLength(1);
  });
});

describe('the list', () => {
  it('is arranged as the page asks, and forgets all when everything is forgotten', async () => {
    const { handlers, list, id } = await opened();
    expect(await handlers.arrangeList({ order: 'used' })).toEqual(ok(null));
    expect(await handlers.arrangeList({ selectedId: id })).toEqual(ok(null));
    expect(list.view).toEqual({ order: 'used', selectedId: id });
    await handlers.forgetEverything();
    expect(list.view).toEqual({ order: 'used' });
  });

  it.each(
    [
      undefined,
      null,
      7,
      'name',
      [],
      { order: 'used', usedAt: {} },
      { order: 'size' },
      { selectedId: 'c1' },
      { selectedId: 7 },
    ].map((foreign) => [foreign]),
  )('is not arranged by %j', async (foreign) => {
    const { handlers, list } = await opened();
    expect(await handlers.arrangeList(foreign)).toEqual(fail({ code: 'bad-request' }));
    expect(list.view).toEqual({ order: 'name' });
  });

  it('has a connection moved before another one, or to the end', async () => {
    const { handlers, connections, id } = await opened();
    const other = await handlers.connectPractice();
    if (!other.ok) throw new Error('no practice');
    const order = () => connections.list().map((one) => one.id);
    expect(order()).toEqual([id, other.value.id]);
    expect(await handlers.moveConnection(other.value.id, id)).toEqual(ok(null));
    expect(order()).toEqual([other.value.id, id]);
    expect(await handlers.moveConnection(other.value.id, null)).toEqual(ok(null));
    expect(order()).toEqual([id, other.value.id]);
    expect(await handlers.moveConnection(id, NOBODY)).toEqual(fail({ code: 'connection-unknown' }));
    for (const foreign of [undefined, 'c1', 7, [id]]) {
      expect(await handlers.moveConnection(id, foreign)).toEqual(fail({ code: 'connection-unknown' }));
    }
    expect(order()).toEqual([id, other.value.id]);
  });
});
