/**
 * The user agent string as Chromium itself has it: without the app's and Electron's names, by which some sign-in pages
 * refuse a window, and with the version reduced to its first number.
 * @param given the string that Electron made
 */
export function chromiumUserAgent(given: string): string {
  const [platform = ''] = /\([^)]*\)/.exec(given) ?? [];
  const [, version = ''] = /Chrome\/(\d+)/.exec(given) ?? [];
  return `Mozilla/5.0 ${platform} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
}
