import type { BarQuestion } from '../../preload/barContract.ts';
import { barText } from './barText.ts';

/** A question as the bar shows it. */
export interface QuestionText {
  /** The host that asks, which stands before `text` and is cut at its beginning when it is long. */
  readonly host?: string;
  readonly text: string;
  readonly yes: string;
  /** Without it the question has one button. */
  readonly no?: string;
}

/** The words of each question. */
export function questionText(question: BarQuestion): QuestionText {
  switch (question.code) {
    case 'window':
      return {
        host: question.host,
        text: barText('bar.openWindow'),
        yes: barText('bar.allow'),
        no: barText('bar.notNow'),
      };
    case 'ending':
      return { text: barText('bar.ending'), yes: barText('bar.keepOpen') };
    case 'embedded-refused':
      return {
        host: question.host,
        text: barText('bar.embeddedRefused'),
        yes: barText('bar.browser'),
        no: barText('bar.notNow'),
      };
  }
}
