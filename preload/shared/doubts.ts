/** Why a credential is most likely pasted wrongly. It is taken as it is when a person confirms it. */
export const DOUBTS = [
  'is-cut-short',
  'is-an-access-token',
  'is-no-client-id-of-fyle',
  'is-repeated',
  'has-its-name',
  'has-bearer-before-it',
  'has-encoded-signs',
  'has-signs-around-it',
] as const;

/** Whether a value with this fault is taken once a person confirms it. */
export function isDoubt(fault: string): fault is (typeof DOUBTS)[number] {
  return (DOUBTS as readonly string[]).includes(fault);
}
