import { Check } from 'lucide-react';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { Colour } from '../../preload/form.ts';
import { organisationColours } from '../parts/organisationMark.ts';
import { colourName, colourOrder } from '../words/form/colourText.ts';
import { text } from '../words/text.ts';
import styles from './ColourChoice.module.css';

interface ColourChoiceProps {
  /** None is chosen for a connection that has no colour of its own, as practice. */
  readonly colour: Colour | undefined;
  readonly onChange: (colour: Colour) => void;
}

/** The eight colours, one of which marks the connection. Each has a name for those who do not see it. */
export function ColourChoice({ colour, onChange }: ColourChoiceProps) {
  return (
    <RadioGroup
      className={styles.choice ?? ''}
      value={colour === undefined ? null : String(colour)}
      orientation="horizontal"
      onChange={(value) => {
        const chosen = colourOrder.find((each) => String(each) === value);
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      <Label className={styles.label ?? ''}>{text('edit.colour')}</Label>
      <div className={styles.swatches}>
        {colourOrder.map((each) => (
          <Radio key={each} value={String(each)} aria-label={colourName(each)} className={styles.swatch ?? ''}>
            <span className={styles.colour} style={{ background: organisationColours[each] }} title={colourName(each)}>
              <Check size={14} strokeWidth={3} aria-hidden="true" className={styles.check} />
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
