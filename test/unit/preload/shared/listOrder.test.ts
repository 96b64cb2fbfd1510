import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../../preload/shared/listOrder.ts';

const one = (name: string, email = '', usedAt?: number) => ({
  ...{ name, profile: { email } },
  ...(usedAt !== undefined && { usedAt }),
});
const shown = (list: ReturnType<typeof inOrder<ReturnType<typeof one>>>) =>
  list.map(({ name, profile }) => `${name} ${profile.email}`.trim());

describe('the order of the list', () => {
  const list = [one('Client 10', '', 5), one('beta', 'b@x', 7), one('Client 2'), one('beta', 'a@x', 7), one('Ärger')];

  it('is by name as a person sorts them, and equal ones by their people', () => {
    expect(shown(inOrder(list, 'name'))).toEqual(['Ärger', 'beta a@x', 'beta b@x', 'Client 2', 'Client 10']);
  });

  it('is by the last use, the latest first, and those never used by name', () => {
    expect(shown(inOrder(list, 'used'))).toEqual(['beta a@x', 'beta b@x', 'Client 10', 'Ärger', 'Client 2']);
  });

  it('is by hand as they are given', () => {
    expect(inOrder(list, 'hand')).toBe(list);
  });
});
