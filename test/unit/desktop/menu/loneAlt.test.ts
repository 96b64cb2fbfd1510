import { describe, expect, it } from 'vitest';
import { loneAlt } from '../../../../main/desktop/menu/loneAlt.ts';

/** What a person does, as Electron tells it: `Alt` is pressed, `-Alt` let go; what is held with a key stands before it,
 * and the key's place after it. */
function follow(steps: string): readonly boolean[] {
  const alt = loneAlt();
  return steps.split(' ').flatMap((step) => {
    if (step === 'click' || step === 'blur') {
      alt.disturb();
      return [];
    }
    const parts = step.replace(/^-/, '').split('+');
    const held = (name: string) => parts.slice(0, -1).includes(name);
    const type = step.startsWith('-') ? 'keyUp' : 'rawKeyDown';
    const name = parts.at(-1) ?? '';
    const [key = '', code = key] = name.split('@');
    const ends = alt.endsOther({ type, key, code, control: held('Control'), shift: held('Shift'), meta: held('Meta') });
    return type === 'keyUp' && name.includes('Alt') ? [ends] : [];
  });
}

describe('an Alt that is let go', () => {
  it.each(['Alt -Alt', 'a -a Alt -Alt', 'Alt Shift+Alt -Alt Alt -Alt', 'click Alt -Alt'])(
    'opens the menu after %s',
    (steps) => {
      expect(follow(steps).at(-1)).toBe(false);
    },
  );

  it.each([
    ['another layout, Shift let go first', 'Alt Shift -Shift -Alt'],
    ['another layout, Alt let go first', 'Alt Shift -Alt -Shift'],
    ['another layout, Shift pressed first', 'Shift Shift+Alt -Alt -Shift'],
    ['Shift and Alt, as X11 names them', 'Shift Shift+Meta@AltLeft -Meta@AltLeft -Shift'],
    ['another layout, by the key that X11 makes of Shift', 'Alt GroupNext -GroupNext -Alt'],
    ['another layout, by Ctrl and Alt', 'Control Control+Alt -Alt -Control'],
    ['another layout, by Alt and Ctrl', 'Alt Control -Control -Alt'],
    ['another layout, by Alt and the space bar', 'Alt Process -Process -Alt'],
    ['a sign by AltGr', 'AltGraph e -e -AltGraph'],
    ['the right Alt of a keyboard without AltGr', 'Alt@AltRight -Alt@AltRight'],
    ['AltGr alone', 'AltGraph -AltGraph'],
    ['a sign by AltGr on Windows, which is Ctrl and Alt', 'Control Control+Alt q -q -Alt -Control'],
    ['a menu of its own', 'Alt f -f -Alt'],
    ['another window, and back', 'Alt blur -Alt'],
    ['another window that came by Alt and Tab', '-Alt'],
    ['a click that moves the window', 'Alt click -Alt'],
    ['the Windows key', 'Meta Meta+Alt -Alt -Meta'],
  ])('opens none after %s', (_what, steps) => {
    expect(follow(steps)).toEqual([true]);
  });
});
