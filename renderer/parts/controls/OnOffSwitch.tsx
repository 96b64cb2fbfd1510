import { Switch } from 'react-aria-components/Switch';
import styles from './OnOffSwitch.module.css';
import type { Described } from './SettingRow.tsx';

interface OnOffSwitchProps extends Described {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A choice between on and off that acts at once. */
export function OnOffSwitch({ isOn, onChange, ...described }: OnOffSwitchProps) {
  return (
    <Switch className={styles.switch ?? ''} isSelected={isOn} onChange={onChange} {...described}>
      <span className={styles.track}>
        <span className={styles.thumb} />
      </span>
    </Switch>
  );
}
