import type { Bridge } from '../../../preload/contract.ts';
import { text } from '../../words/text.ts';
import { credentialFields } from '../draft.ts';
import { CredentialInput } from './CredentialInput.tsx';
import { type FieldsProps, FormField } from './FormField.tsx';
import { RedirectUriInput } from './RedirectUriInput.tsx';

/** Client and grant, as Fyle's dialog shows them (docs/fyle.md "Apps"), then what is the person's own. */
export function AppFields(props: FieldsProps & { readonly bridge: Bridge }) {
  const { bridge, ...fields } = props;
  const { kind } = fields.values;
  return (
    <>
      {credentialFields(kind).map((field, at) => (
        <CredentialInput key={field} {...props} field={field} mark={at + 1} help={text(`add.${field}.help`)} />
      ))}
      {kind === 'oauth' && <RedirectUriInput {...props} />}
      <FormField {...fields} field="name" look="words" placeholder={text('add.name.placeholder')} />
    </>
  );
}
