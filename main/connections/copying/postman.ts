const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/**
 * A collection that Postman imports from pasted text: one request, whose token it is, and the token for all that are added.
 * @param name the connection's
 * @param apiAddress an origin
 * @see Postman, "Collection Format v2.1.0"
 */
export function postmanCollection(name: string, apiAddress: string, path: string, token: string): string {
  const collection = {
    info: { name: `${name} (Fyle)`, schema: SCHEMA },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: token, type: 'string' }] },
    variable: [{ key: 'apiAddress', value: apiAddress, type: 'string' }],
    item: [
      {
        name: 'Whose token is this?',
        request: {
          method: 'GET',
          header: [{ key: 'Accept', value: 'application/json' }],
          url: { raw: `{{apiAddress}}/${path}`, host: ['{{apiAddress}}'], path: path.split('/') },
        },
      },
    ],
  };
  return JSON.stringify(collection, undefined, 2);
}
