/** How tall a row is, CSS pixels; `ConnectionRow.module.css` says the same. */
export const rowHeight = 56;

/** Rows beside those in sight that are there already when the list is scrolled, on each side. */
const spare = 8;

/** Of `count` rows those that are to be there, from the first to before the last: all in sight, and some more. */
export function rowsInSight(scrollTop: number, height: number, count: number): { from: number; to: number } {
  // By blocks, so that scrolling by a pixel changes nothing.
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight / spare) * spare;
  const last = first + spare + Math.ceil(height / rowHeight);
  return { from: Math.max(0, Math.min(first - spare, count)), to: Math.min(count, last + spare) };
}
