import { Star as StarIcon } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import type { ConnectionState } from '../../preload/connection.ts';
import { isolated } from '../../preload/shared/names.ts';
import { Avatar } from '../parts/Avatar.tsx';
import { Badge } from '../parts/Badge.tsx';
import { StatusPill } from '../parts/StatusPill.tsx';
import { roleText } from '../words/roleText.ts';
import { text } from '../words/text.ts';
import styles from './ConnectionHeader.module.css';

interface ConnectionHeaderProps {
  readonly connection: ConnectionState;
  readonly onStar: (isFavourite: boolean) => void;
}

/** The connection's name, whose token it gives, and its status. It stands first, to be read before copying. */
export function ConnectionHeader({ connection, onStar }: ConnectionHeaderProps) {
  const { id, name, environment, profile, status, colour, favourite } = connection;
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
          <Star isOn={favourite === true} onChange={onStar} />
          <Badge environment={environment} />
        </div>
        <p className={styles.person}>
          {profile === undefined
            ? text('header.noOwner')
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

function Star({ isOn, onChange }: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }) {
  return (
    <div title={text(isOn ? 'act.unstar' : 'act.star')}>
      <Button
        className={styles.star ?? ''}
        aria-label={text('header.favourite')}
        aria-pressed={isOn}
        onPress={() => onChange(!isOn)}
      >
        <StarIcon size={18} aria-hidden="true" {...(isOn && { fill: 'currentcolor' })} />
      </Button>
    </div>
  );
}
