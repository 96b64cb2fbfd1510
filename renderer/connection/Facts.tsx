import type { ConnectionState } from '../../preload/connection.ts';
import { isolated } from '../../preload/shared/names.ts';
import styles from './Facts.module.css';

/** A long identifier with its middle left out: `tpaZ3k…x81Q`. */
function shortened(text: string): string {
  return text.length <= 12 ? text : `${text.slice(0, 6)}…${text.slice(-4)}`;
}

/** An origin's host; the text itself when it is no URL. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin;
}

/** What rarely changes: organisation, API address, client and kind. The environment is a badge beside the name. */
export function Facts({ connection }: { readonly connection: ConnectionState }) {
  const { profile, cluster, clientId, kind } = connection;
  const organisation = [profile?.organisationName ?? '', profile?.currency ?? '']
    .filter(Boolean)
    .map(isolated)
    .join(' · ');
  return (
    <section className={`card ${styles.card}`}>
      <h2 className="spoken">Details</h2>
      <dl className={styles.facts}>
        <Fact name="Organisation" text={organisation || 'Not known yet'} />
        <Fact name="API address" text={cluster === undefined ? 'Not known yet' : hostOf(cluster)} />
        <div>
          <dt>Client ID</dt>
          <dd className={styles.code} title={clientId}>
            {shortened(clientId)}
          </dd>
        </div>
        <Fact name="Kind" text={kind === 'internal' ? 'Internal app' : 'OAuth 2.0 app'} />
      </dl>
    </section>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  );
}
