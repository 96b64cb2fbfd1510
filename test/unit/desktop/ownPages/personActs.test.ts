import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { watchPersonActs } from '../../../../main/desktop/ownPages/personActs.ts';
import { FakeClock } from '../../../fakes/clock.ts';

/** A page as Electron tells of it; that the events come from real input alone, `test/app/consent.spec.ts` shows. */
function page() {
  const clock = new FakeClock();
  const contents = new EventEmitter();
  // Of a page only its events are used.
  const acts = watchPersonActs(contents as unknown as WebContents, clock);
  const pointer = (type: string) => void contents.emit('input-event', {}, { type });
  const held = (name: string, modifier: string) =>
    void contents.emit('input-event', {}, { type: 'rawKeyDown', key: name, modifiers: [modifier] });
  const key = (type: string, name: string, isAutoRepeat = false) =>
    void contents.emit('input-event', {}, { type, key: name, modifiers: isAutoRepeat ? ['isAutoRepeat'] : [] });
  const event = (input: object) => void contents.emit('input-event', {}, input);
  return { clock, acts, pointer, key, held, event };
}

describe('what a person does in a page', () => {
  it('is nothing at first', () => {
    expect(page().acts.take()).toBe(false);
  });

  it.each(['mouseUp', 'touchEnd', 'gestureTap'])('is a press that counts once, for two seconds: %s', (type) => {
    const { acts, pointer, clock } = page();
    pointer(type);
    expect(acts.take()).toBe(true);
    expect(acts.take()).toBe(false);
    pointer(type);
    clock.pass(2_001);
    expect(acts.take()).toBe(false);
  });

  it.each(['mouseMove', 'mouseEnter', 'mouseWheel', 'mouseDown', 'char'])('is not %s', (type) => {
    const { acts, pointer } = page();
    pointer(type);
    expect(acts.take()).toBe(false);
  });

  it.each(['Enter', ' ', 'Escape'])('is the key %s, which counts once from its press to two seconds after', (name) => {
    const { acts, key, clock } = page();
    key('rawKeyDown', name);
    expect(acts.take()).toBe(true);
    key('keyUp', name);
    expect(acts.take()).toBe(false);
    key('keyDown', name);
    clock.pass(5_000);
    key('keyUp', name);
    clock.pass(1_000);
    expect(acts.take()).toBe(true);
  });

  it.each(['control', 'meta'])('is the key that copies a row’s token, held with %s, and no other one', (modifier) => {
    const { acts, key, held } = page();
    held('v', modifier);
    key('rawKeyDown', 'c');
    held('c', 'shift');
    expect(acts.take()).toBe(false);
    held('c', modifier);
    expect(acts.take()).toBe(true);
  });

  it('is counted once when the menu’s key for a copy is pressed: by the menu', () => {
    const { acts, event } = page();
    event({ type: 'rawKeyDown', key: 'C', code: 'KeyC', modifiers: ['shift', 'control'] });
    expect(acts.take()).toBe(false);
    acts.press();
    expect(acts.take()).toBe(true);
    expect(acts.take()).toBe(false);
  });

  it.each(['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown', '5'])(
    'is for a choice each press of a key that chooses in a field, also several in a row and held down: %s',
    (name) => {
      const { acts, key, held, clock } = page();
      for (const isAutoRepeat of [false, true, false]) key('rawKeyDown', name, isAutoRepeat);
      key('keyUp', name);
      expect(acts.take()).toBe(false);
      for (const isCounted of [true, true, true, false]) expect(acts.take('choice')).toBe(isCounted);
      key('rawKeyDown', name);
      clock.pass(2_001);
      held(name, 'control');
      expect(acts.take('choice')).toBe(false);
    },
  );

  it('is for a choice any other press too, and no key of a text', () => {
    const { acts, pointer, key } = page();
    key('rawKeyDown', 'a');
    key('rawKeyDown', 'Tab');
    expect(acts.take('choice')).toBe(false);
    pointer('mouseUp');
    expect(acts.take('choice')).toBe(true);
    expect(acts.take()).toBe(false);
  });

  it('is nothing that main does for the page by itself', () => {
    const { acts, pointer, key } = page();
    acts.passOver(() => {
      pointer('mouseUp');
      key('rawKeyDown', 'ArrowDown');
    });
    expect([acts.take('choice'), acts.take()]).toEqual([false, false]);
    expect(() =>
      acts.passOver(() => {
        throw new Error('no page');
      }),
    ).toThrow('no page');
    pointer('mouseUp');
    expect(acts.take()).toBe(true);
  });

  it('is what the person chose in the app’s own menu', () => {
    const { acts } = page();
    acts.press();
    expect(acts.take()).toBe(true);
    expect(acts.take()).toBe(false);
  });

  it.each([
    ['Digit2', ['control'], true],
    ['Numpad9', ['meta', 'isRight'], true],
    ['Digit2', [], false],
    ['Digit2', ['shift'], false],
    ['Digit0', ['control'], false],
    ['KeyV', ['control'], false],
    ['Digit2', ['control', 'isAutoRepeat'], false],
    ['Digit2', ['control', 'shift'], false],
    [undefined, ['control'], false],
  ])('is the key %s with %j: %s', (code, modifiers, isAct) => {
    const { acts, event } = page();
    event({ type: 'rawKeyDown', key: 'é', code, modifiers });
    expect(acts.take()).toBe(isAct);
  });

  it('is no key of a text, nor one that repeats itself', () => {
    const { acts, key } = page();
    for (const name of ['a', 'Tab', 'Shift', 'ArrowDown']) key('keyDown', name);
    key('keyDown', 'Enter', true);
    expect(acts.take()).toBe(false);
  });
});
