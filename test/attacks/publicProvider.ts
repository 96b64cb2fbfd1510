import { type Provider, startProvider } from '../app/harness/servers.ts';
import { launchPlain, type PlainElectron } from './plainElectron.ts';

/** A provider that is not on this computer, as far as the app can tell. */
export interface PublicProvider {
  readonly electron: PlainElectron;
  readonly provider: Provider;
  /** `https://provider.example` */
  readonly origin: string;
  /** Shows a page of the provider's, and waits until it is there; `headers` go with it. */
  readonly show: (body: string, headers?: Readonly<Record<string, string>>) => Promise<void>;
  /** Runs a script in the page as a click would. */
  readonly run: (script: string) => Promise<unknown>;
  /** The addresses that main refused to the page, with Chromium's name for it, since it was shown. */
  readonly refused: () => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const HOSTS = ['provider.example', 'other.example'];

/** Starts Electron and the provider. @param names further names, and where they lead: `rebound.example 127.0.0.1` */
export async function startPublicProvider(names: readonly string[] = []): Promise<PublicProvider> {
  const provider = await startProvider();
  const { host } = new URL(provider.secureOrigin);
  const rules = [...HOSTS.map((name) => `${name} ${host}`), ...names].map((rule) => `MAP ${rule}`);
  const electron = await launchPlain([`--host-resolver-rules=${rules.join(',')}`]);
  await electron.evaluate(({ app }, hosts) => {
    Object.assign(globalThis, { refusals: [] });
    app.on('session-created', (one) => {
      // Trusts the provider's certificate.
      one.setCertificateVerifyProc((_request, answer) => answer(0));
      // Not the address at which the provider is for this test.
      const { resolveHost } = one;
      one.resolveHost = async (name, ...more) =>
        hosts.includes(name)
          ? { endpoints: [{ address: '203.0.113.7', family: 'ipv4' }] }
          : Reflect.apply(resolveHost, one, [name, ...more]);
      one.webRequest.onErrorOccurred(({ url, error }) => Reflect.get(globalThis, 'refusals').push(`${error} ${url}`));
    });
  }, HOSTS);
  const origin = `https://${HOSTS[0]}`;
  return {
    electron,
    provider,
    origin,
    show: async (body, headers = {}) => {
      provider.answer('/consent', (_request, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html', ...headers })
          .end(`<!doctype html><title>shown</title><body>${body}`),
      );
      await electron.evaluate((_electron, url) => {
        Reflect.get(globalThis, 'refusals').length = 0;
        globalThis.harness.begin({
          url,
          redirectUri: 'https://own.example/cb',
          state: 's',
          practice: false,
          title: 'Acme',
        });
      }, `${origin}/consent`);
      await electron.evaluate(async ({ webContents }) => {
        for (;;) {
          const page = webContents.getAllWebContents().find((one) => one.getURL().endsWith('/consent'));
          if (page !== undefined && !page.isLoading()) return;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      });
    },
    run: (script) =>
      electron.evaluate(
        ({ webContents }, code) =>
          webContents
            .getAllWebContents()
            .find((one) => one.getURL().includes('provider.example'))
            ?.mainFrame.executeJavaScript(code, true),
        script,
      ),
    refused: () => electron.evaluate(() => Reflect.get(globalThis, 'refusals') as readonly string[]),
    end: () =>
      electron.evaluate(async () => {
        globalThis.harness.abort();
        await globalThis.harness.outcome();
        await globalThis.harness.idle();
      }),
    close: async () => {
      await electron.close();
      await provider.close();
    },
  };
}
