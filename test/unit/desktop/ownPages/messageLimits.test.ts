import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Excess, limitMessages } from '../../../../main/desktop/ownPages/messageLimits.ts';
import { FakeClock } from '../../../fakes/clock.ts';

/** A page whose process has this number, and what becomes of what it sends; `send` sends as Electron 33 tells it. */
function limitedPage(id = 7) {
  const killed: unknown[] = [];
  vi.spyOn(process, 'kill').mockImplementation((...words) => {
    killed.push(words);
    return true;
  });
  const heard: unknown[] = [];
  const ended: Excess[] = [];
  const clock = new FakeClock();
  const events = new EventEmitter();
  events.on('-ipc-invoke', (_event, _isInternal, channel) => heard.push(channel));
  events.on('-ipc-ports', (_event, _isInternal, channel) => heard.push(channel));
  // Of a page only these are used.
  const contents = Object.assign(events, { getOSProcessId: () => id }) as unknown as WebContents;
  limitMessages(contents, ['desk'], clock, (excess) => ended.push(excess));
  const send = (channel: string, ...args: readonly unknown[]) =>
    void events.emit('-ipc-invoke', {}, false, channel, args);
  return { killed, heard, ended, clock, events, send };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the limits of a page’s messages', () => {
  it('pass on what a page of ours sends', () => {
    const { send, heard, killed } = limitedPage();
    send('desk', '[]');
    send('desk', 'x'.repeat(300_000));
    expect(heard).toEqual(['desk', 'desk']);
    expect(killed).toEqual([]);
  });

  it.each([
    ['a long text', ['x'.repeat(300_001)]],
    ['many words', ['a', 'b', 'c', 'd', 'e']],
    ['an object', [{}]],
    ['bytes', [new Uint8Array(1)]],
    ['a list', [[1]]],
  ])('end the page’s process by the system at the first message with %s, and pass nothing more on', (_name, args) => {
    const { send, heard, killed, ended } = limitedPage();
    send('desk', ...args);
    send('desk', '[]');
    send('desk', ...args);
    expect(heard).toEqual([]);
    expect(killed).toEqual([[7, 'SIGKILL']]);
    expect(ended).toEqual(['message-too-large']);
  });

  it('end a page that sends a port', () => {
    const { events, heard, ended } = limitedPage();
    events.emit('-ipc-ports', {}, false, 'desk', '', []);
    expect(heard).toEqual([]);
    expect(ended).toEqual(['message-too-large']);
  });

  it.each([
    ['desk', 250],
    ['nobody', 30],
  ])('end a page that sends without end: %s', (channel, most) => {
    const { send, heard, ended } = limitedPage();
    for (let index = 0; index < 20_000; index += 1) send(channel, '[]');
    expect(heard).toHaveLength(most);
    expect(ended).toEqual(['too-many-messages']);
  });

  it('let a page go on that rests in between', () => {
    const { send, heard, ended, clock } = limitedPage();
    for (let minute = 0; minute < 10; minute += 1) {
      for (let index = 0; index < 200; index += 1) send('desk', '[]');
      clock.pass(60_000);
    }
    expect(heard).toHaveLength(2_000);
    expect(ended).toEqual([]);
  });

  it('hear the page that comes after one that was ended, whatever the number of its process', () => {
    const { send, heard, events, clock } = limitedPage();
    send('desk', {});
    events.emit('render-process-gone', {}, { reason: 'killed' });
    clock.pass(60_000);
    send('desk', '[]');
    expect(heard).toEqual(['desk']);
  });

  it('end nothing by the number of no process, which would be all of ours', () => {
    const { send, killed } = limitedPage(0);
    send('desk', {});
    expect(killed).toEqual([]);
  });
});
