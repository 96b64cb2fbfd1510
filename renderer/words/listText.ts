import type { ListView } from '../../preload/connection.ts';
import { isolated } from '../../preload/shared/names.ts';
import { text } from './text.ts';

/** The heading of a part of the list. */
export function groupText(group: 'needs-you' | 'favourites' | 'others'): string {
  return text(`list.${group}`);
}

/** How many connections there are: `9 connections`. */
export function countText(count: number): string {
  return text('list.count', { count });
}

/** How many of them need a person: `2 need you`. */
export function needText(count: number): string {
  return text('list.needing', { count });
}

/** What a search has found: `3 connections found`. */
export function foundText(query: string, count: number): string {
  if (count === 0) return text('list.noneFound', { query: isolated(query.trim()) });
  return text('list.found', { count });
}

/** An order of the list to choose, and how it sorts. */
export function orderText(order: ListView['order']): { readonly title: string; readonly help: string } {
  return { title: text(`order.${order}.title`), help: text(`order.${order}.help`) };
}

/** What is said once a connection was moved by hand. */
export function movedText(name: string, place: number, count: number): string {
  return text('list.moved', { name: isolated(name), place, count });
}
