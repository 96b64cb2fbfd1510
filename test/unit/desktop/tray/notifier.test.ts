import { EventEmitter } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { notify } from '../../../../main/desktop/tray/notifier.ts';

const electron = vi.hoisted(() => ({ made: [] as { readonly title: string; readonly ref: WeakRef<EventEmitter> }[] }));
// Electron is only available in its own process: what is shown is held by nobody else, as there.
vi.mock('electron', () => ({
  Notification: class extends EventEmitter {
    static isSupported = () => true;
    show = () => undefined;
    constructor({ title }: { readonly title: string }) {
      super();
      electron.made.push({ title, ref: new WeakRef(this) });
    }
  },
}));

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

afterEach(() => {
  electron.made.length = 0;
  vi.unstubAllEnvs();
});

async function show(titles: readonly string[], onClick: (title: string) => void = () => undefined) {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', 'unix:path=/nowhere');
  for (const title of titles) await notify({ title, body: '' }, () => onClick(title));
}

/** What can still be clicked. A reference that was looked at lives until the turn is over. */
async function living(): Promise<readonly string[]> {
  await new Promise(setImmediate);
  collectGarbage();
  return electron.made.filter(({ ref }) => ref.deref() !== undefined).map(({ title }) => title);
}

describe('a notification that was shown', () => {
  it('can be clicked later, also when others have come since', async () => {
    const clicked: string[] = [];
    await show(['one', 'two'], (title) => clicked.push(title));
    expect(await living()).toEqual(['one', 'two']);
    electron.made[0]?.ref.deref()?.emit('click');
    expect(clicked).toEqual(['one']);
    expect(await living()).toEqual(['two']);
  });

  it.each(['click', 'close', 'failed'])('is let go at its %s', async (event) => {
    await show(['one']);
    electron.made[0]?.ref.deref()?.emit(event);
    expect(await living()).toEqual([]);
  });

  it('is let go when fifty others have come after it', async () => {
    const titles = Array.from({ length: 53 }, (_, index) => `${index}`);
    await show(titles);
    expect(await living()).toEqual(titles.slice(-50));
  });
});
