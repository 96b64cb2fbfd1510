import { app, type ContextMenuParams, Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import { say } from '../words/words.ts';
import type { Paste } from './pasting.ts';

/** The controls that hold text, by Chromium's names. */
const TEXT_CONTROL = /^(text-area|input-(text|password|search|url|email|telephone|number))$/;

/** Clicks with the right button at this place in the window's page, CSS pixels. */
export function rightClick(
  { webContents }: { readonly webContents: Pick<WebContents, 'sendInputEvent' | 'zoomFactor'> },
  x: number,
  y: number,
): void {
  const zoom = webContents.zoomFactor;
  const place = { button: 'right', x: Math.round(x * zoom), y: Math.round(y * zoom), clickCount: 1 } as const;
  webContents.sendInputEvent({ type: 'mouseDown', ...place });
  webContents.sendInputEvent({ type: 'mouseUp', ...place });
}

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'formControlType' | 'selectionText' | 'editFlags'>;
type Target = Pick<WebContents, 'cut' | 'copy' | 'paste' | 'selectAll'>;

/** A right click offers editing in every field, and Copy on selected text, in each document: the provider's pages too. */
export function offerEditing(paste: Paste): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('context-menu', (_event, clicked) => {
      const items = actsOn(clicked, {
        cut: () => contents.cut(),
        copy: () => contents.copy(),
        paste: () => void paste(contents),
        selectAll: () => contents.selectAll(),
      });
      if (items.length > 0) Menu.buildFromTemplate(items).popup();
    });
  });
}

/**
 * What is offered at that place; nothing where there is nothing to edit or to copy. Each item acts on the document that was
 * clicked: Electron's roles act on the one that has the focus once the menu has closed, which may be another or none.
 */
export function actsOn(clicked: Clicked, target: Target): MenuItemConstructorOptions[] {
  const { isEditable, formControlType, selectionText, editFlags } = clicked;
  const cut = { label: say('edit.cut'), enabled: editFlags.canCut, click: () => target.cut() };
  const copy = { label: say('edit.copy'), enabled: editFlags.canCopy, click: () => target.copy() };
  const paste = { label: say('edit.paste'), enabled: editFlags.canPaste, click: () => target.paste() };
  const selectAll = { label: say('edit.selectAll'), enabled: editFlags.canSelectAll, click: () => target.selectAll() };
  const separator = { type: 'separator' } as const;
  if (isEditable) return [cut, copy, paste, separator, selectAll];
  if (TEXT_CONTROL.test(formControlType)) return [copy, separator, selectAll];
  return selectionText.trim() === '' ? [] : [copy];
}
