import type { Field, FieldFault } from '../../preload/fieldFault.ts';
import { TextInput } from '../parts/TextInput.tsx';
import { fieldLabel, fieldText } from '../words/form/fieldText.ts';
import type { DraftValues } from './draft.ts';

/** The props of every group of fields. */
export interface FieldsProps {
  readonly values: DraftValues;
  readonly faults: { readonly [F in Field]?: FieldFault };
  readonly onChange: (change: Partial<DraftValues>) => void;
  /** Each input registers here, so that the form can focus the one with a fault. */
  readonly inputs: Map<Field, HTMLInputElement>;
}

interface FormFieldProps extends FieldsProps {
  readonly field: Field;
  /** Where the field is called otherwise than in the form of a new connection. */
  readonly label?: string;
  readonly help?: string;
  readonly placeholder?: string;
  readonly look?: 'words' | 'code' | 'secret';
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

/** Name, client and grant, which differ from app to app. The help says where Fyle shows each value: docs/fyle.md "Apps". */
export function AppFields(props: FieldsProps) {
  return (
    <>
      <FormField {...props} field="name" look="words" />
      <FormField {...props} field="clientId" help="Begins with “tpa”. In Fyle’s dialog Copy Application Credentials." />
      <FormField {...props} field="clientSecret" look="secret" help="In the same dialog, shown only once." />
      {props.values.kind === 'internal' ? (
        <FormField
          {...props}
          field="refreshToken"
          look="secret"
          help="In the same dialog, for internal apps only. Valid for about a year."
        />
      ) : (
        <FormField
          {...props}
          field="redirectUri"
          help="Exactly as registered in Fyle. Nothing needs to run at this address."
        />
      )}
    </>
  );
}
