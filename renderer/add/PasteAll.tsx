import { ClipboardPaste } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { ConnectionKind } from '../../preload/connection.ts';
import type { Bridge } from '../../preload/contract.ts';
import type { CredentialField } from '../../preload/form.ts';
import { settle } from '../bridge.ts';
import { Button } from '../parts/Button.tsx';
import { filledText, unclearText } from '../words/form/addText.ts';
import { fieldLabel } from '../words/form/fieldText.ts';
import { text } from '../words/text.ts';
import { credentialFields, type DraftValues } from './draft.ts';
import styles from './PasteAll.module.css';

interface PasteAllProps {
  readonly bridge: Bridge;
  readonly kind: ConnectionKind;
  readonly onChange: (change: Partial<DraftValues>) => void;
}

/** Fills the fields from one copied text. What a value is that nothing names, the person says. */
export function PasteAll({ bridge, kind, onChange }: PasteAllProps) {
  const [said, setSaid] = useState('');
  const [unclear, setUnclear] = useState<readonly string[]>([]);
  const fields = credentialFields(kind);
  const paste = async (): Promise<void> => {
    const reply = await settle(bridge.pasteCredentials());
    const pasted = reply.ok ? reply.value : {};
    const found = fields.filter((field) => pasted[field] !== undefined);
    onChange(Object.fromEntries(found.map((field) => [field, pasted[field]])));
    setUnclear(pasted.unclear ?? []);
    setSaid(found.length > 0 ? filledText(found) : pasted.unclear === undefined ? text('form.pastedNothing') : '');
  };
  const answer = (value: string, field?: CredentialField): void => {
    if (field !== undefined) {
      onChange({ [field]: value });
      setSaid(filledText([field]));
    }
    setUnclear(unclear.filter((each) => each !== value));
  };
  return (
    <div className={styles.paste}>
      <AriaButton className={styles.all ?? ''} onPress={() => void paste()}>
        <ClipboardPaste size={16} aria-hidden="true" />
        <span>
          {text('form.pasteHelp')} <b>{text(`form.${kind}.paste`)}</b>
        </span>
      </AriaButton>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {unclear.map((value) => (
        <fieldset key={value} className={styles.question}>
          <legend>{unclearText(value)}</legend>
          <div className={styles.answers}>
            {fields.map((field) => (
              <Button key={field} onPress={() => answer(value, field)}>
                {fieldLabel(field)}
              </Button>
            ))}
            <Button look="quiet" onPress={() => answer(value)}>
              {text('add.noneOfThem')}
            </Button>
          </div>
        </fieldset>
      ))}
    </div>
  );
}
