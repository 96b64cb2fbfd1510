/** Writes a text, unless it is there: a screen reader repeats a text that is written again. */
export function write(id: string, text: string): void {
  const target = element(id);
  if (target.textContent !== text) target.textContent = text;
}

/** An element of bar.html. */
export function element(id: string): Element {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`bar.html has no #${id}`);
  return found;
}
