import type { ConnectionState } from '../../preload/connection.ts';
import { isolated } from '../../preload/shared/names.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Badge } from '../parts/Badge.tsx';
import { StatusPill } from '../parts/StatusPill.tsx';
import { roleText } from '../words/roleText.ts';
import styles from './ConnectionHeader.module.css';

/** The connection's name, whose token it gives, and its status. It stands first, to be read before copying. */
export function ConnectionHeader({ connection }: { readonly connection: ConnectionState }) {
  const { id, name, environment, profile, status, colour } = connection;
  return (
    <header className={styles.header}>
      <Avatar
        id={id}
        name={name}
        environment={environment}
        organisationId={profile?.organisationId}
        colour={colour}
        size="page"
      />
      <div className={styles.words}>
        <div className={styles.names}>
          <h1 className={styles.name}>
            <bdi>{name}</bdi>
          </h1>
          <Badge environment={environment} />
        </div>
        <p className={styles.person}>
          {profile === undefined
            ? 'The owner of this token is not known yet'
            : [...new Set([profile.userName, profile.email, profile.roles.map(roleText).join(', ')])]
                .filter(Boolean)
                .map(isolated)
                .join(' · ')}
        </p>
      </div>
      <StatusPill status={status} />
    </header>
  );
}
