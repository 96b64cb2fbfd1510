import type { BarState } from '../../preload/barContract.ts';
import { element, write } from './document.ts';
import { showMissing } from './showMissing.ts';
import { showQuestion } from './showQuestion.ts';

const SECURITY: Readonly<Record<BarState['security'], string>> = {
  encrypted: 'Encrypted connection',
  'this-computer': 'This computer',
  blank: '',
};

const REFUSED: Readonly<Record<NonNullable<BarState['refused']>, string>> = {
  window: 'This page asked to open another window. It was not opened.',
  download: 'This page tried to save a file. It was not saved.',
  file: 'This page asked for a file. Signing in needs none.',
  address: 'This page tried to go to an address that is not safe here.',
  permission: 'This page asked for something that signing in does not need.',
};

/** Writes the bar's whole state into its document, so that calls may come in any order. */
export function showState(state: BarState): void {
  write('host', state.host === '' ? 'Opening the sign-in page…' : state.host);
  write('security', SECURITY[state.security]);
  const isRefusalShown = state.refused !== undefined && state.question === undefined;
  write('refused', isRefusalShown ? REFUSED[state.refused] : '');
  showQuestion(state.question);
  showMissing(state.missing);
  // The same act stands once: in the page's place, and not where the bar already asks for it.
  element('browser').toggleAttribute('hidden', state.missing !== undefined);
  element('browser-instead').toggleAttribute('hidden', state.question?.code === 'embedded-refused');
  element('lock').toggleAttribute('hidden', state.security !== 'encrypted');
  element('practice').toggleAttribute('hidden', !state.practice);
  // Reloading before the first page has come would only interrupt it.
  element('reload').toggleAttribute('disabled', state.host === '');
  element('back').toggleAttribute('disabled', !state.canGoBack);
  document.body.classList.toggle('loading', state.loading);
}
