import type { Bridge } from '../../../preload/contract.ts';
import type { CredentialField } from '../../../preload/form.ts';
import { usePasteTool } from '../../parts/controls/usePasteTool.tsx';
import { type FieldLook, type FieldsProps, FormField } from './FormField.tsx';

interface CredentialInputProps extends FieldsProps, Omit<FieldLook, 'look' | 'tool'> {
  readonly bridge: Bridge;
  readonly field: CredentialField;
}

/** The field of a credential, with a button that pastes into it. */
export function CredentialInput({ bridge, field, ...props }: CredentialInputProps) {
  const { values, inputs, onChange } = props;
  const { tool, status } = usePasteTool({
    ...{ bridge, field, value: values[field] },
    onPaste: (value) => onChange({ [field]: value }),
    focus: () => inputs.get(field)?.focus(),
  });
  return (
    <div>
      <FormField {...props} field={field} look={field === 'clientId' ? 'code' : 'secret'} tool={tool} />
      {status}
    </div>
  );
}
