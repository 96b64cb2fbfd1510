import { describe, expect, it } from 'vitest';
import { currentFailure, isStopped } from '../../renderer/connection/currentFailure.ts';
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
    ['the act’s when both failed of the same', { failure: offline }, offline, undefined, 'copy'],
  ] as const)('is %s', (_name, connection, act, signIn, from) => {
    const failed = act && { action: 'copy' as const, failure: act, at: noon };
    expect(currentFailure(connection, noon, failed, signIn)?.from).toBe(from);
  });
});

describe('an act that a known failure stopped', () => {
  it.each([
    ['copy', 'copy'],
    ['reveal', 'reveal'],
    ['remove', 'remove'],
    ['renew', undefined],
  ] as const)('is named, unless it is the connection’s own: %s', (act, blocked) => {
    const told = currentFailure({ failure: offline }, noon, { action: act, failure: offline, at: noon }, undefined);
    expect(told?.blocked).toBe(blocked);
    expect(told?.from).toBe(blocked ?? 'connection');
  });

  it('is not named where the act’s failure is its own', () => {
    expect(
      currentFailure({ failure: offline }, noon, { action: 'copy', failure: clipboard, at: noon }, undefined)?.blocked,
    ).toBeUndefined();
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
