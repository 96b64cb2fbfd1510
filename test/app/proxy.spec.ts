import { newFolder, openDesk } from '../../tools/drive.mjs';
import { axeViolations } from './axe.ts';
import { answerConsent, deskState, expect, fill, fillInternalApp, test } from './desk.ts';
import { type LoggingProxy, proxySwitches, startProxy } from './loggingProxy.ts';

// A proxy that lets only those through who say who they are, as companies have them.

const JANE = { name: 'CORP\\jane', password: 'pass wörd:1' };
const TITLE = 'Your company’s network asks who you are';

/** The app behind a proxy that wants Jane's name and password. */
async function openBehind(proxy: LoggingProxy) {
  const desk = await openDesk({ folder: newFolder(), switches: [...proxySwitches(proxy.port)] });
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

test('a proxy asks before a token request; whoever is wrong three times, or declines, is told', async ({
  byItself,
  startFyle,
}) => {
  expect(byItself).toBeUndefined();
  const seen: string[] = [];
  const fyle = await startFyle({ onRequest: ({ method, path }) => seen.push(`${method} ${path}`) });
  const proxy = await startProxy(JANE);
  const { app, window, question, answer } = await openBehind(proxy);
  const connect = window.getByRole('button', { name: 'Connect', exact: true });
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
