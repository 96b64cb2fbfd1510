import { describe, expect, it } from 'vitest';
import { ProxyPasswords } from '../../../../main/desktop/system/proxyPasswords.ts';
import { settled } from '../../../fakes/clock.ts';

const PROXY = 'proxy.corp.example:8080';
const JANE = { name: 'jane', password: 'right' };
const WRONG = { name: 'jane', password: 'wrong' };

function asking() {
  const questions: unknown[] = [];
  const passwords: ProxyPasswords = new ProxyPasswords(() => questions.push(passwords.question));
  return { passwords, questions };
}

describe('what a proxy wants to know', () => {
  it('is asked once, and answers everybody who waits and comes later', async () => {
    const { passwords, questions } = asking();
    const waiting = Promise.all([1, 2, 3].map(() => passwords.credentialsFor(PROXY)));
    await settled();
    passwords.answer(JANE);
    expect(await waiting).toEqual([JANE, JANE, JANE]);
    expect(await passwords.credentialsFor(PROXY)).toEqual(JANE);
    expect(questions).toEqual([{ host: PROXY, attempt: 1 }, undefined]);
  });

  it('is asked again when it was wrong, three times at most', async () => {
    const { passwords, questions } = asking();
    let sent: typeof WRONG | undefined;
    for (const _ of [1, 2, 3]) {
      const next = passwords.credentialsFor(PROXY, sent);
      await settled();
      passwords.answer({ ...WRONG });
      sent = await next;
    }
    expect(await passwords.credentialsFor(PROXY, sent)).toBeUndefined();
    expect(questions.filter((one) => one !== undefined)).toEqual(
      [1, 2, 3].map((attempt) => ({ host: PROXY, attempt })),
    );
    // Nor is anybody asked by what happens in the background.
    expect(await passwords.credentialsFor(PROXY)).toBeUndefined();
    passwords.askAgain();
    const later = passwords.credentialsFor(PROXY);
    await settled();
    passwords.answer(JANE);
    expect(await later).toEqual(JANE);
  });

  it('is not asked again by itself when the person declined', async () => {
    const { passwords, questions } = asking();
    const first = passwords.credentialsFor(PROXY);
    await settled();
    passwords.answer(undefined);
    expect([await first, await passwords.credentialsFor(PROXY)]).toEqual([undefined, undefined]);
    expect(questions).toHaveLength(2);
  });

  it('is told to this proxy alone: another one, or the same at another port, has its own question', async () => {
    const { passwords, questions } = asking();
    const first = passwords.credentialsFor(PROXY);
    const second = passwords.credentialsFor('proxy.corp.example:3128');
    await settled();
    passwords.answer(JANE);
    await settled();
    passwords.answer(WRONG);
    expect([await first, await second]).toEqual([JANE, WRONG]);
    expect(questions.filter((one) => one !== undefined)).toHaveLength(2);
  });

  it('takes what was learnt meanwhile in place of what was refused', async () => {
    const { passwords } = asking();
    const first = passwords.credentialsFor(PROXY);
    await settled();
    passwords.answer(JANE);
    await first;
    expect(await passwords.credentialsFor(PROXY, WRONG)).toEqual(JANE);
  });

  it('is asked anew, at a wish alone, when it opened no tunnel; never when it had opened one before', async () => {
    const { passwords, questions } = asking();
    const first = passwords.credentialsFor(PROXY);
    await settled();
    passwords.answer(WRONG);
    await first;
    passwords.doubt(PROXY, WRONG);
    expect(await passwords.credentialsFor(PROXY)).toBeUndefined();
    passwords.askAgain();
    const later = passwords.credentialsFor(PROXY);
    await settled();
    passwords.answer(JANE);
    await later;
    passwords.prove(JANE);
    passwords.doubt(PROXY, JANE);
    expect(await passwords.credentialsFor(PROXY)).toEqual(JANE);
    const question = { host: PROXY, attempt: 1 };
    expect(questions).toEqual([question, undefined, question, undefined]);
  });

  it('stays when what another request was refused with is doubted late', async () => {
    const { passwords } = asking();
    const first = passwords.credentialsFor(PROXY);
    await settled();
    passwords.answer(JANE);
    await first;
    passwords.doubt(PROXY, WRONG);
    expect(await passwords.credentialsFor(PROXY)).toEqual(JANE);
  });
});
