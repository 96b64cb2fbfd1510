import { isolated } from '../../preload/shared/names.ts';
import { numberText } from './timeText.ts';

const groups = { 'needs-you': 'Needs you', favourites: 'Favourites', others: 'Connections' } as const;

/** The heading of a part of the list. */
export function groupText(group: keyof typeof groups): string {
  return groups[group];
}

/** How many connections there are: `9 connections`. */
export function countText(count: number): string {
  return `${numberText(count)} ${count === 1 ? 'connection' : 'connections'}`;
}

/** How many of them need a person: `2 need you`. */
export function needText(count: number): string {
  return `${numberText(count)} ${count === 1 ? 'needs' : 'need'} you`;
}

/** What a search has found: `3 connections found`. */
export function foundText(query: string, count: number): string {
  if (count === 0) return `No connection matches “${isolated(query.trim())}”`;
  return `${countText(count)} found`;
}

/** The orders of the list to choose from. */
export const orderTexts = {
  name: { title: 'By name', help: 'From A to Z' },
  used: { title: 'By last use', help: 'What you copied or revealed last comes first' },
  hand: { title: 'By hand', help: 'Drag the rows, or press Alt and an arrow key' },
} as const;

/** What is said once a connection was moved by hand. */
export function movedText(name: string, place: number, count: number): string {
  return `${isolated(name)} moved to place ${numberText(place)} of ${numberText(count)}`;
}

/** What is said when somebody moves a row of a list that is sorted otherwise. */
export const NOT_BY_HAND = 'Sort the list by hand first';
