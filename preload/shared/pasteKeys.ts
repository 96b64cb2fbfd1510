/** A key with what is held beside it; `key` as in `KeyboardEvent.key`. */
interface Pressed {
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Whether this key pastes on Linux: there main pastes, and the page must leave it to main. */
export function isPasteKey({ key, control, shift, alt }: Pressed): boolean {
  return !alt && (control ? key.toLowerCase() === 'v' : shift && key === 'Insert');
}
