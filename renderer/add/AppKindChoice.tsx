import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ConnectionKind } from '../../preload/connection.ts';
import styles from './AppKindChoice.module.css';

interface AppKindChoiceProps {
  readonly kind: ConnectionKind;
  readonly onChange: (kind: ConnectionKind) => void;
}

/** Chooses between Fyle's two types of app. */
export function AppKindChoice({ kind, onChange }: AppKindChoiceProps) {
  return (
    <RadioGroup
      className={styles.choice ?? ''}
      value={kind}
      onChange={(value) => onChange(value === 'internal' ? 'internal' : 'oauth')}
      orientation="horizontal"
    >
      <Label className="spoken">Kind of app</Label>
      <Radio value="internal" className={styles.card ?? ''}>
        <span className={styles.name}>Internal app</span>
        <span className={styles.help}>You have a refresh token</span>
      </Radio>
      <Radio value="oauth" className={styles.card ?? ''}>
        <span className={styles.name}>OAuth 2.0 app</span>
        <span className={styles.help}>You sign in at Fyle</span>
      </Radio>
    </RadioGroup>
  );
}
