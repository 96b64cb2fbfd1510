import { describe, expect, it, vi } from 'vitest';
import { actsOn } from '../../../../main/desktop/window/contextMenu.ts';

// Electron is only available in its own process: the choice needs nothing of it.
vi.mock('electron', () => ({ app: {}, Menu: {} }));

const none = { canCut: false, canCopy: false, canPaste: false, canSelectAll: false };
const all = { canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
type Clicked = Parameters<typeof actsOn>[0];

/** A click on nothing, but for this. */
const clicked = (more: Partial<Clicked>, target = vi.fn()) =>
  actsOn(
    {
      ...{ isEditable: false, formControlType: 'none', selectionText: '', ...more },
      editFlags: { canUndo: false, canRedo: false, canDelete: false, canEditRichly: false, ...none, ...more.editFlags },
    },
    {
      cut: () => target('cut'),
      copy: () => target('copy'),
      paste: () => target('paste'),
      selectAll: () => target('selectAll'),
    },
  );

describe('a right click', () => {
  it.each<[string, Partial<Clicked>, readonly string[]]>([
    ['beside everything', {}, []],
    ['on a button', { formControlType: 'button-button' }, []],
    ['on a choice', { formControlType: 'select-one' }, []],
    ['on blanks that are selected', { selectionText: ' \n\t' }, []],
    [
      'on text that is selected',
      { selectionText: 'INV-7', editFlags: { ...none, canCopy: true } as Clicked['editFlags'] },
      ['Copy'],
    ],
    [
      'in an empty field, with nothing on the clipboard',
      { isEditable: true, formControlType: 'input-text' },
      ['Cut (off)', 'Copy (off)', 'Paste (off)', '-', 'Select all (off)'],
    ],
    [
      'in a field with a selection',
      { isEditable: true, formControlType: 'input-email', editFlags: all as Clicked['editFlags'] },
      ['Cut', 'Copy', 'Paste', '-', 'Select all'],
    ],
    [
      'in what a page lets be written without a field',
      { isEditable: true, editFlags: all as Clicked['editFlags'] },
      ['Cut', 'Copy', 'Paste', '-', 'Select all'],
    ],
    [
      'in a field that can only be read',
      { formControlType: 'text-area', editFlags: { ...none, canSelectAll: true } as Clicked['editFlags'] },
      ['Copy (off)', '-', 'Select all'],
    ],
    [
      'in a password that can only be read',
      { formControlType: 'input-password' },
      ['Copy (off)', '-', 'Select all (off)'],
    ],
  ])('%s offers what can be done there', (_where, more, offered) => {
    const items = clicked(more).map(({ label, enabled }) => (label ? `${label}${enabled ? '' : ' (off)'}` : '-'));
    expect(items).toEqual(offered);
  });

  it('acts on the document that was clicked, whichever has the focus by then', () => {
    const target = vi.fn();
    for (const { click } of clicked({ isEditable: true }, target)) if (click) Reflect.apply(click, undefined, []);
    expect(target.mock.calls.flat()).toEqual(['cut', 'copy', 'paste', 'selectAll']);
  });
});
