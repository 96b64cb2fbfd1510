import type { Environment } from '../../preload/connection.ts';
import type { Colour } from '../../preload/form.ts';
import styles from './Avatar.module.css';
import { classNames } from './classNames.ts';
import { initials, organisationColour, organisationColours, threeLetters } from './organisationMark.ts';

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly organisationId: string | undefined;
  /** The colour that the person chose. */
  readonly colour: Colour | undefined;
  readonly size: 'small' | 'row' | 'page';
}

/**
 * The connection's initials on the colour that the person chose, else on its organisation's; in a folded list three letters
 * of its name. Screen readers skip it: the name stands beside it.
 */
export function Avatar({ id, name, environment, organisationId, colour, size }: AvatarProps) {
  return (
    <span
      className={classNames(styles.avatar, styles[size])}
      style={{
        background:
          colour === undefined ? organisationColour(organisationId ?? id, environment) : organisationColours[colour],
      }}
      aria-hidden="true"
    >
      <span className={styles.two}>{initials(name)}</span>
      {size === 'row' && <span className={styles.three}>{threeLetters(name)}</span>}
    </span>
  );
}
