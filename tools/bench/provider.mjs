import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** About how long Fyle takes to answer, milliseconds. */
const answerMs = 150;

/**
 * Starts a stand-in for Fyle on 127.0.0.1 that accepts every refresh token, so that the app renews as at any start on a
 * used folder.
 * @param {(refreshToken: string) => string} personOf gives the name of the person to whom a refresh token belongs
 * @returns {Promise<{ readonly origin: string, readonly close: () => void }>}
 */
export async function startProvider(personOf) {
  let tokens = 0;
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    await wait(answerMs);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answerTo(request, body)));
  });

  /** @param {import('node:http').IncomingMessage} request @param {string} body */
  function answerTo({ url, headers }, body) {
    if (url === '/oauth/token') {
      tokens += 1;
      const person = personOf(JSON.parse(body).refresh_token);
      return { access_token: `${person}.${tokens}`, token_type: 'Bearer', expires_in: 3600 };
    }
    if (url === '/oauth/cluster') return { cluster_domain: `http://${headers.host}` };
    const person = headers.authorization?.replace(/^Bearer |\.\d+$/g, '') ?? '';
    return { data: answerOf(profileOf(person)) };
  }

  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

/**
 * The profile of a made-up person, as the app stores it.
 * @param {string} person one word
 */
export function profileOf(person) {
  return {
    userId: `us${person}`,
    userName: `Anna ${person}`,
    email: `${person.toLowerCase()}@acme.example`,
    organisationId: `or${person}`,
    organisationName: `Acme ${person} Ltd`,
    currency: 'EUR',
    roles: ['FYLER', 'ADMIN'],
  };
}

/** @param {ReturnType<typeof profileOf>} profile */
function answerOf({ userId, userName, email, organisationId, organisationName, currency, roles }) {
  return {
    user_id: userId,
    org_id: organisationId,
    org: { id: organisationId, name: organisationName, currency },
    user: { id: userId, email, full_name: userName },
    roles,
  };
}

/** @param {import('node:http').IncomingMessage} request */
async function textOf(request) {
  let text = '';
  for await (const part of request) text += part;
  return text;
}
