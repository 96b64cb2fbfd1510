import type { Field, FieldFault } from '../../../preload/fieldFault.ts';
import { type FieldTool, TextInput } from '../../parts/TextInput.tsx';
import { fieldLabel, fieldText } from '../../words/form/fieldText.ts';
import type { DraftValues } from '../draft.ts';

/** The props of every group of fields. */
export interface FieldsProps {
  readonly values: DraftValues;
  readonly faults: { readonly [F in Field]?: FieldFault };
  readonly onChange: (change: Partial<DraftValues>) => void;
  /** Each input registers here, so that the form can focus the one with a fault. */
  readonly inputs: Map<Field, HTMLInputElement>;
}

/** How a field looks in its form. */
export interface FieldLook {
  /** Where the field is called otherwise than in the form of a new connection. */
  readonly label?: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly look?: 'words' | 'code' | 'secret';
  readonly mark?: number;
  readonly tool?: FieldTool;
}

interface FormFieldProps extends FieldsProps, FieldLook {
  readonly field: Field;
}

/** One field of the form, by its name in the contract. */
export function FormField({ field, values, faults, onChange, inputs, look = 'code', ...words }: FormFieldProps) {
  const fault = faults[field];
  return (
    <TextInput
      label={fieldLabel(field)}
      {...words}
      look={look}
      value={values[field]}
      onChange={(value) => onChange({ [field]: value })}
      fault={fault === undefined ? undefined : fieldText(field, fault)}
      ref={(input) => {
        if (input === null) inputs.delete(field);
        else inputs.set(field, input);
      }}
    />
  );
}
