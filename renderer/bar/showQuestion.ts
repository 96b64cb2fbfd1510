import type { BarBridge, BarState } from '../../preload/barContract.ts';
import { element, write } from './document.ts';
import { questionText } from './questionText.ts';

/** A click that was meant for the page must not hit a question that has just appeared under it, milliseconds. */
const UNANSWERABLE = 500;

let shown: number | undefined;

/** Writes the question into the bar's document, or takes it away. */
export function showQuestion(question: BarState['question']): void {
  const text = question && questionText(question);
  document.body.classList.toggle('asking', text !== undefined);
  element('answers').toggleAttribute('hidden', text === undefined);
  write('asker', text?.host ?? '');
  write('asked', text === undefined ? '' : text.host === undefined ? text.text : ` ${text.text}`);
  write('yes', text?.yes ?? '');
  write('no', text?.no ?? '');
  element('no').toggleAttribute('hidden', text?.no === undefined);
  if (shown === question?.id) return;
  shown = question?.id;
  if (shown === undefined) return;
  for (const id of ['yes', 'no']) element(id).toggleAttribute('disabled', true);
  const asked = shown;
  setTimeout(() => {
    if (shown === asked) for (const id of ['yes', 'no']) element(id).toggleAttribute('disabled', false);
  }, UNANSWERABLE);
}

/** Passes the person's answers on to main. */
export function listenForAnswers(bar: BarBridge): void {
  const answer = (isYes: boolean) => {
    if (shown !== undefined) void bar.answer(shown, isYes);
  };
  element('yes').addEventListener('click', () => answer(true));
  element('no').addEventListener('click', () => answer(false));
}
