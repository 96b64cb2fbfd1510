import type { Http } from '../../oauth/answer.ts';

/**
 * Asks a second time at once when the line broke off: another Wi-Fi, a VPN that comes up. A GET alone: of a POST
 * nobody knows whether it was done, so that waits for the ordinary back-off. Chromium is kept from it in http.ts.
 * @see RFC 9110 §9.2.2
 */
export function retryGetOnce(http: Http): Http {
  return async (url, request) => {
    const answer = await http(url, request);
    const isRepeatable = request.method === 'GET' && !answer.ok && answer.failure.code === 'interrupted';
    return isRepeatable ? http(url, request) : answer;
  };
}
