import type { BarState } from '../../preload/barContract.ts';
import { barText } from './barText.ts';
import { element, write } from './document.ts';
import { showMissing } from './showMissing.ts';
import { showQuestion } from './showQuestion.ts';

/** Writes the words that always stand there; what the document has of them is English. */
export function showWords(): void {
  document.title = barText('bar.title');
  for (const id of ['back', 'reload'] as const) {
    for (const name of ['aria-label', 'title']) element(id).setAttribute(name, barText(`bar.${id}`));
  }
  for (const id of ['practice', 'retry', 'skip', 'browser'] as const) write(id, barText(`bar.${id}`));
  write('browser-instead', barText('bar.browser'));
  write('sign-in', barText('bar.signIn'));
  for (const id of ['user', 'password'] as const) write(`${id}-label`, barText(`bar.${id}`));
}

/** Writes the bar's whole state into its document, so that calls may come in any order. */
export function showState(state: BarState): void {
  write('host', state.host === '' ? barText('bar.opening') : state.host);
  write('security', state.security === 'blank' ? '' : barText(`bar.${state.security}`));
  const isRefusalShown = state.refused !== undefined && state.question === undefined;
  write('refused', isRefusalShown ? barText(`bar.${state.refused}`) : '');
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
