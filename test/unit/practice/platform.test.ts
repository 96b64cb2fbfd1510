import { describe, expect, it } from 'vitest';
import { signJwt } from '../../../main/practice/jwt.ts';
import { getAccessToken, practiceForTest, read, START } from './client.ts';

const PROFILE = '/platform/v1/spender/my_profile';

describe('the cluster endpoint', () => {
  it.each([
    { what: 'nothing', init: {} },
    { what: '{}', init: { body: '{}', type: 'application/json' } },
  ])('answers $what with its own origin', async ({ init: { body, type } }) => {
    const { practice } = await practiceForTest();
    const headers = {
      authorization: `Bearer ${await getAccessToken(practice)}`,
      ...(type && { 'content-type': type }),
    };
    const answer = await read(
      await fetch(practice.endpoints['2026'].cluster, { method: 'POST', headers, ...(body && { body }) }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ cluster_domain: practice.origin });
  });

  it.each([
    { body: '{}', type: 'text/plain' },
    { body: 'a=b', type: 'application/x-www-form-urlencoded' },
    { body: '{"a":1}', type: 'application/json' },
    { body: '[]', type: 'application/json' },
  ])('answers 400 to the body $body of type $type', async ({ body, type }) => {
    const { practice } = await practiceForTest();
    const headers = { authorization: `Bearer ${await getAccessToken(practice)}`, 'content-type': type };
    const answer = await read(await fetch(practice.endpoints['2021'].cluster, { method: 'POST', headers, body }));
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body)).toEqual(['message']);
  });

  it('answers 405 to GET', async () => {
    const { practice } = await practiceForTest();
    expect((await fetch(practice.endpoints['2021'].cluster)).status).toBe(405);
  });
});

describe('the profile', () => {
  it('says whose token it is', async () => {
    const { practice } = await practiceForTest();
    const headers = { authorization: `Bearer ${await getAccessToken(practice)}` };
    const answer = await read(await fetch(practice.origin + PROFILE, { headers }));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: {
        user_id: 'usPractice01',
        org_id: 'orPractice01',
        org: { id: 'orPractice01', name: 'Practice organisation', domain: 'practice.example', currency: 'EUR' },
        user: { id: 'usPractice01', email: 'pat@practice.example', full_name: 'Pat Example' },
        roles: ['FYLER', 'ADMIN'],
      },
    });
  });

  it('is that of the person it was started with', async () => {
    const { practice } = await practiceForTest({ person: { userName: 'Ann Other', roles: ['AUDITOR'] } });
    const headers = { authorization: `Bearer ${await getAccessToken(practice)}` };
    const { body } = await read(await fetch(practice.origin + PROFILE, { headers }));
    expect(body.data).toMatchObject({ user: { full_name: 'Ann Other' }, roles: ['AUDITOR'] });
  });

  it('is refused when the access token was given for another person', async () => {
    const other = await practiceForTest({ person: { orgUserId: 'ouOther' } });
    const { practice } = await practiceForTest();
    const headers = { authorization: `Bearer ${await getAccessToken(other.practice)}` };
    expect((await fetch(practice.origin + PROFILE, { headers })).status).toBe(401);
  });

  it('is refused an hour after the access token was given', async () => {
    const { practice, wait } = await practiceForTest();
    const headers = { authorization: `Bearer ${await getAccessToken(practice)}` };
    wait(3_599_999);
    expect((await fetch(practice.origin + PROFILE, { headers })).status).toBe(200);
    wait(1);
    const { status, body } = await read(await fetch(practice.origin + PROFILE, { headers }));
    expect({ status, body }).toEqual({ status: 401, body: { message: 'invalid token' } });
  });

  it('answers 405 to POST', async () => {
    const { practice } = await practiceForTest();
    expect((await fetch(practice.origin + PROFILE, { method: 'POST' })).status).toBe(405);
  });
});

describe('cluster and profile', () => {
  const forged = signJwt({ iss: 'FyleApp', org_user_id: 'ouPractice01', exp: START }, 'another key');

  it.each([
    { what: 'no token', authorization: () => undefined },
    { what: 'another scheme', authorization: (token: string) => `Basic ${token}` },
    { what: 'a bare token', authorization: (token: string) => token },
    { what: 'two tokens', authorization: (token: string) => `Bearer ${token} ${token}` },
    { what: 'a token cut short', authorization: (token: string) => `Bearer ${token.slice(0, -1)}` },
    { what: 'a forged token', authorization: () => `Bearer ${forged}` },
    { what: 'the refresh token', authorization: (_: string, refreshToken: string) => `Bearer ${refreshToken}` },
  ])('answer 401 to $what', async ({ authorization }) => {
    const { practice } = await practiceForTest();
    const value = authorization(await getAccessToken(practice), practice.internalApp.refreshToken);
    const headers = value === undefined ? {} : { authorization: value };
    const cluster = await read(await fetch(practice.endpoints['2021'].cluster, { method: 'POST', headers }));
    const profile = await read(await fetch(practice.origin + PROFILE, { headers }));
    for (const { status, body } of [cluster, profile]) {
      expect({ status, body }).toEqual({ status: 401, body: { message: 'invalid token' } });
    }
  });

  it.each([
    { trouble: 'user-disabled', status: 403 },
    { trouble: 'failing', status: 500 },
  ] as const)('answer $status when $trouble', async ({ trouble, status }) => {
    const { practice } = await practiceForTest();
    const headers = { authorization: `Bearer ${await getAccessToken(practice)}` };
    practice.pretend(trouble);
    const cluster = await read(await fetch(practice.endpoints['2021'].cluster, { method: 'POST', headers }));
    const profile = await read(await fetch(practice.origin + PROFILE, { headers }));
    expect([cluster.status, profile.status]).toEqual([status, status]);
    expect(Object.keys(profile.body)).toEqual(['message']);
  });
});
