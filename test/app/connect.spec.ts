import { signInPage } from '../../tools/drive.mjs';
import {
  answerConsent,
  commandLines,
  connectPractice,
  deskState,
  expect,
  fill,
  fillInternalApp,
  fillOAuthApp,
  sharedTest as test,
} from './desk.ts';

test('an internal app is renewed at once and shows whose token it is', async ({ desk, startFyle }) => {
  const fyle = await startFyle({
    person: { organisationName: 'Acme Ltd', userName: 'Jane Doe', email: 'jane@acme.example' },
  });
  await fillInternalApp(desk.window, fyle, 'Acme Ltd');
  await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(desk.window.getByText(/Jane Doe · jane@acme\.example · Spender, Admin/)).toBeVisible();
  await expect(desk.window.getByText('127.0.0.1').first()).toBeVisible();
  await expect(desk.window.getByText('Internal app')).toBeVisible();
});

for (const generation of ['2021', '2026'] as const) {
  test(`an OAuth 2.0 app signs in at the exact address of the ${generation} generation`, async ({
    desk,
    startFyle,
  }) => {
    const seen: string[] = [];
    const fyle = await startFyle({ onRequest: ({ method, path }) => seen.push(`${method} ${path}`) });
    await fillOAuthApp(desk.window, fyle, 'Acme Ltd', generation);
    await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
    const page = await signInPage(desk.app);
    const address = new URL(page.url());
    expect(`${address.origin}${address.pathname}`).toBe(
      new URL(fyle.endpoints[generation].authorization).href.split('#')[0],
    );
    const query = generation === '2021' ? address.hash.replace('#/oauth/authorize?', '') : address.search;
    expect(address.search === '').toBe(generation === '2021');
    const parameters = Object.fromEntries(new URLSearchParams(query));
    const { clientId, redirectUri } = fyle.oauthApp;
    expect(parameters).toEqual({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      state: parameters.state,
    });
    expect(Buffer.from(parameters.state ?? '', 'base64url').length).toBeGreaterThanOrEqual(16);
    await answerConsent(desk.app, 'YES');
    await expect(desk.window.getByText('pat@practice.example')).toBeVisible();
    const paths = seen.filter((one) => !one.includes('/app/') && !one.includes('/practice/'));
    expect(paths.slice(-3)).toEqual([
      `POST ${new URL(fyle.endpoints[generation].token).pathname}`,
      'POST /oauth/cluster',
      'GET /platform/v1/spender/my_profile',
    ]);
  });
}

test('a field that is obviously wrong is pointed at before anything is sent', async ({ desk, startFyle }) => {
  const seen: string[] = [];
  const fyle = await startFyle({ onRequest: ({ path }) => seen.push(path) });
  await fillInternalApp(desk.window, fyle, 'Acme Ltd');
  await fill(desk.window, { 'Client secret': fyle.internalApp.clientId, 'Refresh token': 'two parts' });
  await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(desk.window.getByText(/This is the client ID again/)).toBeVisible();
  await expect(desk.window.getByLabel('Client secret', { exact: true })).toBeFocused();
  expect(seen).toEqual([]);
  await fill(desk.window, {
    'Client secret': `  ${fyle.internalApp.clientSecret}\n`,
    'Refresh token': ` ${fyle.internalApp.refreshToken} `,
  });
  await desk.window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await expect(desk.window.getByText('pat@practice.example')).toBeVisible();
});

test('declining, closing and a page that does not load are told apart and store nothing', async ({
  desk,
  startFyle,
}) => {
  const { app, window } = desk;
  const fyle = await startFyle();
  await fillOAuthApp(window, fyle, 'Acme Ltd');
  const connect = window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ });
  await connect.click();
  await answerConsent(app, 'CANCEL');
  await expect(window.getByText('Access was declined')).toBeVisible();

  await connect.click();
  await signInPage(app);
  await app.evaluate(({ BrowserWindow }) => {
    for (const one of BrowserWindow.getAllWindows()) if (one.getTitle().startsWith('Sign in')) one.close();
  });
  await expect(window.getByText('The sign-in window was closed')).toBeVisible();

  await fyle.close();
  await connect.click();
  await expect(window.getByText('A sign-in page did not open')).toBeVisible();
  expect((await deskState(window)).connections).toEqual([]);
});

test('a second attempt brings the open sign-in window to the front', async ({ desk, startFyle }) => {
  const { app, window } = desk;
  await fillOAuthApp(window, await startFyle(), 'Acme Ltd');
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  await signInPage(app);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()
      .find((one) => !one.getTitle().startsWith('Sign in'))
      ?.focus();
  });
  const reply = await window.evaluate(() => globalThis.window.bridge.connectPractice());
  expect(reply).toEqual({ ok: false, failure: { code: 'sign-in-already-open' } });
  const focused = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()?.getTitle());
  await expect.poll(focused).toContain('Sign in');
  await window.getByRole('button', { name: 'Cancel' }).click();
  await expect(window.getByRole('button', { name: 'Cancel' })).toBeHidden();
  // The check before the attempt may have proven the keychain, or found nothing to prove it by.
  const state = await deskState(window);
  expect(state.keychain).toMatch(/^(ready|unproven)$/);
  expect(state).toMatchObject({ connections: [], mayCreateVault: false, notices: [] });
  expect(state).not.toHaveProperty('signIn');
  await expect(window.getByLabel('Name', { exact: true })).toHaveValue('Acme Ltd');
});

test('practice connections carry their badge', async ({ desk }) => {
  await connectPractice(desk);
  await expect(desk.window.getByText('Practice', { exact: true })).toHaveCount(2);
  expect(commandLines()).not.toContain('practice-secret');
});
