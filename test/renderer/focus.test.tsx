import { act, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { Copied } from '../../preload/connection.ts';
import type { ConnectionRef, DeskState } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { CONNECT, chooseKind } from './addForm.ts';
import { openApp, pass } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const acme = connection();
const northwind = connection({ id: 'c2', name: 'Northwind' });
const empty = desk({ connections: [] });
const offline: Failure = { code: 'offline', host: 'accounts.fylehq.com' };
const copied: Copied = {
  id: 'c1',
  name: 'Acme Ltd',
  format: 'token',
  validUntil: noon + 3_600_000,
  clearsAt: noon + 30_000,
};
const rejected = {
  status: 'sign-in-needed',
  accessToken: undefined,
  failure: { code: 'sign-in-rejected', step: 'token', status: 401 },
} as const;

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });
const input = (label: string): HTMLElement => screen.getByLabelText(label, { selector: 'input' });
const list = (): HTMLElement => screen.getByRole('listbox');

interface Scene {
  readonly bridge: FakeBridge;
  readonly person: UserEvent;
  /** Tabs to the button past everything between, and presses Enter. */
  readonly press: (name: string | RegExp) => Promise<void>;
  /** Chooses an entry of “More actions”. */
  readonly choose: (name: string | RegExp) => Promise<void>;
  /** Main sends this state. */
  readonly say: (now: DeskState) => void;
}

type Row = readonly [name: string, before: DeskState, deed: (scene: Scene) => Promise<void>, goal: () => HTMLElement];

async function open(before: DeskState): Promise<Scene> {
  const bridge = fakeBridge(before);
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  const press = async (name: string | RegExp): Promise<void> => {
    const wanted = await screen.findByRole('button', { name });
    for (let stops = 0; document.activeElement !== wanted && stops < 60; stops += 1) await person.tab();
    expect(document.activeElement).toBe(wanted);
    await person.keyboard('{Enter}');
  };
  const choose = async (name: string | RegExp): Promise<void> => {
    await press('More actions');
    const wanted = await screen.findByRole('menuitem', { name });
    // The page's menus take the focus themselves; happy-dom's layout gives them no place to put it.
    act(() => wanted.focus());
    await person.keyboard('{Enter}');
  };
  return { bridge, person, press, choose, say: (now) => act(() => bridge.say('desk', now)) };
}

/** Ends a sign-in in main's order: first the new state, then the reply. */
async function signInEnds(scene: Scene, signing: ReturnType<typeof pending<ConnectionRef>>, now: DeskState) {
  scene.say(now);
  await act(async () => signing.succeed({ id: 'c1' }));
}

const pageGoes: readonly Row[] = [
  [
    'practice is connected from the first-run page',
    empty,
    async (scene) => {
      const signing = pending<ConnectionRef>();
      scene.bridge.answers.connectPractice = () => signing.reply;
      await scene.press('Try the practice organisation');
      await signInEnds(scene, signing, desk());
    },
    list,
  ],
  [
    'a connection is added from the form',
    empty,
    async (scene) => {
      const signing = pending<ConnectionRef>();
      scene.bridge.answers.connect = () => signing.reply;
      await scene.press('Add connection');
      await chooseKind(scene.person);
      await scene.press(CONNECT);
      await signInEnds(scene, signing, desk());
    },
    list,
  ],
  [
    'practice is connected from the form',
    empty,
    async (scene) => {
      await scene.press('Add connection');
      await scene.press('Try practice');
      scene.say(desk());
    },
    list,
  ],
  [
    'the form is left for the first-run page',
    empty,
    async ({ press, person }) => {
      await press('Add connection');
      await person.keyboard('{Escape}');
    },
    () => button('Add connection'),
  ],
  [
    'the form is left for the desk',
    desk(),
    async ({ press }) => {
      await press('Add connection');
      await press('Back');
    },
    () => button('Add connection'),
  ],
  [
    'one of several connections is removed',
    desk({ connections: [acme, northwind] }),
    async ({ bridge, press, say, choose }) => {
      bridge.answers.remove = () => {
        say(desk({ connections: [northwind] }));
        return replied(null);
      };
      await choose(/^Remove/);
      await press('Remove');
    },
    list,
  ],
  [
    'the last connection is removed',
    desk(),
    async ({ bridge, press, say, choose }) => {
      bridge.answers.remove = () => {
        say(empty);
        return replied(null);
      };
      await choose(/^Remove/);
      await press('Remove');
    },
    () => button('Add connection'),
  ],
  [
    'the last connection is removed and the reply comes first',
    desk(),
    async ({ press, say, choose }) => {
      await choose(/^Remove/);
      await press('Remove');
      say(empty);
    },
    () => button('Add connection'),
  ],
  [
    'main shows another connection',
    desk({ connections: [acme, northwind] }),
    async ({ bridge, press }) => {
      await press('Copy token');
      act(() => bridge.say('show', { id: 'c2', failure: offline }));
    },
    list,
  ],
];

