import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type FakeBridge, failed, fakeBridge, pending, replied } from '../fakes/bridge.ts';
import { openApp } from './openApp.tsx';
import { connection, desk, noon } from './states.ts';

const DAY = 24 * 60 * 60_000;

async function opened(changes: Parameters<typeof connection>[0], answers: Partial<FakeBridge['answers']> = {}) {
  const bridge = fakeBridge(desk({ connections: [connection(changes)] }));
  Object.assign(bridge.answers, answers);
  const person = openApp(bridge);
  await screen.findByRole('heading', { level: 1 });
  return { bridge, person };
}

const button = () => screen.queryByRole('button', { name: 'Add to calendar' });
const save = async (person: ReturnType<typeof openApp>) =>
  person.click(await screen.findByRole('button', { name: 'Add to calendar' }));

describe('the reminder of a sign-in’s end', () => {
  it('is saved from the page of the connection, which says in which file', async () => {
    const { bridge, person } = await opened({}, { saveReminder: () => replied({ file: 'Acme sign-in ends.ics' }) });
    await save(person);
    const told = await screen.findByText(/is saved/);
    expect(told.textContent).toBe('Acme sign-in ends.ics is saved. Open it to add the reminder to your calendar.');
    expect(told.getAttribute('role')).toBe('status');
    expect(bridge.calls).toContainEqual(['saveReminder', connection().id]);
  });

  it('is not asked for twice while its dialog is open', async () => {
    const { bridge, person } = await opened({}, { saveReminder: () => pending<{ readonly file: string }>().reply });
    await save(person);
    await person.click(screen.getByRole('button', { name: /^Add to calendar/ }));
    expect(bridge.calls.filter(([channel]) => channel === 'saveReminder')).toHaveLength(1);
  });

  it('that the disk does not take is told, and goes away; nothing is said when the person thought better of it', async () => {
    const { bridge, person } = await opened(
      {},
      { saveReminder: () => failed({ code: 'not-exported', what: 'reminder', reason: 'EACCES' }) },
    );
    await save(person);
    expect(await screen.findByText('The reminder was not saved')).toBeTruthy();
    expect(screen.getByText('Token Desk may not write there. Choose another folder.')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Close' }));
    for (const answer of [() => failed({ code: 'not-confirmed' } as const), () => replied(null)]) {
      bridge.answers.saveReminder = answer;
      await save(person);
      await waitFor(() => expect(button()).toBeTruthy());
      expect(screen.queryByText(/not saved|did not confirm|is saved/)).toBeNull();
    }
  });

  it('is offered also where the end is estimated, and not once it is over', async () => {
    const authorization = { signedInAt: noon - 300 * DAY, endsAt: noon + 65 * DAY, estimated: true };
    const { bridge } = await opened({ authorization });
    expect(button()).toBeTruthy();
    for (const estimated of [true, false]) {
      const over = { ...authorization, endsAt: noon - DAY, estimated };
      act(() => bridge.say('desk', desk({ connections: [connection({ authorization: over })] })));
      await waitFor(() => expect(button()).toBeNull());
    }
  });
});
