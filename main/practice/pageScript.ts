/**
 * The consent page's script, as text because only the browser runs it. Like Fyle's page it reads the request in the
 * query of the 2026 address, in the fragment of the 2021 address (docs/fyle.md "The # trap"), and redirects by script.
 */
export const PAGE_SCRIPT = String.raw`'use strict';
(() => {
  const part = (id) => document.getElementById(id);

  function readRequest() {
    if (location.pathname === '/app/developers/oauth/authorize') return location.search.slice(1);
    if (location.pathname !== '/app/developers/') return '';
    return /^#\/oauth\/authorize\?(.*)$/.exec(location.hash)?.[1] ?? '';
  }

  function show(title, text, asking) {
    document.title = title + ' · Practice organisation';
    part('title').textContent = title;
    part('text').textContent = text;
    part('status').textContent = '';
    part('consent').hidden = !asking;
    for (const button of document.querySelectorAll('button')) button.disabled = false;
  }

  const showError = (text) => show('Nothing to allow here', text, false);

  async function ask(request, options) {
    const response = await fetch('/practice/consent?' + request, options);
    const reply = await response.json();
    if (!response.ok) throw new Error(reply.message);
    return reply;
  }

  async function answer(choice) {
    for (const button of document.querySelectorAll('button')) button.disabled = true;
    part('status').textContent = 'Going back to the app.';
    try {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ answer: choice });
      const details = await ask(readRequest(), { method: 'POST', headers, body });
      location.href = details.location;
    } catch (error) {
      showError(error.message);
    }
  }

  async function start() {
    const request = readRequest();
    if (request === '') return showError('The address of this page does not say which app is asking.');
    try {
      const details = await ask(request);
      if (details.location) return void (location.href = details.location);
      part('app').textContent = details.app;
      part('organisation').textContent = details.organisation;
      part('user').textContent = details.user + ', ' + details.email;
      part('roles').textContent = details.roles.join(', ');
      show('Allow access?', details.app + ' wants to act for you in ' + details.organisation + ', with every role you have there.', true);
    } catch (error) {
      showError(error.message);
    }
  }

  part('yes').addEventListener('click', () => void answer('yes'));
  part('cancel').addEventListener('click', () => void answer('cancel'));
  addEventListener('hashchange', () => void start());
  void start();
})();
`;