const failureGoes: readonly Row[] = [
  [
    'a copy succeeds at the second try',
    desk(),
    async ({ bridge, press }) => {
      bridge.answers.copyToken = () => failed(offline);
      await press('Copy token');
      bridge.answers.copyToken = () => replied(copied);
      await press('Try again');
    },
    () => button('Copy token'),
  ],
  [
    'a renewal succeeds at the second try',
    desk(),
    async ({ bridge, press }) => {
      bridge.answers.renew = () => failed(offline);
      await press('Renew now');
      bridge.answers.renew = () => replied(null);
      await press('Try again');
    },
    () => button('Renew now'),
  ],
  [
    'what could only be taken note of is closed',
    desk(),
    async ({ bridge, press }) => {
      bridge.answers.revealToken = () => failed({ code: 'too-many-reveals' });
      await press('Reveal token');
      await press('Close');
    },
    () => button('Reveal token'),
  ],
  [
    'the connection is put right by the card’s button',
    desk({ connections: [connection({ status: 'problem', failure: offline })] }),
    async ({ press, say }) => {
      await press('Try again');
      say(desk());
    },
    () => button('Copy token'),
  ],
  [
    'practice did not start, and that is closed',
    empty,
    async ({ bridge, press }) => {
      bridge.answers.connectPractice = () => failed({ code: 'practice-unavailable' });
      await press('Try the practice organisation');
      await press('Close');
    },
    () => button(/^Try the practice organisation/),
  ],
  [
    'a fault in an address is put right',
    empty,
    async ({ bridge, press, person }) => {
      bridge.answers.connect = () => failed({ code: 'fields', fields: { token: 'needs-https' } });
      await press('Add connection');
      await chooseKind(person);
      await press(CONNECT);
      await waitFor(() => expect(document.activeElement).toBe(input('Token address')));
      bridge.answers.connect = () => pending<ConnectionRef>().reply;
      await person.keyboard('{Enter}');
      await screen.findByRole('button', { name: /^Sign in to Fyle.*please wait$/ });
      expect(button('Addresses').getAttribute('aria-expanded')).toBe('true');
    },
    () => input('Token address'),
  ],
];

