import { connect } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Page } from '@playwright/test';
import { newFolder, openDesk } from '../../tools/drive.mjs';
import { test as base, deskState, expect, fill, fillAddresses, openForm } from '../app/desk.ts';
import { selfSigned } from '../app/harness/certificate.ts';
import { proxySwitches } from '../app/loggingProxy.ts';
import { json, listen, type MoodyFyle } from '../app/moodyFyle.ts';
import {
  type CompanyProxy,
  type DesktopSettings,
  HOST,
  JANE,
  nameProxy,
  startSquid,
  startTinyproxy,
} from './proxies.ts';

// The proxies that companies really have, found by the desktop's own settings. The provider has a name that they alone
// know, so what reaches it went through them.

interface Fixtures {
  /** Where the provider is for whoever goes through a proxy. */
  readonly origin: string;
}

const test = base.extend<Fixtures>({
  origin: async ({ moodyFyle: fyle }, use) => {
    fyle.setMood(json(200, { access_token: 'access', expires_in: 3600, refresh_token: 'refresh' }));
    const secure = createTlsServer(selfSigned(), (line) => {
      const inner = connect(Number(new URL(fyle.endpoints.token).port), '127.0.0.1');
      line.pipe(inner).pipe(line);
      line.on('error', () => inner.destroy());
      inner.on('error', () => line.destroy());
    });
    await use(`https://${HOST}:${await listen(secure)}`);
    secure.close();
  },
});

const WAYS = [
  { name: 'squid with Basic, named by GNOME', start: () => startSquid('basic'), desktop: 'GNOME', asksAgain: true },
  { name: 'squid with Digest, named by KDE', start: () => startSquid('digest'), desktop: 'KDE', asksAgain: true },
  // To a wrong password it answers as a server does, with 401.
  { name: 'tinyproxy, named by GNOME', start: startTinyproxy, desktop: 'GNOME', asksAgain: false },
] as const;

for (const way of WAYS)
  test(`${way.name}: a wrong password is asked again, a right one once, for page, tokens and renewals`, async ({
    moodyFyle: fyle,
    origin,
  }) => {
    const proxy = await way.start();
    const desk = await openBehind(proxy, await nameProxy(way.desktop, proxy));
    const { window, question, answer } = desk;
    await fillApp(window, origin);
    await connectButton(window).click();
    await expect(question).toContainText(`The proxy 127.0.0.1:${proxy.port}`);
    await answer('wrong');
    if (way.asksAgain) await expect(question).toContainText('The proxy did not accept them');
    else {
      await expect(window.getByText('A sign-in page did not open')).toBeVisible();
      await connectButton(window).click();
    }
    await answer(JANE.password);
    await expect(window.getByText('jane@acme.example')).toBeVisible();
    await expect.poll(() => asked(fyle)).toEqual(['authorization_code']);
    await window.getByRole('button', { name: 'Renew now' }).click();
    await expect.poll(() => asked(fyle)).toEqual(['authorization_code', 'refresh_token']);
    expect((await deskState(window)).proxy).toBeUndefined();
    await desk.close();
    // The proxy's own word for it.
    expect(proxy.log()).toContain(`CONNECT ${new URL(origin).host}`);
    const told = fyle.asked.flatMap(({ headers }) => [headers.authorization, headers['proxy-authorization']]);
    expect(new Set(told)).toEqual(new Set([undefined]));
    await proxy.close();
  });

test('tinyproxy and a token request alone: a wrong password is told, and asked about anew at the next wish', async ({
  moodyFyle: fyle,
  origin,
}) => {
  const proxy = await startTinyproxy();
  const desk = await openBehind(proxy, await nameProxy('GNOME', proxy));
  const { window, question, answer } = desk;
  await fillInternal(window, origin);
  for (const password of ['wrong', 'wrong too']) {
    await connectButton(window).click();
    await answer(password);
    await expect(window.getByText('The company’s proxy blocked the request')).toBeVisible();
    await expect(question).toBeHidden();
  }
  await connectButton(window).click();
  await answer(JANE.password);
  await expect(window.getByText('jane@acme.example')).toBeVisible();
  expect(asked(fyle)).toEqual(['refresh_token']);
  await desk.close();
  await proxy.close();
});

test('tinyproxy resets the line of a plain token request that it refuses: it asks all the same, and the token is sent once', async ({
  moodyFyle: fyle,
}) => {
  const proxy = await startTinyproxy();
  const desk = await openBehind(proxy);
  await fillInternal(desk.window, new URL(fyle.endpoints.token).origin);
  await connectButton(desk.window).click();
  await desk.answer(JANE.password);
  await expect(desk.window.getByText('jane@acme.example')).toBeVisible();
  expect(asked(fyle)).toEqual(['refresh_token']);
  await desk.close();
  await proxy.close();
});

/** The app behind a proxy that the desktop names, or else a switch. */
async function openBehind(proxy: CompanyProxy, settings?: DesktopSettings) {
  const switches = settings === undefined ? proxySwitches(proxy.port) : [];
  const { app, window } = await openDesk({ folder: newFolder(), env: settings?.env ?? {}, switches: [...switches] });
  await app.evaluate(({ app: electronApp, session }) => {
    session.fromPartition('token-requests').setCertificateVerifyProc((_request, judge) => judge(0));
    electronApp.on('session-created', (one) => one.setCertificateVerifyProc((_request, judge) => judge(0)));
  });
  const question = window.getByRole('form', { name: 'Your company’s network asks who you are' });
  const answer = async (password: string) => {
    await fill(window, { 'User name': JANE.name, Password: password });
    await question.getByRole('button', { name: 'Continue' }).click();
  };
  const close = async () => {
    await app.close();
    settings?.close();
  };
  return { window, question, answer, close };
}

/** The token requests; beside them comes what asks to be let through, which has no body. */
const asked = (fyle: MoodyFyle) =>
  fyle.asked.filter(({ body }) => body !== '').map(({ body }) => JSON.parse(body).grant_type);

const connectButton = (window: Page) => window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ });

async function fillApp(window: Page, origin: string) {
  await openForm(window, 'OAuth 2.0 app');
  const app = { 'Client ID': 'client', 'Client secret': 'secret', 'Redirect URI': 'http://localhost:1/back' };
  await fill(window, { Name: 'Acme Ltd', ...app });
  await fillAddresses(window, at(origin));
}

async function fillInternal(window: Page, origin: string) {
  await openForm(window, 'Internal app');
  const app = { 'Client ID': 'client', 'Client secret': 'secret', 'Refresh token': 'first' };
  await fill(window, { Name: 'Acme Ltd', ...app });
  await fillAddresses(window, at(origin));
}

const at = (origin: string) => ({
  authorization: `${origin}/authorize`,
  token: `${origin}/token`,
  cluster: `${origin}/oauth/cluster`,
});
