import { fireEvent, screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogues, type MessageId } from '../../renderer/messages/catalogues.ts';
import { initials, threeLetters } from '../../renderer/parts/organisationMark.ts';
import type { FailurePlace } from '../../renderer/words/failures/failurePhrases.ts';
import { failureText } from '../../renderer/words/failures/failureText.ts';
import { locale, speak, text } from '../../renderer/words/text.ts';
import { type FakeBridge, replied } from '../fakes/bridge.ts';
import { everyFailure } from './everyFailure.ts';
import { scenes } from './gallery/scenes.ts';
import { openApp, pass } from './openApp.tsx';
import { byLength, hasOtherWords, namesIn, PSEUDO, piecesOf, pseudo, pseudoMessages, textsIn } from './pseudo.ts';

/** What is called the same in every language, and stands alone. */
const NAMES = ['Token Desk', 'TD', 'English', 'Deutsch'];

const first = locale();
beforeEach(() => speak(PSEUDO, pseudoMessages));
afterEach(() => speak(first));

/** The window in the made-up language; `otherWords` gives what stands in it and comes from no message, nor from main. */
function open(bridge: FakeBridge): { readonly person: UserEvent; readonly otherWords: () => readonly string[] } {
  const { desk } = bridge.answers;
  bridge.answers.desk = async () => {
    const reply = await desk();
    return reply.ok ? replied({ ...reply.value, locale: PSEUDO }) : reply;
  };
  const said: unknown[] = [];
  const overheard = new Proxy(bridge, {
    get(target, name): unknown {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function' || name === 'on') return member;
      return (...args: readonly unknown[]): unknown => {
        const reply: unknown = Reflect.apply(member, target, args);
        if (reply instanceof Promise) void reply.then((value) => said.push(value));
        return reply;
      };
    },
  });
  const otherWords = (): readonly string[] => {
    const texts = textsIn(said);
    const data = byLength([...texts, ...texts.flatMap((each) => [initials(each), threeLetters(each)])]);
    const alone = [...NAMES, ...namesIn(said)];
    return piecesOf(document.body).filter((piece) => !alone.includes(piece.trim()) && hasOtherWords(piece, data));
  };
  return { person: openApp(overheard), otherWords };
}

const PRESSED =
  'button, summary, label, [role^="menuitem"], [role="switch"], [role="radio"], input[type="radio"], [role="option"]';

/** A connection in the list, of which another is shown first. */
const ACME = 'Acme Ltd';
type Step = MessageId | typeof ACME;

/** Everything that can be pressed, by its name. */
function controls(): readonly (readonly [name: string, control: Element])[] {
  return [...document.querySelectorAll(PRESSED)].map((control) => {
    const label = document.getElementById(control.getAttribute('aria-labelledby')?.split(' ')[0] ?? '');
    const own = control.getAttribute(control.getAttribute('role') === 'option' ? 'title' : 'aria-label');
    return [own ?? (label ?? control).textContent, control];
  });
}

/** Presses what has this message in its name, or the connection; without the pointer, whose way takes much longer. */
async function press(step: Step): Promise<void> {
  // The rows of others have its organisation too.
  const words = step === ACME ? `${ACME}\n${text('status.ready')}` : text(step);
  const names = () => controls().map(([name]) => name);
  await waitFor(() => expect(names()).toContainEqual(expect.stringContaining(words)));
  const control = controls().find(([name]) => name.includes(words))?.[1];
  if (control !== undefined) fireEvent.click(control);
}

describe('the made-up language', () => {
  it.each([
    ['{file} is saved', '⟦{file} ííś śááṽééď⟧'],
    ['<b>Open</b> it', '⟦<b>Óóṕééń</b> ííţ⟧'],
    ['{days, plural, =1 {Tomorrow} other {In # days}}', '⟦{days,plural,other{Ííń # ďááýś} =1{Ţóóḿóóŕŕóóŵ}}⟧'],
  ])('says %s as %s', (message, said) => {
    expect(pseudo(message)).toBe(said);
  });

  it('is about a third longer than English', () => {
    const length = (messages: Readonly<Record<string, string>>) => Object.values(messages).join('').length;
    expect(length(pseudoMessages) / length(catalogues.en)).toBeGreaterThan(1.25);
  });

  it.each([
    ['⟦Óóṕééń⟧ Acme Ltd', ['Acme Ltd'], false],
    ['⟦Óóṕééń⟧ it', ['Acme Ltd'], true],
    ['⟦Óóṕééń it⟧', [], true],
    ['⟦Ćţŕĺ⟧+C', [], false],
    ['2026年11月20日 14:05', [], false],
  ])('stands in “%s” with other words than those of main: %s, %s', (piece, data, has) => {
    expect(hasOtherWords(piece, data)).toBe(has);
  });
});

