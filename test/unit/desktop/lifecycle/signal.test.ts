import { describe, expect, it } from 'vitest';
import { signal } from '../../../../main/desktop/lifecycle/signal.ts';
import { settled } from '../../../fakes/clock.ts';

describe('a signal', () => {
  it('reaches everybody who follows it, and has been sent when what they do has ended', async () => {
    const heard: string[] = [];
    const copied = signal<string>();
    copied.follow((name) => heard.push(`first ${name}`));
    copied.follow(async (name) => {
      await settled();
      heard.push(`second ${name}`);
    });
    await copied.send('token');
    expect(heard).toEqual(['first token', 'second token']);
  });

  it('that nobody follows is sent all the same', async () => {
    await signal().send();
  });
});
