import { app, type ContextMenuParams, Menu, type MenuItemConstructorOptions } from 'electron';

/** The controls that hold text, by Chromium's names. */
const TEXT_CONTROL = /^(text-area|input-(text|password|search|url|email|telephone|number))$/;

/** A right click offers editing in every field, and Copy on selected text, in each document: the provider's pages too. */
export function offerEditing(): void {
  app.on('web-contents-created', (_created, contents) => {
    contents.on('context-menu', (_event, clicked) => {
      const acts = actsOn(clicked);
      if (acts.length > 0) Menu.buildFromTemplate([...acts]).popup();
    });
  });
}

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'formControlType' | 'selectionText' | 'editFlags'>;

/** What is offered at that place; nothing where there is nothing to edit or to copy. */
export function actsOn({ isEditable, formControlType, selectionText, editFlags }: Clicked) {
  const { canCut, canCopy, canPaste, canSelectAll } = editFlags;
  const cut = { role: 'cut', enabled: canCut } as const;
  const copy = { role: 'copy', enabled: canCopy } as const;
  const paste = { role: 'paste', enabled: canPaste } as const;
  const selectAll = { role: 'selectAll', enabled: canSelectAll } as const;
  const separator = { type: 'separator' } as const;
  const none: readonly MenuItemConstructorOptions[] = [];
  if (isEditable) return [cut, copy, paste, separator, selectAll];
  if (TEXT_CONTROL.test(formControlType)) return [copy, separator, selectAll];
  return selectionText.trim() === '' ? none : [copy];
}
