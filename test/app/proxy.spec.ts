import { createServer } from 'node:http';
import { connect } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { newFolder, openDesk, signInPage } from '../../tools/drive.mjs';
import { axeViolations } from './axe.ts';
import {
  answerConsent,
  deskState,
  expect,
  fill,
  fillAddresses,
  fillInternalApp,
  openForm,
  quitAnyway,
  test,
} from './desk.ts';
import { selfSigned } from './harness/certificate.ts';
import { type LoggingProxy, proxySwitches, startProxy } from './loggingProxy.ts';
import { json, listen } from './moodyFyle.ts';

// A proxy that lets only those through who say who they are, as companies have them.

const JANE = { name: 'CORP\\jane', password: 'pass wörd:1' };
/** No name server knows it (RFC 6761 §6.2): what reaches it went through the proxy. */
const HOST = 'accounts.example.test';
const TITLE = 'Your company’s network asks who you are';

/** The app behind a proxy that wants Jane's name and password. */
async function openBehind(proxy: LoggingProxy, switches = proxySwitches(proxy.port)) {
  const desk = await openDesk({ folder: newFolder(), switches: [...switches] });
  const { window } = desk;
  const question = window.getByRole('form', { name: TITLE });
  const answer = async (password: string) => {
    await fill(window, { 'User name': JANE.name, Password: password });
    await question.getByRole('button', { name: 'Continue' }).click();
  };
  return { ...desk, question, answer };
}

test('a proxy asks once, before the sign-in page, and its answer serves the token requests too', async ({
  byItself,
}) => {
  expect(byItself).toBeUndefined();
  const proxy = await startProxy(JANE);
  const { app, window, question, answer } = await openBehind(proxy);
  await window.getByRole('button', { name: 'Try the practice organisation' }).click();
  await expect(question).toContainText(`The proxy 127.0.0.1:${proxy.port}`);
  expect(await axeViolations(window)).toEqual([]);
  await answer('wrong');
  await expect(question).toContainText('The proxy did not accept them');
  await answer(JANE.password);
  await answerConsent(app, 'YES');
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  await expect(question).toBeHidden();
  expect((await deskState(window)).proxy).toBeUndefined();
  const given = new Set(proxy.seen.map(({ credentials }) => credentials));
  expect(given).toEqual(new Set([undefined, `${JANE.name}:wrong`, `${JANE.name}:${JANE.password}`]));
  await app.close();
  await proxy.close();
});

test('a proxy asks before a token request; whoever is wrong three times, or declines, is told', {
  tag: '@nightly',
}, async ({ byItself, startFyle }) => {
  expect(byItself).toBeUndefined();
  const seen: string[] = [];
  const fyle = await startFyle({ onRequest: ({ method, path }) => seen.push(`${method} ${path}`) });
  const proxy = await startProxy(JANE);
  const { app, window, question, answer } = await openBehind(proxy);
  const connect = window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ });
  await fillInternalApp(window, fyle, 'Acme Ltd');
  await connect.click();
  for (const password of ['one', 'two', 'three']) {
    await expect(question.getByLabel('Password', { exact: true })).toHaveValue('');
    await answer(password);
    if (password !== 'three') await expect(question).toContainText('The proxy did not accept them');
  }
  await expect(window.getByText('The company’s proxy blocked the request')).toBeVisible();
  await expect(question).toBeHidden();
  expect(seen).toEqual([]);
  await connect.click();
  await question.getByRole('button', { name: 'Not now' }).click();
  await expect(window.getByText('The company’s proxy blocked the request')).toBeVisible();
  expect(seen).toEqual([]);
  await connect.click();
  await answer(JANE.password);
  await expect(window.getByText('pat@practice.example')).toBeVisible();
  // The refresh token once; before it a request without anything, to be let through.
  expect(seen.filter((one) => one === 'POST /api/oauth/token')).toHaveLength(1);
  await app.close();
  await proxy.close();
});

