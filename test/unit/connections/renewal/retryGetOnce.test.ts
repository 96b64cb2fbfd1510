import { describe, expect, it } from 'vitest';
import { retryGetOnce } from '../../../../main/connections/renewal/retryGetOnce.ts';
import { fail } from '../../../../main/result.ts';
import { settled } from '../../../fakes/clock.ts';
import { unreached } from '../../../fakes/fyleHttp.ts';
import { jsonAnswer, scriptedHttp } from '../../../fakes/http.ts';
import { connectedWorld, must, only } from '../../../fakes/world.ts';

const host = 'us1.fylehq.com';
const URL_ASKED = `https://${host}/platform/v1/spender/my_profile`;
const interrupted = { code: 'interrupted', host } as const;

describe('a question whose line broke off', () => {
  it('is asked once more, and no third time', async () => {
    const { http, asked } = scriptedHttp(interrupted, jsonAnswer({}));
    expect(await retryGetOnce(http)(URL_ASKED, { method: 'GET', headers: {} })).toMatchObject({ ok: true });
    expect(asked).toHaveLength(2);
    const again = scriptedHttp(interrupted, interrupted);
    expect(await retryGetOnce(again.http)(URL_ASKED, { method: 'GET', headers: {} })).toEqual(fail(interrupted));
  });

  it('is not asked again when it may have done something: a POST', async () => {
    const { http, asked } = scriptedHttp(interrupted);
    expect(await retryGetOnce(http)(URL_ASKED, { method: 'POST', headers: {}, body: '{}' })).toEqual(fail(interrupted));
    expect(asked).toHaveLength(1);
  });

  it.each([
    { code: 'offline', host },
    { code: 'timed-out', host },
    { code: 'unreachable', host },
  ] as const)('is not asked again after another failure: $code', async (failure) => {
    const { http, asked } = scriptedHttp(failure);
    expect(await retryGetOnce(http)(URL_ASKED, { method: 'GET', headers: {} })).toEqual(fail(failure));
    expect(asked).toHaveLength(1);
  });

  it('costs nobody the news of whose a token is, and never sends a refresh token twice', async () => {
    const { connections, fyle, id } = await connectedWorld();
    fyle.person = { ...fyle.person, name: 'Anna Berg-Novak' };
    fyle.next('profile', unreached(interrupted));
    must(await connections.renew(id));
    await settled();
    expect(only(connections).profile?.userName).toBe('Anna Berg-Novak');
    fyle.next('token', unreached(interrupted));
    expect(await connections.renew(id)).toEqual(fail(interrupted));
    expect(fyle.count('token')).toBe(2);
  });
});
