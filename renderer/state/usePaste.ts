import { useState } from 'react';
import type { Bridge } from '../../preload/contract.ts';
import type { CredentialField } from '../../preload/form.ts';
import { settle } from '../bridge.ts';

/** What {@link usePaste} needs. */
export interface Pasting {
  readonly bridge: Bridge;
  readonly field: CredentialField;
  /** What the field holds. */
  readonly value: string;
  readonly onPaste: (value: string) => void;
  /** Puts the caret into the field. */
  readonly focus: () => void;
}

/**
 * Pastes into a credential's field what main finds on the clipboard to be one. `isRejected`: there was none, and the field
 * was not typed in since.
 */
export function usePaste({ bridge, field, value, onPaste, focus }: Pasting): {
  readonly paste: () => void;
  readonly isRejected: boolean;
} {
  const [rejectedBeside, setRejectedBeside] = useState<string>();
  const paste = async (): Promise<void> => {
    const reply = await settle(bridge.pasteCredentials(field));
    const pasted = reply.ok ? reply.value[field] : undefined;
    if (pasted !== undefined) onPaste(pasted);
    setRejectedBeside(pasted === undefined ? value : undefined);
    focus();
  };
  return { paste: () => void paste(), isRejected: rejectedBeside === value };
}
