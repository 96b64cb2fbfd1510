import type { Practice } from '../../main/connections/model/ports.ts';
import { Secret } from '../../main/oauth/secret.ts';
import { fail, ok } from '../../main/result.ts';
import { CLIENT_ID, CLIENT_SECRET } from './fyleHttp.ts';

/** A practice organisation without a server; `port` differs in every run of the app. */
export class FakePractice implements Practice {
  port = 40_001;
  isUnavailable = false;
  /** How often it was opened. */
  opened = 0;

  async open() {
    this.opened += 1;
    if (this.isUnavailable) return fail({ code: 'practice-unavailable' } as const);
    const origin = `http://127.0.0.1:${this.port}`;
    return ok({
      endpoints: {
        authorization: `${origin}/app/developers/#/oauth/authorize`,
        token: `${origin}/api/oauth/token`,
        cluster: `${origin}/oauth/cluster`,
      },
      clientId: CLIENT_ID,
      clientSecret: new Secret(CLIENT_SECRET),
      redirectUri: 'http://127.0.0.1:8585/callback',
    });
  }
}
