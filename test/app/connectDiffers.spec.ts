import { deskState, expect, fill, fillAddresses, openForm, sharedTest } from './desk.ts';
import { type Provider, type RedirectHost, startProvider, startRedirectHost } from './harness/servers.ts';

const test = sharedTest.extend<{ readonly provider: Provider; readonly redirectHost: RedirectHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  provider: async ({}, use) => {
    const provider = await startProvider();
    await use(provider);
    await provider.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures wanted from this pattern.
  redirectHost: async ({}, use) => {
    const redirectHost = await startRedirectHost();
    await use(redirectHost);
    await redirectHost.close();
  },
});

test('a redirect URI that differs by a slash is told with both addresses, and is put right in the form', async ({
  desk,
  provider,
  redirectHost,
}) => {
  const { window } = desk;
  const [typed, registered] = [`${redirectHost.origin}/cb`, `${redirectHost.origin}/cb/`];
  const asked: string[] = [];
  provider.answer('/authorize', (request, response) => {
    const state = new URL(request.url ?? '', provider.origin).searchParams.get('state');
    response.writeHead(302, { location: `${registered}?code=c-1&state=${state}` }).end();
  });
  provider.answer('/token', (request, response) => {
    asked.push(request.method ?? '');
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"no such app"}');
  });

  await openForm(window, 'OAuth 2.0 app');
  await fill(window, { Name: 'Acme Ltd', 'Client ID': 'tpaAcme1234', 'Client secret': 'a-secret' });
  await fill(window, { 'Redirect URI': typed });
  const { origin } = provider;
  await fillAddresses(window, {
    authorization: `${origin}/authorize`,
    token: `${origin}/token`,
    cluster: `${origin}/oauth/cluster`,
  });
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();

  const card = window.getByRole('region', { name: 'Fyle sent you to a different address from the one entered here' });
  await expect(card.getByText(`It sent you to “${registered}”, `)).toBeVisible();
  await expect(card.getByText(`entered here is “${typed}”. `)).toBeVisible();
  expect(redirectHost.heard()).toEqual([]);
  expect(asked).toEqual([]);
  expect((await deskState(window)).connections).toEqual([]);

  await card.getByRole('button', { name: 'Check the form' }).click();
  await expect(window.getByLabel('Redirect URI', { exact: true })).toBeFocused();
  await fill(window, { 'Redirect URI': registered });
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(window.getByText('Fyle does not know this app')).toBeVisible();
  expect(redirectHost.heard()).toEqual([]);
  expect(asked).toEqual(['POST']);
});
