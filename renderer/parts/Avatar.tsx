import type { Environment } from '../../preload/connection.ts';
import styles from './Avatar.module.css';
import { classNames } from './classNames.ts';
import { initials, organisationColour } from './organisationMark.ts';

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  readonly environment: Environment;
  readonly organisationId: string | undefined;
  readonly size: 'row' | 'page';
}

/** The connection's initials on its organisation's colour. Screen readers skip it: the name stands beside it. */
export function Avatar({ id, name, environment, organisationId, size }: AvatarProps) {
  return (
    <span
      className={classNames(styles.avatar, styles[size])}
      style={{ background: organisationColour(organisationId ?? id, environment) }}
      aria-hidden="true"
    >
      {initials(name)}
    </span>
  );
}
