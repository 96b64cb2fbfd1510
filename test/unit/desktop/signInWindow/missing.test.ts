import { expect, test } from 'vitest';
import { codeOfFailure } from '../../../../main/desktop/signInWindow/missing.ts';

test.each([
  ['ERR_CERT_AUTHORITY_INVALID', 'certificate'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'certificate-host'],
  ['ERR_CERT_DATE_INVALID', 'certificate-date'],
  ['ERR_CERT_REVOKED', 'certificate'],
  ['ERR_CERT_WEAK_KEY', 'certificate'],
  ['ERR_BAD_SSL_CLIENT_AUTH_CERT', 'client-certificate'],
  ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'client-certificate'],
  ['ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED', 'client-certificate'],
  ['ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED', 'client-certificate'],
  ['ERR_SSL_PROTOCOL_ERROR', undefined],
  ['ERR_CONNECTION_REFUSED', undefined],
  ['ERR_NAME_NOT_RESOLVED', undefined],
  ['ERR_PROXY_CONNECTION_FAILED', undefined],
])('a load that failed by %s is told as %s', (reason, code) => {
  expect(codeOfFailure(reason)).toBe(code);
});
