import { failureSheets } from '../renderer/gallery/failureSheets.ts';
import { barPictures } from './barPictures.ts';
import { localeOf, type Person, type Picture, pictures, picturesOf } from './picture.ts';

const quiet = ['renewing', 'unchecked', 'keychain-asks'];
const failing = ['offline', 'problem', 'sign-in-needed'];

/** Chooses the app that has a client ID and a secret, and sends what the form holds. */
async function refuseValues({ page }: Person): Promise<void> {
  await page.getByRole('button').filter({ hasText: 'Client Id' }).nth(1).click();
  await page.locator('button[type=submit]').click();
  await page.locator('[data-invalid]').first().waitFor();
}

/** A sign-in is told of only when it lasts. */
async function waitForSignIn({ page, words }: Person): Promise<void> {
  await page.getByRole('region', { name: words('signIn.progress') }).waitFor();
}

/** Every picture in docs/screens: each state of the window, in light and dark, forced colours, three widths and German. */
export const table: readonly Picture[] = [
  ...pictures('first-run', ['light', 'dark', 'forced', '720', '1920', 'de']),
  ...pictures('first-run-failed', ['light']),
  ...pictures('one-connection', ['light']),
  ...pictures('seven-connections', ['light', 'dark', 'forced', '720', '1920', 'de', 'de-720'], { scene: 'ready' }),
  ...pictures('favourites', ['light', 'dark', 'forced', 'forced-720'], { scene: 'nine-connections' }),
  ...pictures('three-hundred', ['light', '720', 'dark-1920'], { scene: 'three-hundred-connections' }),
  ...quiet.flatMap((status) => pictures(status, ['light'])),
  ...failing.flatMap((status) => pictures(status, ['light', 'forced'])),
  ...pictures('last-minutes', ['dark']),
  ...pictures('history', ['light', 'forced', 'de']),
  ...pictures('names-of-other-scripts', ['light', 'forced', '720']),
  ...pictures('long-names', ['light', '720']),
  ...pictures('presenting', ['light']),
  ...pictures('revealed', ['forced'], { act: 'reveal' }),
  ...failureSheets.flatMap((_, sheet) =>
    picturesOf(
      `failures-${sheet + 1}`,
      ['light', 'forced', 'de'],
      { height: 1720 },
      ({ language }) => `gallery/index.html?failures=${sheet}&locale=${localeOf(language)}`,
    ),
  ),
  ...pictures('adding', ['light', 'forced', '720', 'de'], { scene: 'ready', act: 'add' }),
  ...pictures('adding-values', ['light', 'dark', 'forced', '1920', 'de-720'], {
    ...{ scene: 'add-fields', act: 'add', prepare: refuseValues },
  }),
  ...pictures('editing', ['light', 'dark', 'forced', '720', 'de'], { scene: 'one-connection', act: 'edit' }),
  ...pictures('settings', ['light', 'dark', 'forced', '720', '1920', 'de-720'], {
    ...{ scene: 'one-connection', act: 'settings', seenHeight: 2400 },
  }),
  ...pictures('activity', ['light', 'dark', 'forced', '720', '1920', 'de-720'], { act: 'activity' }),
  ...pictures('activity-broken', ['forced'], { act: 'activity' }),
  ...pictures('palette', ['light', 'dark', 'forced', 'de'], { scene: 'ready', act: 'palette' }),
  ...pictures('help', ['light', 'de'], { scene: 'ready', act: 'help' }),
  ...pictures('locked', ['light', 'dark', 'forced', '720', 'de']),
  ...pictures('quit-question', ['light', 'forced']),
  ...pictures('proxy-question-again', ['forced']),
  ...pictures('notices', ['light', 'forced', 'de']),
  ...pictures('vault-closed', ['dark', 'de']),
  ...pictures('sign-in-browser', ['forced', 'de'], { prepare: waitForSignIn }),
  ...barPictures,
];
