import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, openDesk } from '../../tools/drive.mjs';
import { connectPractice, deskState, expect, test } from './desk.ts';
import { proxySwitches, startProxy } from './loggingProxy.ts';

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: Readonly<Record<string, unknown>> }[];
}

/** Every host that Chromium's own log of its network traffic names: in a web address, or as a name to be resolved. */
function hostsIn(netLog: string): readonly string[] {
  const text = readFileSync(netLog, 'utf8');
  const addresses = text.match(/(?:https?|wss?):\/\/[^"\\/;, ]+/g) ?? [];
  const { constants, events }: NetLog = JSON.parse(text);
  const resolving = Object.entries(constants.logEventTypes).flatMap(([name, type]) =>
    name.startsWith('HOST_RESOLVER') || name.startsWith('DNS_') ? [type] : [],
  );
  const asked = events
    .filter(({ type }) => resolving.includes(type))
    .flatMap(({ params = {} }) => [params.host, params.hostname]);
  const named = asked
    .filter((host) => typeof host === 'string')
    .map((host) => (host.includes('://') ? host : `http://${host}`));
  return [...new Set([...addresses, ...named].map((address) => new URL(address).hostname))].toSorted();
}

// The dictionaries are those of the person's languages, and a language without one asks for none.
for (const language of ['en_US.UTF-8', 'de_DE.UTF-8']) {
  test(`from start to end the app asks no host but the provider's, in ${language}`, async () => {
    const folder = newFolder();
    const log = join(folder, 'network.json');
    const proxy = await startProxy();
    const switches = [`--log-net-log=${log}`, '--net-log-capture-mode=Everything', ...proxySwitches(proxy.port)];
    const desk = await openDesk({ folder, env: { LANG: language, LANGUAGE: '' }, switches });
    // The app speaks the computer's language, and this test English.
    await desk.window.evaluate(() => globalThis.window.bridge.changeSettings({ language: 'en' }));
    await connectPractice(desk);
    const { connections } = await deskState(desk.window);
    await desk.window.getByRole('button', { name: 'Renew now' }).click();
    const tokenOf = async () => (await deskState(desk.window)).connections[0]?.accessToken?.issuedAt;
    await expect.poll(tokenOf).toBeGreaterThan(connections[0]?.accessToken?.issuedAt ?? 0);
    await desk.app.close();
    await proxy.close();
    expect(hostsIn(log)).toEqual(['127.0.0.1']);
    const hosts = proxy.seen.map(({ target }) => target.split(':')[0]);
    // The page, its script's questions, and three requests for each token.
    expect(hosts.length).toBeGreaterThan(6);
    expect(new Set(hosts)).toEqual(new Set(['127.0.0.1']));
  });
}
