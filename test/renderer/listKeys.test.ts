import { describe, expect, it } from 'vitest';
import { rowAfterKey, rowByLetters } from '../../renderer/sidebar/listKeys.ts';

describe('rowAfterKey', () => {
  it.each([
    ['ArrowDown', 3, 10, 4],
    ['ArrowDown', 9, 10, 9],
    ['ArrowUp', 0, 10, 0],
    ['ArrowUp', 3, 10, 2],
    ['PageDown', 0, 10, 8],
    ['PageDown', 5, 10, 9],
    ['PageUp', 5, 10, 0],
    ['Home', 5, 10, 0],
    ['End', 5, 10, 9],
    ['Enter', 5, 10, undefined],
    ['ArrowDown', 0, 0, undefined],
  ])('%s from row %i of %i leads to %s', (key, current, count, row) => {
    expect(rowAfterKey(key, current, count)).toBe(row);
  });
});

describe('rowByLetters', () => {
  const names = ['Acme', 'Beta', 'Bergen', 'Contoso', 'acorn'];

  it.each([
    ['c', 0, 3],
    ['b', 0, 1],
    ['b', 1, 2],
    ['bb', 1, 2],
    ['b', 2, 1],
    ['ber', 1, 2],
    ['aco', 3, 4],
    ['a', 4, 0],
    ['z', 0, undefined],
  ])('%s from row %i leads to row %s', (letters, current, row) => {
    expect(rowByLetters(letters, current, names)).toBe(row);
  });
});
