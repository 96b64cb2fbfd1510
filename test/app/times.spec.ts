import { clickTray, notifications } from '../../tools/tray.mjs';
import { connectPractice, expect, test } from './desk.ts';

// The system's locale decides how times are written, in the window and in the system's notices alike.

for (const [name, env, time, date, tag] of [
  ['Arabic (Egypt)', { LC_ALL: 'ar_EG.UTF-8' }, /\b\d\d?:\d\d [ap]m\b/, /\b\d\d? [A-Z][a-z]+ \d{4}\b/, ['@nightly']],
  [
    'English, with German times',
    { LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' },
    /\b\d\d:\d\d\b/,
    /\b\d\d? [A-Z][a-z]+ \d{4}\b/,
    [],
  ],
  [
    'English (United States)',
    { LANG: 'en_US.UTF-8' },
    /\b\d\d?:\d\d [AP]M\b/,
    /\b[A-Z][a-z]+ \d\d?, \d{4}\b/,
    ['@nightly'],
  ],
] as const) {
  test(`a system in ${name} gets English times by its own clock and calendar`, { tag: [...tag] }, async ({ start }) => {
    const desk = await start(undefined, { LANG: '', LC_ALL: '', LC_TIME: '', LANGUAGE: '', ...env });
    await connectPractice(desk);
    const page = await desk.window.getByRole('main').innerText();
    // In the last hour of a day the date stands before it.
    const end = new RegExp(`Valid until (.*?${time.source})`).exec(page)?.[1];
    expect(page).toMatch(new RegExp(`Signed in ${date.source}`));
    const before = (await notifications()).length;
    await clickTray('Practice organisation (practice)');
    const notice = async () => (await notifications())[before]?.body;
    await expect.poll(notice).toMatch(new RegExp(`valid until ${end}, clipboard`));
  });
}
