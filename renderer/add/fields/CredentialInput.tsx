import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import type { Bridge } from '../../../preload/contract.ts';
import type { CredentialField } from '../../../preload/form.ts';
import { settle } from '../../bridge.ts';
import { notPastedText } from '../../words/form/addText.ts';
import { inSentence } from '../../words/form/fieldText.ts';
import styles from './CredentialInput.module.css';
import { type FieldLook, type FieldsProps, FormField } from './FormField.tsx';

interface CredentialInputProps extends FieldsProps, Omit<FieldLook, 'look' | 'tool'> {
  readonly bridge: Bridge;
  readonly field: CredentialField;
}

/** The field of a credential, with a button that pastes into it what main finds on the clipboard to be one. */
export function CredentialInput({ bridge, field, ...props }: CredentialInputProps) {
  const { values, inputs, onChange } = props;
  // Until the field is typed in.
  const [rejectedBeside, setRejectedBeside] = useState<string>();
  const paste = async (): Promise<void> => {
    const reply = await settle(bridge.pasteCredentials(field));
    const value = reply.ok ? reply.value[field] : undefined;
    if (value !== undefined) onChange({ [field]: value });
    setRejectedBeside(value === undefined ? values[field] : undefined);
    inputs.get(field)?.focus();
  };
  return (
    <div>
      <FormField
        {...props}
        field={field}
        look={field === 'clientId' ? 'code' : 'secret'}
        tool={{
          word: 'Paste',
          name: `Paste ${inSentence(field)}`,
          icon: <ClipboardPaste size={16} aria-hidden="true" />,
          onPress: () => void paste(),
        }}
      />
      <p role="status" className={styles.status}>
        {rejectedBeside === values[field] && notPastedText(field)}
      </p>
    </div>
  );
}
