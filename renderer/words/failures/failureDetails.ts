import type { Failure } from '../../../preload/failure.ts';
import { text } from '../text.ts';

/** How a certificate is installed where Chromium looks on Linux, which is not the system's store. @see docs/electron.md "Company certificates" */
const NSS_COMMAND = 'certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n company -i company.crt';

/** A failure's facts for support: name and text of each, the code first. */
export function failureDetails(failure: Failure): readonly (readonly [string, string])[] {
  const rows: (readonly [string, string])[] = [[text('detail.code'), failure.code]];
  if (failure.code === 'redirect-differs')
    rows.push([text('detail.entered'), failure.expected], [text('detail.used'), failure.got]);
  if ('step' in failure) rows.push([text('detail.step'), failure.step]);
  if ('status' in failure) rows.push([text('detail.status'), String(failure.status)]);
  if ('host' in failure) rows.push([text('detail.address'), failure.host]);
  if (failure.code === 'certificate-untrusted' && navigator.userAgent.includes('Linux'))
    rows.push([text('detail.forIt'), text('detail.nss', { command: NSS_COMMAND })]);
  if ('reason' in failure) rows.push([text('detail.reason'), failure.reason]);
  if ('error' in failure) rows.push([text('detail.error'), failure.error]);
  if ('says' in failure && failure.says !== undefined) {
    const { saidBy } = failure;
    rows.push([
      saidBy === undefined ? text('detail.serverSays') : text('detail.says', { server: saidBy }),
      failure.says,
    ]);
  }
  return rows;
}
