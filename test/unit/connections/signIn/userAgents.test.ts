import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { redirected } from '../../../fakes/userAgent.ts';
import { fakeWorld, must, oauthDraft, only } from '../../../fakes/world.ts';

/** A world in which the person has moved a sign-in into their own browser. */
async function inBrowser() {
  const world = fakeWorld();
  world.userAgent.answer = () => 'leave';
  const outcome = world.connections.connect(oauthDraft());
  await settled();
  world.connections.signInPage.openInBrowser();
  await settled();
  const [page] = world.userAgent.pages;
  if (page === undefined) throw new Error('no page');
  const answer = (more: Readonly<Record<string, string>> = {}) =>
    redirected(page, { code: world.fyle.code(), ...more });
  return { ...world, outcome, page, answer };
}

describe('a sign-in that goes on in the person’s own browser', () => {
  it('is the same attempt: the same address, redirect URI and state', async () => {
    const { browser, page } = await inBrowser();
    expect(browser.opened).toMatchObject([{ url: page.url, redirectUri: page.redirectUri, state: page.state }]);
  });

  it('has left its window, and says where it is', async () => {
    const { connections, page } = await inBrowser();
    const { redirectUri } = page;
    expect(connections.attempt).toEqual({
      name: 'Acme Ltd',
      host: 'accounts.fylehq.com',
      window: false,
      browser: { listener: 'none', isOpen: true, redirectUri },
    });
    expect(connections.signInPage.address).toBe(page.url);
  });

  it('moves when the window’s own button asks for it', async () => {
    const { connections, userAgent, browser } = fakeWorld();
    userAgent.answer = () => 'leave';
    void connections.connect(oauthDraft());
    await settled();
    userAgent.pages[0]?.openInBrowser();
    await settled();
    expect(browser.opened).toHaveLength(1);
    connections.cancelSignIn();
  });

  it('ends with the redirect that the browser brings', async () => {
    const { connections, browser, outcome, answer } = await inBrowser();
    browser.arrive(answer());
    must(await outcome);
    expect(only(connections).status).toBe('ready');
    expect(connections.attempt).toBeUndefined();
  });

  it.each([
    (address: string) => address,
    (address: string) => `  ${address}\n`,
    (address: string) => `"${address}"`,
    (address: string) => `<${address}>.`,
    (address: string) => `Where I ended up: ${address}.`,
    (address: string) => `> ${address.slice(0, 40)}\r\n> ${address.slice(40)}\r\n`,
    (address: string) => `[the page](${address})`,
    (address: string) => address.replaceAll('&', '&amp;'),
    (address: string) => `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(address)}&data=05`,
    (address: string) => `${address.slice(0, 40)}\r\n${address.slice(40)}`,
  ])('ends with the address that is pasted, whatever was copied along: %#', async (copied) => {
    const { connections, outcome, answer } = await inBrowser();
    expect(connections.signInPage.paste(copied(answer()))).toEqual(ok(undefined));
    must(await outcome);
    expect(only(connections).status).toBe('ready');
  });

  it('takes the code to the letter, whatever it ends with', async () => {
    const { connections, fyle, page, outcome } = await inBrowser();
    expect(connections.signInPage.paste(`${page.redirectUri}?state=${page.state}&code=abc.%2C)`)).toEqual(
      ok(undefined),
    );
    await outcome;
    expect(fyle.asked[0]?.body.code).toBe('abc.,)');
  });

  it('goes on after a wrong address, and takes the right one then', async () => {
    const { connections, fyle, page, outcome, answer } = await inBrowser();
    const refused = (fault: string) => fail({ code: 'paste-refused', fault, expected: page.redirectUri });
    expect(connections.signInPage.paste(page.url)).toEqual(refused('sign-in-page'));
    expect(connections.signInPage.paste(answer({ state: 'another' }))).toEqual(refused('another-sign-in'));
    expect(connections.attempt?.browser).toBeDefined();
    expect(fyle.asked).toEqual([]);
    expect(connections.signInPage.paste(answer())).toEqual(ok(undefined));
    must(await outcome);
  });

  it('is told as declined when the pasted address says so', async () => {
    const { connections, page, outcome } = await inBrowser();
    expect(connections.signInPage.paste(redirected(page, { error: 'access_denied' }))).toEqual(ok(undefined));
    expect(await outcome).toEqual(fail({ code: 'sign-in-declined' }));
  });

  it('takes one answer only', async () => {
    const { connections, browser, fyle, outcome, answer } = await inBrowser();
    expect(connections.signInPage.paste(answer())).toEqual(ok(undefined));
    browser.arrive(answer());
    must(await outcome);
    expect(fyle.asked.filter(({ step }) => step === 'token')).toHaveLength(1);
    expect(connections.signInPage.paste(answer())).toEqual(fail({ code: 'sign-in-timed-out' }));
  });

  it('is opened once more by a second attempt, which changes nothing else', async () => {
    const { connections, browser, userAgent } = await inBrowser();
    expect(await connections.connect(oauthDraft())).toEqual(fail({ code: 'sign-in-already-open' }));
    expect([browser.reopened, userAgent.focused, browser.opened.length]).toEqual([1, 0, 1]);
    connections.cancelSignIn();
  });

  it('ends by the person’s wish', async () => {
    const { connections, outcome } = await inBrowser();
    connections.cancelSignIn();
    expect(await outcome).toEqual(fail({ code: 'sign-in-cancelled' }));
    expect(connections.attempt).toBeUndefined();
  });

  it('ends ten minutes after the person was last heard of', async () => {
    const { clock, connections, outcome } = await inBrowser();
    await clock.advance(540_000);
    connections.signInPage.paste('not yet');
    await clock.advance(599_999);
    expect(connections.attempt).toBeDefined();
    await clock.advance(1);
    expect(await outcome).toEqual(fail({ code: 'sign-in-timed-out' }));
  });
});

describe('without a sign-in in the browser', () => {
  it('there is no address to copy, and none is taken', async () => {
    const { connections, userAgent, browser } = fakeWorld();
    const { signInPage } = connections;
    signInPage.openInBrowser();
    expect([signInPage.address, signInPage.paste('x')]).toEqual([undefined, fail({ code: 'sign-in-timed-out' })]);
    userAgent.answer = () => 'leave';
    void connections.connect(oauthDraft());
    await settled();
    expect([signInPage.address, signInPage.paste('x')]).toEqual([undefined, fail({ code: 'sign-in-timed-out' })]);
    expect(browser.opened).toEqual([]);
    connections.cancelSignIn();
  });
});