const signedIn: readonly Row[] = [
  [
    'a sign-in without a panel succeeds, begun from the card',
    desk({ connections: [connection(rejected)] }),
    async (scene) => {
      const signing = pending<ConnectionRef>();
      scene.bridge.answers.signInAgain = () => signing.reply;
      await scene.press('Sign in again');
      await signInEnds(scene, signing, desk());
    },
    () => button('Copy token'),
  ],
  [
    'a sign-in without a panel succeeds, begun from the menu',
    desk(),
    async (scene) => {
      const signing = pending<ConnectionRef>();
      scene.bridge.answers.signInAgain = () => signing.reply;
      await scene.choose('Sign in again');
      await signInEnds(scene, signing, desk());
    },
    () => button('More actions'),
  ],
  [
    'a sign-in from the panel succeeds',
    desk({ connections: [connection({ ...rejected, kind: 'internal' })] }),
    async (scene) => {
      const signing = pending<ConnectionRef>();
      scene.bridge.answers.signInAgain = () => signing.reply;
      await scene.press('Sign in again');
      await scene.person.keyboard('r3fresh{Enter}');
      await signInEnds(scene, signing, desk({ connections: [connection({ kind: 'internal' })] }));
    },
    () => button('Copy token'),
  ],
  [
    'a sign-in under way is cancelled',
    desk(),
    async ({ bridge, press, say, choose }) => {
      const signing = pending<ConnectionRef>();
      bridge.answers.signInAgain = () => signing.reply;
      await choose('Sign in again');
      say(desk({ signIn: { name: 'Acme Ltd', host: 'accounts.fylehq.com', window: false } }));
      await pass(1000);
      await press('Cancel');
      say(desk());
      await act(async () => signing.fail({ code: 'sign-in-cancelled' }));
    },
    () => button('More actions'),
  ],
  [
    'the panel is closed, opened from the menu',
    desk({ connections: [connection({ kind: 'internal' })] }),
    async ({ press, choose }) => {
      await choose('Sign in again');
      await press('Close');
    },
    () => button('More actions'),
  ],
  [
    'the panel is closed, opened from the card',
    desk({ connections: [connection({ ...rejected, kind: 'internal' })] }),
    async ({ press, person }) => {
      await press('Sign in again');
      await person.keyboard('{Escape}');
    },
    () => button('Sign in again'),
  ],
  [
    'the panel is closed, opened for a new client secret',
    desk({ connections: [connection(rejected)] }),
    async ({ press, choose }) => {
      await choose('Enter new client secret');
      await press('Close');
    },
    () => button('More actions'),
  ],
  [
    'the connection is kept after all',
    desk(),
    async ({ press, choose }) => {
      await choose(/^Remove/);
      await press('Keep');
    },
    () => button('More actions'),
  ],
];

const besideThePage: readonly Row[] = [
  [
    'the clipboard is cleared of what was copied here',
    desk(),
    async ({ press, say, bridge }) => {
      const clearing = pending<null>();
      bridge.answers.clearClipboard = () => clearing.reply;
      await press('Copy token');
      say(desk({ clipboard: copied }));
      await press('Clear now');
      // In a browser a disabled button would lose the focus.
      expect(button('Clear now').hasAttribute('disabled')).toBe(false);
      expect(button('Clear now').getAttribute('aria-disabled')).toBe('true');
      say(desk());
      await act(async () => clearing.succeed(null));
    },
    () => button('Copy token'),
  ],
  [
    'the clipboard is cleared of what was copied elsewhere',
    desk({ clipboard: copied }),
    async ({ press, say }) => {
      await press('Clear now');
      say(desk());
    },
    () => button('Copy token'),
  ],
  [
    'the clipboard is cleared while something is typed',
    desk({ clipboard: copied }),
    async ({ press, person, say }) => {
      await press('Add connection');
      await chooseKind(person);
      await person.type(input('Name'), 'Beta');
      await press('Clear now');
      say(desk());
    },
    () => input('Name'),
  ],
  [
    'a notice is hidden',
    desk({ notices: ['no-tray'] }),
    async ({ press }) => press(/^Hide: /),
    () => button('Copy token'),
  ],
  [
    'a revealed token masks itself',
    desk(),
    async ({ press, person }) => {
      await press('Reveal token');
      await person.click(await screen.findByRole('textbox'));
      await pass(30_000);
    },
    () => button('Reveal token'),
  ],
];

describe('the keyboard', () => {
  describe.each([
    ['a page goes', pageGoes],
    ['a failure goes', failureGoes],
    ['signing in again', signedIn],
    ['something beside the page goes', besideThePage],
  ])('when %s', (_when, rows) => {
    it.each(rows)('has its place when %s', async (_name, before, deed, goal) => {
      await deed(await open(before));
      await waitFor(() => expect(document.activeElement).toBe(goal()));
    });
  });

  it('has its place when main answers at the second try', async () => {
    const bridge = fakeBridge(desk());
    bridge.answers.desk = () => failed({ code: 'bug' });
    const person = openApp(bridge);
    await screen.findByRole('alert');
    bridge.answers.desk = () => replied(desk());
    await person.tab();
    await person.keyboard('{Enter}');
    await screen.findByRole('listbox');
    expect(document.activeElement).toBe(list());
  });

  it('is not called back when it was given up with a click beside everything', async () => {
    const { person, say } = await open(desk({ clipboard: copied }));
    await person.click(button('Clear now'));
    await person.click(screen.getByRole('heading', { level: 1 }));
    say(desk());
    await pass(100);
    expect(document.activeElement).toBe(document.body);
  });
});
