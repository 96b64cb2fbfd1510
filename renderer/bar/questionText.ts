import type { BarQuestion } from '../../preload/barContract.ts';

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
      return { host: question.host, text: 'wants to open a window', yes: 'Allow', no: 'Not now' };
    case 'ending':
      return { text: 'Still signing in? This window closes in a minute.', yes: 'Keep it open' };
    case 'embedded-refused':
      return { host: question.host, text: 'refuses this window.', yes: 'Open in my browser', no: 'Not now' };
  }
}
