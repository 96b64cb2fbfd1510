import type { Http } from '../../oauth/answer.ts';

/**
 * Repeats a GET once, at once, when the connection broke off (another Wi-Fi, a VPN that comes up). A POST may have been
 * processed and waits for the ordinary back-off; `http.ts` prevents Chromium from repeating it.
 * @see RFC 9110 §9.2.2
 */
export function retryGetOnce(http: Http): Http {
  return async (url, request) => {
    const answer = await http(url, request);
    const isRepeatable = request.method === 'GET' && !answer.ok && answer.failure.code === 'interrupted';
    return isRepeatable ? http(url, request) : answer;
  };
}
