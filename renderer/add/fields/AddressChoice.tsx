import { ChevronRight, Globe } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { addressFields } from '../../words/form/fieldText.ts';
import { text } from '../../words/text.ts';
import { presetOf } from '../draft.ts';
import styles from './AddressChoice.module.css';
import { AddressFields } from './AddressFields.tsx';

interface AddressChoiceProps extends ComponentProps<typeof AddressFields> {
  /** The person has chosen or typed them. */
  readonly isByHand: boolean;
}

/** Fyle's addresses, folded away: they are found automatically unless the person chooses others. */
export function AddressChoice({ isByHand, ...props }: AddressChoiceProps) {
  const { isUnfolded, onUnfold, values, presets, faults } = props;
  const [isOpen, setOpen] = useState(false);
  const hasFault = addressFields.some((field) => faults[field] !== undefined);
  const fold = (isWanted: boolean): void => {
    setOpen(isWanted);
    if (!isWanted) onUnfold(false);
  };
  const chosen = presets.find(({ id }) => id === presetOf(presets, values));
  // Others than the usual ones are named: a person sees where the secret goes.
  const foundText =
    chosen === undefined || chosen === presets[0]
      ? text('add.addressFound')
      : text('add.addressFoundAs', { name: text(`preset.${chosen.id}`) });
  return (
    <Disclosure isExpanded={isOpen || isUnfolded || hasFault} onExpandedChange={fold} className={styles.row ?? ''}>
      <Button slot="trigger" className={styles.trigger ?? ''}>
        <Globe size={16} aria-hidden="true" />
        <b>{text('add.whichAddress')}</b>
        <span className={styles.chosen}>
          {isByHand ? text(chosen === undefined ? 'add.ownAddresses' : `preset.${chosen.id}`) : foundText}
        </span>
        <span className={styles.action}>{text('add.setByHand')}</span>
        <ChevronRight size={16} aria-hidden="true" className={styles.chevron} />
      </Button>
      <DisclosurePanel>
        <AddressFields {...props} />
      </DisclosurePanel>
    </Disclosure>
  );
}
