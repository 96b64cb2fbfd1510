import type { PracticeFailure } from '../../../preload/failure.ts';
import { fyle } from '../../oauth/fyle.ts';
import type { Provider } from '../../oauth/provider.ts';
import { ok, type Result } from '../../result.ts';
import type { Connection } from '../model/connection.ts';
import type { Practice } from '../model/ports.ts';

/** The provider of a connection. Starts the practice organisation for its own; failure `practice-unavailable`. */
export async function providerOf(
  practice: Practice,
  connection: Connection,
): Promise<Result<Provider, PracticeFailure>> {
  if (!connection.practice) return ok(fyle(connection.endpoints, connection));
  const opened = await practice.open();
  return opened.ok ? ok(fyle(opened.value.endpoints, { environment: 'practice' })) : opened;
}
