import type { CopyFormatFailure } from '../../../preload/failure.ts';
import { COPY_FORMATS, type CopyFormat } from '../../../preload/shared/copyFormats.ts';
import { PROFILE_PATH } from '../../oauth/fyle.ts';
import { Secret } from '../../oauth/secret.ts';
import { fail, ok, type Result } from '../../result.ts';
import { postmanCollection } from './postman.ts';
import { powerQuery } from './powerQuery.ts';
import { bashWord, cmdArgument, cmdSet, LONGEST_CMD_LINE, powerShellString } from './shellQuoting.ts';

/** What a text is made of: the token with its end (Unix ms), and the connection's name and API address (an origin), if that is known. */
interface Ingredients {
  readonly secret: Secret;
  readonly validUntil: number;
  readonly name: string;
  readonly apiAddress: string | undefined;
}

const VARIABLE = 'FYLE_ACCESS_TOKEN';
/** What one line may hold in every form. Tokens and origins hold nothing else: `isToken` in main/oauth/token.ts. */
const PRINTABLE = /^[\x20-\x7e]*$/;
const OTHER_SHELLS = /-(powershell|cmd)$/;

/** The forms that are offered: on Windows for its two shells, elsewhere for bash. */
export function offeredFormats(isWindows: boolean): readonly CopyFormat[] {
  return COPY_FORMATS.filter((format) =>
    format.startsWith('curl') || format.startsWith('environment') ? OTHER_SHELLS.test(format) === isWindows : true,
  );
}

/**
 * The text to copy in this form: as secret as the token that stands in it.
 * Failures: `cannot-copy-as`, `no-api-address` where the form needs it, `not-quotable` for what no line of it can hold.
 */
export function copyText(format: CopyFormat, from: Ingredients): Result<Secret, CopyFormatFailure> {
  if (format === 'token') return ok(from.secret);
  const token = from.secret.reveal();
  if (!PRINTABLE.test(token) || !PRINTABLE.test(from.apiAddress ?? '')) return notPossible('not-quotable');
  const text = withoutAddress(format, token) ?? withAddress(format, token, from);
  if (text === undefined) return notPossible('no-api-address');
  const isTooLong = format.endsWith('-cmd') && text.length > LONGEST_CMD_LINE;
  return isTooLong ? notPossible('not-quotable') : ok(new Secret(text));
}

function withoutAddress(format: CopyFormat, token: string): string | undefined {
  if (format === 'header') return `Authorization: Bearer ${token}`;
  if (format === 'environment') return `export ${VARIABLE}=${bashWord(token)}`;
  if (format === 'environment-powershell') return `$env:${VARIABLE} = ${powerShellString(token)}`;
  return format === 'environment-cmd' ? cmdSet(VARIABLE, token) : undefined;
}

function withAddress(
  format: CopyFormat,
  token: string,
  { apiAddress, name, validUntil }: Ingredients,
): string | undefined {
  if (apiAddress === undefined) return undefined;
  const authorization = `Bearer ${token}`;
  const [header, url] = [`Authorization: ${authorization}`, `${apiAddress}${PROFILE_PATH}`];
  if (format === 'curl') return `curl -H ${bashWord(header)} ${bashWord(url)}`;
  // In Windows' own PowerShell `curl` alone is another command.
  if (format === 'curl-powershell') return `curl.exe -H ${powerShellString(header)} ${powerShellString(url)}`;
  if (format === 'curl-cmd') return `curl.exe -H ${cmdArgument(header)} ${cmdArgument(url)}`;
  const path = PROFILE_PATH.slice(1);
  return format === 'power-query'
    ? powerQuery(apiAddress, path, authorization, validUntil)
    : postmanCollection(name, apiAddress, path, token);
}

function notPossible(reason: CopyFormatFailure['reason']) {
  return fail({ code: 'cannot-copy-as', reason } as const);
}
