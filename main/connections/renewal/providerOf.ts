import type { PracticeFailure } from '../../../preload/failure.ts';
import { fyle } from '../../oauth/fyle.ts';
import type { Provider } from '../../oauth/provider.ts';
import { ok, type Result } from '../../result.ts';
import type { Connection } from '../model/connection.ts';
import type { Practice } from '../model/ports.ts';

/** The provider of a connection. The practice organisation is started for it when needed, which may fail. */
export async function providerOf(
  practice: Practice,
  connection: Connection,
): Promise<Result<Provider, PracticeFailure>> {
  if (!connection.practice) return ok(fyle(connection.endpoints));
  const place = await practice.open();
  return place.ok ? ok(fyle(place.value.endpoints, 'practice')) : place;
}
