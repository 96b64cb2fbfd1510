/**
 * The forms in which a token is copied, in the order in which they are offered. `environment`: a line for a script; those
 * with a shell's name are for that one, the others for bash and its kin.
 */
export const COPY_FORMATS = [
  'token',
  'header',
  'power-query',
  'curl',
  'curl-powershell',
  'curl-cmd',
  'environment',
  'environment-powershell',
  'environment-cmd',
  'postman',
] as const;

export type CopyFormat = (typeof COPY_FORMATS)[number];

/** Whether the form asks Fyle something, so that nobody can write it before the API address is known. */
export function needsApiAddress(format: CopyFormat): boolean {
  return format === 'power-query' || format === 'postman' || format.startsWith('curl');
}

/**
 * What a copy without a choice gives: the form chosen last for the connection, or else the one for all of them, if it is
 * offered on this computer and the API address that it needs is known; else the token.
 */
export function usualFormat(
  { copyFormat, cluster }: { readonly copyFormat?: CopyFormat; readonly cluster?: string },
  offered: readonly CopyFormat[],
  forAll: CopyFormat,
): CopyFormat {
  const wanted = copyFormat ?? forAll;
  const isPossible = offered.includes(wanted) && (cluster !== undefined || !needsApiAddress(wanted));
  return isPossible ? wanted : 'token';
}
