import type { Failure } from '../../../preload/failure.ts';

/** How a certificate is installed where Chromium looks on Linux, which is not the system's store. @see docs/electron.md "Company certificates" */
const NSS_COMMAND = 'certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n company -i company.crt (package libnss3-tools)';

/** A failure's facts for support: name and text of each, the code first. */
export function failureDetails(failure: Failure): readonly (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [['Code', failure.code]];
  if (failure.code === 'redirect-differs') rows.push(['Entered', failure.expected], ['Fyle used', failure.got]);
  if ('step' in failure) rows.push(['Step', failure.step]);
  if ('status' in failure) rows.push(['Status', String(failure.status)]);
  if ('host' in failure) rows.push(['Address', failure.host]);
  if (failure.code === 'certificate-untrusted' && navigator.userAgent.includes('Linux'))
    rows.push(['For IT', NSS_COMMAND]);
  if ('reason' in failure) rows.push(['Reason', failure.reason]);
  if ('error' in failure) rows.push(['Error', failure.error]);
  if ('says' in failure && failure.says !== undefined)
    rows.push([`${failure.saidBy ?? 'The server'} says`, failure.says]);
  return rows;
}
