import { ClipboardPaste } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Pasting, usePaste } from '../../state/usePaste.ts';
import { text } from '../../words/text.ts';
import type { FieldTool } from '../TextInput.tsx';
import styles from './usePasteTool.module.css';

/** The button that pastes into a credential's field. `status` stands below the field, and says why it pasted nothing. */
export function usePasteTool(pasting: Pasting): { readonly tool: FieldTool; readonly status: ReactNode } {
  const { paste, isRejected } = usePaste(pasting);
  const tool = {
    word: text('paste.word'),
    name: text(`field.${pasting.field}.paste`),
    icon: <ClipboardPaste size={16} aria-hidden="true" />,
    onPress: paste,
  };
  const status = (
    <p role="status" className={styles.status}>
      {isRejected && text(`field.${pasting.field}.notPasted`)}
    </p>
  );
  return { tool, status };
}
