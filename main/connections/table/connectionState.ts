import type { Environment } from '../../oauth/provider.ts';
import type { Connection, ConnectionStatus } from '../model/connection.ts';
import type { ConnectionFailure } from '../model/failure.ts';

/** A connection as it stands now, for whoever shows it. */
export interface ConnectionState extends Connection {
  readonly environment: Environment;
  readonly status: ConnectionStatus;
  readonly failure?: ConnectionFailure;
  /** The failure is that the sign-in could not be stored: it works from memory meanwhile. */
  readonly unkept?: true;
  /** When the next try comes by itself. */
  readonly retryAt?: number;
  readonly accessToken?: { readonly issuedAt: number; readonly expiresAt: number; readonly renewsAt: number };
}
