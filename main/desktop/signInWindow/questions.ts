import type { BarQuestion, BarState } from '../../../preload/barContract.ts';

/** The questions of one bar, which shows one at a time. */
export interface Questions {
  /** Asks once those before are answered; the returned function withdraws the question, which is then never answered. */
  readonly ask: (question: BarQuestion, onAnswer: (isYes: boolean) => void) => () => void;
  /** Answers the question on screen, if it has this id: a late answer to another one answers nothing. */
  readonly answer: (id: unknown, isYes: boolean) => void;
}

interface Asked {
  readonly question: NonNullable<BarState['question']>;
  readonly onAnswer: (isYes: boolean) => void;
}

/** @param show gets the question to show from now on, or undefined when none is left */
export function queueQuestions(show: (question: BarState['question']) => void): Questions {
  let asked: readonly Asked[] = [];
  let count = 0;
  const remove = (one: Asked) => {
    const [shown] = asked;
    asked = asked.filter((other) => other !== one);
    if (shown === one) show(asked[0]?.question);
  };
  return {
    ask: (question, onAnswer) => {
      count += 1;
      const one = { question: { ...question, id: count }, onAnswer };
      asked = [...asked, one];
      if (asked.length === 1) show(one.question);
      return () => remove(one);
    },
    answer: (id, isYes) => {
      const [shown] = asked;
      if (shown === undefined || shown.question.id !== id) return;
      remove(shown);
      shown.onAnswer(isYes);
    },
  };
}
