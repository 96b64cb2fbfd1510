import type { BarState } from '../../preload/barContract.ts';
import { type LookName, type Picture, picturesOf } from './picture.ts';

const quiet: BarState = {
  ...{ host: 'accounts.fylehq.com', security: 'encrypted', practice: false, loading: false, canGoBack: true },
};

const asked: Partial<BarState> = { question: { id: 1, code: 'window', host: 'sso.acme.example' } };

function bar(
  name: string,
  wanted: readonly LookName[],
  changes: Partial<BarState> = {},
  prepare?: Picture['prepare'],
): readonly Picture[] {
  const state = encodeURIComponent(JSON.stringify({ ...quiet, ...changes }));
  return picturesOf(
    `bar-${name}`,
    wanted,
    { height: 360, prepare },
    ({ language }) => `app/renderer/bar.html?language=${language}&state=${state}`,
  );
}

/** A question can be answered only after a moment. */
const whenAsked: Picture['prepare'] = ({ page }) => page.locator('#yes:enabled').waitFor();

/** The bar above the sign-in page in its states, without the page. */
export const barPictures: readonly Picture[] = [
  ...bar('opening', ['light'], { host: '', security: 'blank', loading: true, canGoBack: false }),
  ...bar('page', ['light', 'dark', 'forced', '720']),
  ...bar('practice', ['light', 'forced'], { host: '127.0.0.1:40111', security: 'this-computer', practice: true }),
  ...bar('refused', ['light', 'forced', 'de-720'], { refused: 'download' }),
  ...bar('window-asked', ['light', 'forced', 'de-720'], asked, whenAsked),
  ...bar('ending', ['dark'], { question: { id: 1, code: 'ending' } }, whenAsked),
  ...bar('password', ['light', 'forced'], {
    missing: { code: 'password', host: 'proxy.acme.example', id: 1, isRepeated: true },
  }),
  ...bar('certificate', ['light', 'de'], { missing: { code: 'certificate', host: 'sso.acme.example' } }),
];
