import { ClipboardPaste } from 'lucide-react';
import { type Pasting, usePaste } from '../../state/usePaste.ts';
import { text } from '../../words/text.ts';
import type { FieldTool } from '../TextInput.tsx';

/** The button that pastes into a credential's field. `said`: why it pasted nothing. */
export function usePasteTool(pasting: Pasting): { readonly tool: FieldTool; readonly said: string | undefined } {
  const { paste, isRejected } = usePaste(pasting);
  const tool = {
    word: text('paste.word'),
    name: text(`field.${pasting.field}.paste`),
    icon: <ClipboardPaste size={16} aria-hidden="true" />,
    onPress: paste,
  };
  return { tool, said: isRejected ? text(`field.${pasting.field}.notPasted`) : undefined };
}
