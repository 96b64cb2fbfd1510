import { expect } from '@playwright/test';
import type { SignInPage } from '../../main/connections/model/ports.ts';
import { type Popup, test } from './harness/popupTest.ts';
import { closedPort } from './harness/servers.ts';

// Every row of the table "which event sees the redirect", to every kind of redirect URI that can take it, and to one that
// differs from where the provider sends.

const ANSWER = 'code=c-1.2_3&state=s-4';

/** How a provider's page gets to the redirect URI. */
interface Row {
  readonly name: string;
  /** The page's body, in which `#go` is clicked; without one, the first load itself is answered as `/next` is. */
  readonly page?: (redirectUri: string) => string;
  /** The status by which `/next` sends on: 302 with the answer in the address, 307 with the form that came. */
  readonly next?: 302 | 307;
  /** How the answer travels; in the query unless told. */
  readonly by?: 'fragment' | 'form';
}

const script = (act: (address: string) => string) => (redirectUri: string) =>
  `<button id="go">Yes</button><script>
    document.querySelector('#go').onclick = () => { ${act(JSON.stringify(`${redirectUri}?${ANSWER}`))} };
  </script>`;

const form = (attributes: string) => `<form method="post" ${attributes}>
    <input type="hidden" name="code" value="c-1.2_3"><input type="hidden" name="state" value="s-4">
    <button id="go">Yes</button>
  </form>`;

const ROWS: readonly Row[] = [
  { name: 'the first load answers 302', next: 302 },
  { name: 'a link answers 302', next: 302, page: () => '<a id="go" href="/next">Yes</a>' },
  { name: 'a form answers 302', next: 302, page: () => form('action="/next"') },
  { name: 'a link leads there', page: (uri) => `<a id="go" href="${uri}?${ANSWER}">Yes</a>` },
  { name: 'a script sets location.href', page: script((to) => `location.href = ${to}`) },
  { name: 'a script calls location.replace', page: script((to) => `location.replace(${to})`) },
  { name: 'a script calls location.assign', page: script((to) => `location.assign(${to})`) },
  { name: 'a script goes on by itself later', page: script((to) => `setTimeout(() => { location.href = ${to}; })`) },
  { name: 'a fragment brings it', by: 'fragment', page: (uri) => `<a id="go" href="${uri}#${ANSWER}">Yes</a>` },
  { name: 'a script opens a window for it', page: script((to) => `window.open(${to})`) },
  { name: 'a link opens a window for it', page: (uri) => `<a id="go" target="_blank" href="${uri}?${ANSWER}">Yes</a>` },
  {
    name: 'the page refreshes to it',
    page: script((to) => `document.head.innerHTML = '<meta http-equiv="refresh" content="0;url=' + ${to} + '">'`),
  },
  {
    name: 'a frame sends the whole page there',
    page: (uri) =>
      `<iframe srcdoc="<a id='go' target='_top' href='${uri}?${ANSWER.replace('&', '&amp;')}'>Yes</a>"></iframe>`,
  },
  { name: 'a form is posted to it', by: 'form', page: (uri) => form(`action="${uri}"`) },
  {
    name: 'a form is posted to it in a new window',
    by: 'form',
    page: (uri) => form(`action="${uri}" target="_blank"`),
  },
  { name: 'a form answers 307', by: 'form', next: 307, page: () => form('action="/next"') },
];

const TARGETS: readonly { readonly name: string; readonly uri: (popup: Popup) => string | Promise<string> }[] = [
  { name: 'a live page', uri: ({ redirectHost }) => `${redirectHost.origin}/cb` },
  { name: 'a closed port', uri: async () => `http://127.0.0.1:${await closedPort()}/cb` },
  { name: 'a port that Chromium blocks', uri: () => 'http://127.0.0.1:6000/cb' },
  { name: 'an https host that does not resolve', uri: () => 'https://client.invalid/cb' },
  { name: "an app's own scheme", uri: () => 'com.example.app:/cb' },
  { name: 'a urn', uri: () => 'urn:ietf:wg:oauth:2.0:oob' },
];

/** One way of each kind, for every target each day; every way to the live page each day, to the others in the nightly. */
const EVERY_DAY = [
  'the first load answers 302',
  'a link leads there',
  'a form is posted to it',
  'a script opens a window for it',
];

const whenRuns = (row: Row, everyWay: boolean) => (everyWay || EVERY_DAY.includes(row.name) ? [] : ['@nightly']);

/** A scheme that is no http carries no form. */
const canTake = (target: string, row: Row) => row.by !== 'form' || /live|port|https/.test(target);

/** The address with which a row arrives at a redirect URI. */
const addressOf = ({ by }: Row, uri: string) =>
  by === 'form' ? uri : `${uri}${by === 'fragment' ? '#' : '?'}${ANSWER}`;

/** Goes a row's way to a redirect URI. */
async function follow(popup: Popup, row: Row, to: string, page: Partial<SignInPage>): Promise<void> {
  popup.provider.answer('/next', (request, response) => {
    request.resume();
    response.writeHead(row.next ?? 404, { location: addressOf(row, to) }).end();
  });
  popup.provider.answer('/consent', row.page?.(to) ?? '');
  await popup.begin(row.page ? '/consent' : '/next', page);
  if (row.page) await popup.press('#go');
}

for (const target of TARGETS) {
  test.describe(`takes the redirect to ${target.name}`, () => {
    for (const row of ROWS.filter((one) => canTake(target.name, one))) {
      test(`when ${row.name}`, { tag: whenRuns(row, target.name === 'a live page') }, async ({ popup }) => {
        const redirectUri = await target.uri(popup);
        await follow(popup, row, redirectUri, { redirectUri });
        const value = row.by === 'form' ? { url: redirectUri, form: ANSWER } : { url: addressOf(row, redirectUri) };
        expect(await popup.outcome()).toEqual({ ok: true, value });
        expect(popup.redirectHost.heard()).toEqual([]);
      });
    }
  });
}

for (const target of TARGETS.filter(({ name }) => /live|scheme/.test(name))) {
  test.describe(`stops the answer that goes to a slash more than ${target.name}`, () => {
    for (const row of ROWS.filter((one) => canTake(target.name, one))) {
      test(`when ${row.name}`, { tag: whenRuns(row, false) }, async ({ popup }) => {
        const redirectUri = await target.uri(popup);
        await follow(popup, row, `${redirectUri}/`, { redirectUri, state: 's-4' });
        const failure = { code: 'redirect-differs', expected: redirectUri, got: `${redirectUri}/` };
        expect(await popup.outcome()).toEqual({ ok: false, failure });
        expect(popup.redirectHost.heard()).toEqual([]);
      });
    }
  });
}
