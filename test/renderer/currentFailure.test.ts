import { describe, expect, it } from 'vitest';
import { isStopped, toldFailure } from '../../renderer/connection/currentFailure.ts';
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
    const failed = act && { act: 'copy' as const, failure: act, at: noon };
    expect(toldFailure(connection, noon, failed, signIn)?.from).toBe(from);
  });
});

describe('an act that a known failure stopped', () => {
  it.each([
    ['copy', 'copy'],
    ['reveal', 'reveal'],
    ['remove', 'remove'],
    ['renew', undefined],
  ] as const)('is named, unless it is the connection’s own: %s', (act, undone) => {
    const told = toldFailure({ failure: offline }, noon, { act, failure: offline, at: noon }, undefined);
    expect(told?.undone).toBe(undone);
    expect(told?.from).toBe(undone ?? 'connection');
  });

  it('is not named where the act’s failure is its own', () => {
    expect(
      toldFailure({ failure: offline }, noon, { act: 'copy', failure: clipboard, at: noon }, undefined)?.undone,
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
