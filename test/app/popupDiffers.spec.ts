import { expect } from '@playwright/test';
import { type Popup, test } from './harness/popupTest.ts';
import { type Answer, closedPort } from './harness/servers.ts';

// An answer to this attempt that the provider sends to another address than the redirect URI, beyond the ways of popup.spec.ts.

/** The state is the attempt's own. */
const OWN = 'code=c-1&state=of-this-attempt';

test.describe('stops the answer to this attempt on its way to', () => {
  /** The redirect URI, and where the provider sends: to a host that listens. */
  const DIFFERENCES: Readonly<Record<string, (host: string) => readonly [expected: string, got: string]>> = {
    'another port': (host) => ['http://127.0.0.1:6000/cb', `http://${host}/cb`],
    'another path': (host) => [`http://${host}/cb`, `http://${host}/other`],
    'a path in another case': (host) => [`http://${host}/cb`, `http://${host}/CB`],
    'a longer path': (host) => [`http://${host}/cb`, `http://${host}/cb.evil`],
    'a path written otherwise': (host) => [`http://${host}/cb`, `http://${host}/%63b`],
    'another query': (host) => [`http://${host}/cb?app=1`, `http://${host}/cb`],
    'another scheme': (host) => [`http://${host}/cb`, `https://${host}/cb`],
    'another name of this computer': (host) => [
      `http://${host.replace('127.0.0.1', 'localhost')}/cb`,
      `http://${host}/cb`,
    ],
    'another scheme, port and name': (host) => ['https://localhost/cb', `http://${host}/cb`],
  };
  for (const [name, addressesAt] of Object.entries(DIFFERENCES)) {
    test(name, async ({ popup }) => {
      const [expected, got] = addressesAt(new URL(popup.redirectHost.origin).host);
      popup.provider.answer('/consent', `<a id="go" href="${got}?app=2&amp;${OWN}">Yes</a>`);
      await popup.begin('/consent', { redirectUri: expected });
      await popup.press('#go');
      expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'redirect-differs', expected, got } });
      expect(popup.redirectHost.heard()).toEqual([]);
    });
  }

  test('an address that a page of the redirect host gives itself', async ({ popup }) => {
    const { origin } = popup.redirectHost;
    popup.provider.answer('/consent', `<a id="go" href="${origin}/app">Yes</a>`);
    await popup.begin('/consent', { redirectUri: `${origin}/cb` });
    await popup.press('#go');
    await (await popup.page()).waitForURL(`${origin}/app`);
    await popup.run(`history.pushState(null, '', '/cb/?${OWN}')`);
    expect(await popup.outcome()).toMatchObject({ failure: { code: 'redirect-differs', got: `${origin}/cb/` } });
    expect(popup.redirectHost.heard()).toEqual(['GET /app']);
  });
});

test.describe('goes on showing pages', () => {
  const PAGES: Readonly<Record<string, (popup: Popup) => { readonly page: string; readonly redirectUri: string }>> = {
    "of the provider's own that carry code and state": ({ provider, redirectHost }) => ({
      page: `${provider.origin}/continue?${OWN}`,
      redirectUri: `${redirectHost.origin}/cb`,
    }),
    'of a broker that carry code and state': ({ redirectHost }) => ({
      page: `${redirectHost.origin}/broker?${OWN}`,
      redirectUri: 'https://client.invalid/cb',
    }),
    'at the redirect host that carry another state': ({ redirectHost }) => ({
      page: `${redirectHost.origin}/cb/?code=c-1&state=s-1`,
      redirectUri: `${redirectHost.origin}/cb`,
    }),
    'at the redirect host that carry an error without a state': ({ redirectHost }) => ({
      page: `${redirectHost.origin}/cb/?error=access_denied`,
      redirectUri: `${redirectHost.origin}/cb`,
    }),
  };
  for (const [name, pageOf] of Object.entries(PAGES)) {
    test(name, async ({ popup }) => {
      const { page, redirectUri } = pageOf(popup);
      popup.provider.answer('/continue', 'Go on');
      popup.provider.answer('/consent', `<a id="go" href="${page.replaceAll('&', '&amp;')}">Yes</a>`);
      await popup.begin('/consent', { redirectUri });
      await popup.press('#go');
      await (await popup.page()).waitForURL(page);
      await popup.abort();
      expect(await popup.outcome()).toEqual({ ok: false, failure: { code: 'sign-in-cancelled' } });
    });
  }
});

test.describe('ends with the redirect URI at fault when the answer goes to a host that is not its own and', () => {
  const redirectUri = 'https://client.invalid/cb';
  const differs = (got: string) => ({ ok: false, failure: { code: 'redirect-differs', expected: redirectUri, got } });

  test('nothing listens there', async ({ popup }) => {
    const got = `http://127.0.0.1:${await closedPort()}/cb`;
    popup.provider.answer('/consent', `<a id="go" href="${got}?${OWN}">Yes</a>`);
    await popup.begin('/consent', { redirectUri });
    await popup.press('#go');
    expect(await popup.outcome()).toEqual(differs(got));
  });

  /** Opens a first page that sends to `/got`, and gives the address of that. */
  const beginElsewhere = async ({ provider, begin }: Popup, answer: Answer) => {
    const got = `${provider.origin.replace('127.0.0.1', 'localhost')}/got`;
    provider.answer('/got', answer);
    provider.answer('/consent', (_request, response) => response.writeHead(302, { location: `${got}?${OWN}` }).end());
    await begin('/consent', { redirectUri, deadline: 'by hand' });
    return got;
  };

  test('nothing answers there, before there was a page', async ({ popup }) => {
    let isAsked = false;
    const got = await beginElsewhere(popup, () => {
      isAsked = true;
    });
    await expect.poll(() => isAsked, { intervals: [20] }).toBe(true);
    await popup.passDeadline();
    expect(await popup.outcome()).toEqual(differs(got));
  });

  test('there is a file to save, before there was a page', async ({ popup }) => {
    const got = await beginElsewhere(popup, (_request, response) =>
      response.writeHead(200, { 'content-disposition': 'attachment; filename=x.bin' }).end('x'),
    );
    expect(await popup.outcome()).toEqual(differs(got));
  });

  for (const got of ['com.example.app:/cb', 'http://other.invalid/cb', 'http://169.254.169.254/cb']) {
    test(`it is no address to go to: ${got}`, async ({ popup }) => {
      popup.provider.answer('/consent', `<a id="go" href="${got}?${OWN}">Yes</a>`);
      await popup.begin('/consent', { redirectUri });
      await popup.press('#go');
      expect(await popup.outcome()).toEqual(differs(got));
    });
  }
});
