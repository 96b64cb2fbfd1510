import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fakeBridge } from '../fakes/bridge.ts';
import { asked, openApp } from './openApp.tsx';
import { desk } from './states.ts';

/** Opens the window while a proxy asks. */
async function open(attempt: number) {
  const bridge = fakeBridge(desk({ proxy: { host: 'proxy.corp.example:8080', attempt } }));
  const person = openApp(bridge);
  const form = await screen.findByRole('form', { name: 'Your company’s network asks who you are' });
  return { bridge, person, form };
}

describe('a proxy that wants a name and a password', () => {
  it('is named, and told what is typed', async () => {
    const { bridge, person, form } = await open(1);
    expect(form.textContent).toContain('proxy.corp.example:8080');
    expect(screen.queryByText(/did not accept/)).toBeNull();
    expect(document.activeElement).toBe(screen.getByLabelText('User name', { selector: 'input' }));
    await person.keyboard('jane{Tab}s3cret{Enter}');
    expect(asked(bridge)).toEqual([['answerProxy', 'jane', 's3cret']]);
  });

  it('is told nothing when the person declines', async () => {
    const { bridge, person } = await open(1);
    await person.click(screen.getByRole('button', { name: 'Not now' }));
    expect(asked(bridge)).toEqual([['answerProxy']]);
  });

  it('says that the last answer was wrong', async () => {
    const { form } = await open(2);
    expect(form.textContent).toContain('The proxy did not accept them');
  });
});
