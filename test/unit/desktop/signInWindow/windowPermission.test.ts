import { describe, expect, it } from 'vitest';
import { windowPermission } from '../../../../main/desktop/signInWindow/windowPermission.ts';

const HOST = 'accounts.example.com';

describe('the permission to open a window', () => {
  it('is asked for once, and then holds for that host alone', () => {
    const permission = windowPermission();
    expect(permission.decide(HOST)).toBe('ask');
    permission.answer(HOST, true);
    expect(permission.decide(HOST)).toBe('open');
    expect(permission.decide('other.example.com')).toBe('ask');
  });

  it('is not asked for beside another question', () => {
    const permission = windowPermission();
    permission.decide(HOST);
    expect([permission.decide(HOST), permission.decide('other.example.com')]).toEqual(['refuse', 'refuse']);
  });

  it('is not asked for again after a no, until the person has done something', () => {
    const permission = windowPermission();
    permission.decide(HOST);
    permission.answer(HOST, false);
    expect([permission.decide(HOST), permission.decide('other.example.com')]).toEqual(['refuse', 'refuse']);
    permission.act();
    expect(permission.decide(HOST)).toBe('ask');
  });

  it('is not asked for again when its page closed or left its window, until the person has done something', () => {
    const permission = windowPermission();
    permission.decide(HOST);
    permission.withdraw();
    expect(permission.decide(HOST)).toBe('refuse');
    permission.act();
    expect(permission.decide(HOST)).toBe('ask');
  });

  it('is denied for good after three noes', () => {
    const permission = windowPermission();
    for (let count = 0; count < 3; count += 1) {
      permission.act();
      expect(permission.decide(HOST)).toBe('ask');
      permission.answer(HOST, false);
    }
    permission.act();
    expect(permission.decide(HOST)).toBe('refuse');
    expect(permission.decide('other.example.com')).toBe('ask');
  });

  it('ends with the twentieth window', () => {
    const permission = windowPermission();
    permission.decide(HOST);
    permission.answer(HOST, true);
    const decisions = Array.from({ length: 30 }, () => permission.decide(HOST));
    expect(decisions.filter((one) => one === 'open')).toHaveLength(19);
    expect(decisions.at(-1)).toBe('refuse');
  });

  it('is nothing that a page without a host can have', () => {
    expect(windowPermission().decide('')).toBe('refuse');
  });
});
