import type { Provider } from '../app/harness/servers.ts';

/** Answers `/ruled` by a page whose header names rules by which others are fetched ahead, and these by eight thousand. */
export function answerRules(provider: Provider): void {
  const urls = Array.from({ length: 8_000 }, (_, at) => `/x${at}`);
  provider.answer('/ruled', (_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'speculation-rules': '"/rules"' }).end('Sign in'),
  );
  provider.answer('/rules', (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/speculationrules+json' });
    response.end(JSON.stringify({ prefetch: [{ urls, eagerness: 'immediate' }] }));
  });
}
