import { describe, expect, it } from 'vitest';
import { isStopped, toldFailure } from '../../renderer/connection/toldFailure.ts';
import { noon } from './states.ts';

const offline = { code: 'offline', host: 'accounts.fylehq.com' } as const;
const closed = { code: 'sign-in-closed' } as const;
const clipboard = { code: 'clipboard-failed' } as const;

describe('the one failure that is told', () => {
  it.each([
    ['nothing when nothing failed', {}, undefined, undefined, undefined],
    ['the connection’s own', { failure: offline }, undefined, undefined, 'connection'],
    ['an act before the connection', { failure: offline }, clipboard, undefined, 'copy'],
    ['a sign-in before an act', { failure: offline }, clipboard, closed, 'sign-in'],
    ['the connection’s when an act failed of the same', { failure: offline }, offline, undefined, 'connection'],
  ] as const)('is %s', (_name, connection, act, signIn, from) => {
    const failed = act && { act: 'copy' as const, failure: act, at: noon };
    expect(toldFailure(connection, noon, failed, signIn)?.from).toBe(from);
  });
});

describe('a connection that is stopped', () => {
  it.each([
    ['ready', undefined, false],
    ['ready', offline, false],
    ['offline', offline, true],
    ['renewing', offline, true],
    ['sign-in-needed', undefined, false],
  ] as const)('%s with %j: %s', (status, failure, stopped) => {
    expect(isStopped({ status, ...(failure && { failure }) })).toBe(stopped);
  });
});
