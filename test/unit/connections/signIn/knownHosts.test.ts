import { describe, expect, it } from 'vitest';
import { KnownHosts } from '../../../../main/connections/signIn/knownHosts.ts';
import { fylePresets } from '../../../../main/oauth/fyle.ts';
import type { Endpoints } from '../../../../preload/form.ts';

const at = (origin: string): Endpoints => ({
  authorization: `${origin}/authorize`,
  token: `${origin}/token`,
  cluster: `${origin}/cluster`,
});

/** `answers`: what the person says, one after the other. */
function world(answers: readonly boolean[], connected: readonly Endpoints[] = []) {
  const asked: (readonly string[])[] = [];
  const rest = [...answers];
  const connections = [...connected];
  const hosts = new KnownHosts({
    connected: () => connections,
    ask: async (hosts) => {
      asked.push(hosts);
      return rest.shift() ?? false;
    },
  });
  return { asked, hosts, connections };
}

describe('the known hosts', () => {
  it('are those of the presets and of the connections, about which nobody is asked', async () => {
    const { asked, hosts } = world([], [at('https://fyle.acme.example:8443')]);
    for (const { endpoints } of fylePresets) expect(await hosts.admit(endpoints)).toBe(true);
    expect(await hosts.admit(at('https://fyle.acme.example:8443'))).toBe(true);
    expect(asked).toEqual([]);
  });

  it('are asked about once each, and all new ones together', async () => {
    const { asked, hosts } = world([true, true]);
    const endpoints = { ...at('https://auth.example'), cluster: 'https://data.example:8443/cluster' };
    expect(await hosts.admit(endpoints)).toBe(true);
    expect(await hosts.admit(endpoints)).toBe(true);
    expect(await hosts.admit({ ...endpoints, authorization: 'https://other.example/' })).toBe(true);
    expect(asked).toEqual([['auth.example', 'data.example:8443'], ['other.example']]);
  });

  it('are asked about again after a no', async () => {
    const { asked, hosts } = world([false, true]);
    expect(await hosts.admit(at('http://127.0.0.1:22'))).toBe(false);
    expect(await hosts.admit(at('http://127.0.0.1:22'))).toBe(true);
    expect(asked).toEqual([['127.0.0.1:22'], ['127.0.0.1:22']]);
  });

  it.each([
    ['another port', 'https://auth.example:8443'],
    ['another scheme', 'http://localhost'],
    ['a name below it', 'https://a.auth.example'],
    ['a name above it', 'https://example'],
    ['a name with a dot at its end', 'https://auth.example.'],
    ['a name with a preset’s in it', 'https://accounts.fylehq.com.evil.example'],
  ])('are no other hosts than those confirmed: %s', async (_name, origin) => {
    const { hosts } = world([true, true, false]);
    expect(await hosts.admit(at('https://auth.example'))).toBe(true);
    expect(await hosts.admit(at('https://localhost'))).toBe(true);
    expect(await hosts.admit(at(origin))).toBe(false);
  });

  it('are those of a connection only while it is there', async () => {
    const { asked, hosts, connections } = world([], [at('https://auth.example')]);
    expect(await hosts.admit(at('https://auth.example'))).toBe(true);
    connections.length = 0;
    expect(await hosts.admit(at('https://auth.example'))).toBe(false);
    expect(asked).toEqual([['auth.example']]);
  });
});
