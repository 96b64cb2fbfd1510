import { ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { Preset } from '../../../preload/form.ts';
import { CheckBox } from '../../parts/CheckBox.tsx';
import { addressFields } from '../../words/form/fieldText.ts';
import { text } from '../../words/text.ts';
import { presetOf } from '../draft.ts';
import styles from './AddressFields.module.css';
import { type FieldsProps, FormField } from './FormField.tsx';

interface AddressFieldsProps extends FieldsProps {
  readonly presets: readonly Preset[];
  readonly isUnfolded: boolean;
  readonly onUnfold: (isUnfolded: boolean) => void;
}

/** Chooses Fyle's addresses: a preset, or, for staging, each by hand. A fault in one of them unfolds the fields. */
export function AddressFields({ presets, isUnfolded, onUnfold, ...fields }: AddressFieldsProps) {
  const { values, faults, onChange } = fields;
  const hasFault = addressFields.some((field) => faults[field] !== undefined);
  // Unfolded also after the fault is gone, since the person is typing there.
  useEffect(() => {
    if (hasFault) onUnfold(true);
  }, [hasFault, onUnfold]);
  const chosen = presetOf(presets, values);
  return (
    <div className={styles.addresses}>
      <RadioGroup
        className={styles.presets ?? ''}
        value={chosen ?? null}
        orientation="horizontal"
        onChange={(id) => {
          const preset = presets.find((candidate) => candidate.id === id);
          if (preset !== undefined) onChange({ ...preset.endpoints, supportsPkce: false });
        }}
      >
        <Label className={styles.label ?? ''}>{text('address.title')}</Label>
        <div className={styles.options}>
          {presets.map((preset) => (
            <Radio key={preset.id} value={preset.id} className={styles.option ?? ''}>
              {text(`preset.${preset.id}`)}
            </Radio>
          ))}
          {chosen === undefined && presets.length > 0 && (
            <span className={styles.edited}>{text('address.edited')}</span>
          )}
        </div>
      </RadioGroup>
      <Disclosure className={styles.disclosure ?? ''} isExpanded={isUnfolded || hasFault} onExpandedChange={onUnfold}>
        <Button slot="trigger" className={styles.unfold ?? ''}>
          <ChevronRight size={16} aria-hidden="true" className={styles.chevron} />
          {text('address.each')}
        </Button>
        <DisclosurePanel>
          <div className={styles.fields}>
            <p className={styles.help}>{text('address.help')}</p>
            {addressFields.map((field) => (
              <FormField key={field} {...fields} field={field} />
            ))}
            {values.kind === 'oauth' && (
              <CheckBox
                label={text('field.pkce.label')}
                help={text('field.pkce.help')}
                isSelected={values.supportsPkce}
                onChange={(supportsPkce) => onChange({ supportsPkce })}
              />
            )}
          </div>
        </DisclosurePanel>
      </Disclosure>
    </div>
  );
}