test('a PAC file sends page and token requests through a proxy that asks, and no server learns what it was told', {
  tag: '@nightly',
}, async ({ byItself, moodyFyle: fyle }) => {
  expect(byItself).toBeUndefined();
  const secure = createTlsServer(selfSigned(), (line) => {
    const inner = connect(Number(new URL(fyle.endpoints.token).port), '127.0.0.1');
    line.pipe(inner).pipe(line);
    line.on('error', () => inner.destroy());
    inner.on('error', () => line.destroy());
  });
  const proxy = await startProxy(JANE, { [`${HOST}:443`]: `127.0.0.1:${await listen(secure)}` });
  const script = `function FindProxyForURL(url, host) {
    return host === '${HOST}' ? 'PROXY 127.0.0.1:${proxy.port}' : 'DIRECT';
  }`;
  const pac = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(script),
  );
  const desk = await openBehind(proxy, [`--proxy-pac-url=http://127.0.0.1:${await listen(pac)}/proxy.pac`]);
  const { app, window, question, answer } = desk;
  await app.evaluate(({ app: electronApp, session }) => {
    session.fromPartition('token-requests').setCertificateVerifyProc((_request, judge) => judge(0));
    electronApp.on('session-created', (one) => one.setCertificateVerifyProc((_request, judge) => judge(0)));
  });
  const connectApp = async (name: string, endpoints: typeof fyle.endpoints) => {
    await openForm(window, 'OAuth 2.0 app');
    const fields = {
      'Client ID': 'tpaAcme1234',
      'Client secret': 'a-secret',
      'Redirect URI': 'http://localhost:1/back',
    };
    await fill(window, { Name: name, ...fields });
    await fillAddresses(window, endpoints);
    await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  };
  const at = (origin: string, page = 'authorize') => ({
    authorization: `${origin}/${page}`,
    token: `${origin}/token`,
    cluster: `${origin}/oauth/cluster`,
  });
  const tokens = { access_token: 'a-token-of-a-good-day', expires_in: 3600, refresh_token: 'a-refresh-token' };
  fyle.setMood(json(200, tokens));
  await connectApp('Acme Ltd', at(`https://${HOST}`));
  await expect(question).toContainText(`The proxy 127.0.0.1:${proxy.port}`);
  await answer(JANE.password);
  await expect(window.getByText('jane@acme.example')).toBeVisible();
  await expect(question).toBeHidden();
  expect(new Set(proxy.seen.map(({ target, credentials }) => `${target} ${credentials}`))).toEqual(
    new Set([`${HOST}:443 undefined`, `${HOST}:443 ${JANE.name}:${JANE.password}`]),
  );
  // Before the token request, one without anything.
  expect(fyle.asked.filter(({ body }) => body.includes('a-code'))).toHaveLength(1);

  const asking = (status: number) =>
    fyle.setMood(json(status, {}, { 'www-authenticate': 'Basic realm="a"', 'proxy-authenticate': 'Basic realm="a"' }));
  for (const status of [401, 407]) {
    asking(status);
    for (const endpoints of [at(`https://${HOST}`, 'page'), at(new URL(fyle.endpoints.token).origin, 'page')]) {
      const before = fyle.asked.length;
      await window.evaluate((settings) => globalThis.window.bridge.checkSettings(settings), { endpoints });
      // The page and a token request: nothing asks a proxy to be let through.
      const bodies = fyle.asked.slice(before).map(({ body }) => body);
      expect(bodies.toSorted()).toEqual(['', '{}']);
    }
  }
  await connectApp('Beta GmbH', at(`https://${HOST}`, 'page'));
  await expect(window.getByText('A sign-in page did not open')).toBeVisible();
  asking(401);
  await window.getByRole('button', { name: /^(Connect|Sign in to Fyle)$/ }).click();
  const isBar = (address: string) => address.endsWith('/bar.html');
  await expect((await signInPage(app, isBar)).getByText(`${HOST} asks for your name and password`)).toBeVisible();
  await expect(question).toBeHidden();
  const told = fyle.asked.map(({ headers }) => [headers.authorization, headers['proxy-authorization']]);
  expect(new Set(told.flat())).toEqual(new Set([undefined]));
  await quitAnyway(desk);
  await proxy.close();
  pac.close();
  secure.close();
});
