import { describe, expect, it } from 'vitest';
import { queueQuestions } from '../../../../main/desktop/signInWindow/questions.ts';

/** A queue, what it shows, and the answers that came. */
function queue() {
  const shown: (number | undefined)[] = [];
  const answers: string[] = [];
  const questions = queueQuestions((question) => shown.push(question?.id));
  const ask = (name: string) => questions.ask({ code: 'ending' }, (isYes) => answers.push(`${name} ${isYes}`));
  return { questions, shown, answers, ask };
}

describe('the questions of a bar', () => {
  it('are shown one after the other', () => {
    const { questions, shown, answers, ask } = queue();
    ask('first');
    ask('second');
    expect(shown).toEqual([1]);
    questions.answer(1, true);
    questions.answer(2, false);
    expect(shown).toEqual([1, 2, undefined]);
    expect(answers).toEqual(['first true', 'second false']);
  });

  it('take an answer only to the one on screen, and one', () => {
    const { questions, shown, answers, ask } = queue();
    ask('first');
    ask('second');
    for (const id of [2, 0, '1', undefined, null, {}]) questions.answer(id, true);
    expect([shown, answers]).toEqual([[1], []]);
    questions.answer(1, true);
    questions.answer(1, true);
    expect(answers).toEqual(['first true']);
  });

  it('may be withdrawn, on screen or before', () => {
    const { questions, shown, answers, ask } = queue();
    const withdrawFirst = ask('first');
    const withdrawSecond = ask('second');
    ask('third');
    withdrawSecond();
    expect(shown).toEqual([1]);
    withdrawFirst();
    withdrawFirst();
    expect(shown).toEqual([1, 3]);
    questions.answer(3, true);
    withdrawFirst();
    expect([shown, answers]).toEqual([[1, 3, undefined], ['third true']]);
  });
});