/** Where to go from a scene: the names of what is pressed, one after the other. */
const walks: readonly (readonly [scene: string, ...path: readonly Step[]])[] = [
  ['first-run', 'act.settings', 'settings.licences.show'],
  ['first-run', 'act.settings', 'settings.news'],
  ['ready', 'act.settings', 'settings.forget'],
  ['settings-chosen', 'act.settings'],
  ['settings-not-saved', 'act.settings', 'settings.tray'],
  ['settings-not-saved', 'act.settings', 'settings.login'],
  ['first-run-failed', 'start.practiseAct'],
  ['first-run', 'act.add', 'form.internal.kind', 'form.internal.act'],
  ['first-run', 'act.add', 'guide.openFyle'],
  ['first-run', 'act.add', 'form.oauth.kind', 'add.whichAddress', 'address.each', 'add.checkFirst'],
  ['add-fields', 'act.add', 'form.oauth.kind', 'form.oauth.act'],
  ['add-unclear', 'act.add', 'form.internal.kind', 'form.internal.paste', 'add.noneOfThem'],
  ['add-unclear', 'act.add', 'form.internal.kind', 'field.clientId.paste'],
  ['add-failed', 'act.add', 'form.oauth.kind', 'form.oauth.act', 'act.details'],
  ['add-untrusted', 'act.add', 'form.internal.kind', 'form.internal.act', 'act.details'],
  ['duplicate', 'act.add', 'form.oauth.kind', 'form.oauth.act'],
  ['edit-fields', ACME, 'act.more', 'act.edit', 'address.each', 'colour.5', 'edit.save'],
  ['edit-refused', ACME, 'act.more', 'act.edit', 'field.clientSecret.paste'],
  ['edit-another-account', ACME, 'act.more', 'act.edit', 'colour.5', 'edit.save'],
  ['copied-for-excel', ACME, 'copy.as'],
  ['vault-closed', 'vault.unlock', 'vault.forgot'],
  ['vault-closed', 'vault.forgot'],
  ['keychain-absent', 'act.usePassphrase', 'vault.set'],
  ['activity', 'activity.title', 'activity.export'],
  ['activity-empty', 'activity.title'],
  ['activity-broken', 'activity.title'],
  ['activity-alone', 'start.activity'],
  ['history', ACME, 'history.showAll'],
  ['ready', 'act.more'],
  ['ready', ACME, 'act.more', 'act.edit', 'address.each'],
  ['ready', 'act.more', 'act.remove'],
  ['ready', ACME, 'act.more', 'act.duplicate'],
  ['ready', ACME, 'copy.as'],
  ['copy-failed', ACME, 'copy.token.button', 'act.details'],
  ['copied-for-excel', ACME, 'copy.power-query.button'],
  ['copy-busy', ACME, 'copy.token.button'],
  ['revealed', ACME, 'token.revealIt'],
  ['sign-in-needed', 'act.details'],
  ['sign-in-needed', 'act.sign-in'],
  ['sign-in-needed-internal', 'act.sign-in'],
  ['ready', ACME, 'signInClock.remind'],
  ['sign-in-browser', 'signIn.notLoaded'],
  ['sign-in-paste', 'signIn.pasteAct'],
  ['quit-question', 'quit.stay'],
  ['desk-failed', 'act.retry'],
];

describe('no words stand in the code', () => {
  it.each(Object.entries(scenes))('of %s', async (_name, scene) => {
    const { otherWords } = open(scene());
    await screen.findAllByRole('heading', { level: 1, hidden: true });
    expect(otherWords()).toEqual([]);
    // Some things are said only after a while.
    await pass(20_000);
    expect(otherWords()).toEqual([]);
  });

  it.each(walks.map(([scene, ...path]) => [scene, path.join(', '), path] as const))(
    'of %s, %s',
    async (name, _path, path) => {
      const { otherWords } = open(scenes[name]?.() ?? expect.fail(`no scene ${name}`));
      // A sign-in shows after a second.
      await pass(1_500);
      for (const id of path) {
        await press(id);
        expect(otherWords()).toEqual([]);
      }
      await pass(2_000);
      expect(otherWords()).toEqual([]);
    },
  );

  it('of the menu that sorts the list', async () => {
    const { person, otherWords } = open(scenes['nine-connections']?.() ?? expect.fail());
    const name = text('order.sortedBy', { order: text('order.name.title') });
    await person.click(await screen.findByRole('button', { name }));
    await screen.findByRole('menu');
    expect(otherWords()).toEqual([]);
  });

  it('of the menu of a row', async () => {
    const { otherWords } = open(scenes.ready?.() ?? expect.fail());
    const [row] = await screen.findAllByRole('option');
    if (row !== undefined) fireEvent.contextMenu(row);
    await screen.findByRole('menu');
    expect(otherWords()).toEqual([]);
  });

  it.each(['nine-connections', 'palette'])('of a search in %s that finds nothing', async (name) => {
    const { person, otherWords } = open(scenes[name]?.() ?? expect.fail());
    await person.type(await screen.findByRole(name === 'nine-connections' ? 'searchbox' : 'combobox'), '012345');
    expect(otherWords()).toEqual([]);
  });

  const places: readonly FailurePlace[] = [
    { at: 'window' },
    { at: 'form', kind: 'internal' },
    { at: 'form', kind: 'oauth', isStored: true },
    { at: 'connection', signedInAt: 0 },
    { at: 'connection', signedInAt: 0, isBackground: true },
    { at: 'connection', signedInAt: 0, afterSignIn: 'oauth' },
    { at: 'connection', signedInAt: 0, blocked: 'copy', isPractice: true },
  ];
  it.each(everyFailure.map((failure) => [JSON.stringify(failure), failure] as const))('of %s', (_name, failure) => {
    const words = places.flatMap((place) => {
      const { title, meaning, action, details = [] } = failureText(failure, place);
      return [title, meaning, action.label, ...details.map(([label]) => label)];
    });
    const data = textsIn(failure);
    expect(words.filter((piece) => hasOtherWords(piece, data))).toEqual([]);
  });
});
