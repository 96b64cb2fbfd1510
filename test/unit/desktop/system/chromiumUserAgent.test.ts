import { expect, test } from 'vitest';
import { chromiumUserAgent } from '../../../../main/desktop/system/chromiumUserAgent.ts';

test.each(['X11; Linux x86_64', 'Macintosh; Intel Mac OS X 10_15_7', 'Windows NT 10.0; Win64; x64'])(
  'is what Chromium sends on %s',
  (platform) => {
    const chromium = (names: string, version: string) =>
      `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko)${names} Safari/537.36`.replace('*', version);
    const given = chromium(' token-desk/1.2.3 Chrome/* Electron/33.2.1', '130.0.6723.137');
    expect(chromiumUserAgent(given)).toBe(chromium(' Chrome/*', '130.0.0.0'));
  },
);
