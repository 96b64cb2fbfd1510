import type { Practice } from '../../connections/model/ports.ts';
import { Secret } from '../../oauth/secret.ts';
import type { Practice as Server } from '../../practice/practice.ts';
import { fail, ok } from '../../result.ts';

/** The practice organisation inside the app: loaded and started when first used, on a free port of 127.0.0.1. */
export function embeddedPractice(): Practice & { close(): Promise<void> } {
  let starting: Promise<Server> | undefined;
  return {
    open: async () => {
      try {
        starting ??= import('../../practice/practice.ts').then(({ startPractice }) => startPractice());
        const { endpoints, oauthApp } = await starting;
        const { clientId, clientSecret, redirectUri } = oauthApp;
        return ok({ endpoints: endpoints['2021'], clientId, clientSecret: new Secret(clientSecret), redirectUri });
      } catch {
        // No port is available on 127.0.0.1; the next use tries again.
        starting = undefined;
        return fail({ code: 'practice-unavailable' });
      }
    },
    close: async () => (await starting)?.close(),
  };
}
