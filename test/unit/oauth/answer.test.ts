import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorResponse, readJsonObject } from '../../../main/oauth/answer.ts';
import { readDisplayText } from '../../../main/oauth/displayText.ts';
import { jsonAnswer, textAnswer } from '../../fakes/http.ts';

/** Control, invisible and direction characters, lone surrogates, line and paragraph separators; not those that join. */
const UNSHOWABLE = /(?!\u200c|\u200d|[\u{e0030}-\u{e007f}])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("a provider's words", () => {
  it.each([
    ['invalid token', 'invalid token'],
    ['  invalid \r\n\t token  ', 'invalid token'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['pay\u202Eexe.fdp\u202C now', 'pay exe.fdp now'],
    ['\u2066a\u2069\u200F\u061Cb', 'a b'],
    ['zero\u200Bwidth\uFEFF', 'zero width'],
    ['a\u0000b\u009Fc', 'a b c'],
    ['one\u2028two\u2029three', 'one two three'],
    ['half \uD83D of a pair', 'half of a pair'],
    ['<b>bold</b> & "quoted"', '<b>bold</b> & "quoted"'],
    ['财务 größe 🙂', '财务 größe 🙂'],
    ['a b c', 'a b c'],
  ])('%j are shown as %j', (text, shown) => {
    expect(readDisplayText(text)).toBe(shown);
  });

  it.each(['', ' \n\t', '\u0000\u202E\u200B', undefined, null, 7, true, {}, ['words'], { message: 'words' }])(
    'are none in %j',
    (text) => {
      expect(readDisplayText(text)).toBeUndefined();
    },
  );

  it('are cut after 300 characters, never within one', () => {
    expect(readDisplayText('x'.repeat(10_000_000))).toBe('x'.repeat(300));
    expect(readDisplayText(`${'x'.repeat(299)}🙂`)).toBe('x'.repeat(299));
    expect(readDisplayText(`${'x'.repeat(298)}🙂y`)).toBe(`${'x'.repeat(298)}🙂`);
    expect(readDisplayText(`${'x'.repeat(299)} y`)).toBe('x'.repeat(299));
  });

  it('hold nothing that hides or turns text, and fit, whatever comes', () => {
    const odd = fc.constantFrom('\u202E', '\u2067', '\u200B', '\u0000', '\u001b', '\n', '\uD83D', '\uDE42', '🙂', ' ');
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc.string({ unit: 'binary', size: 'max', minLength: 280, maxLength: 330 }),
      fc.array(fc.oneof(odd, fc.string({ unit: 'grapheme' })), { maxLength: 500 }).map((parts) => parts.join('')),
      fc.tuple(fc.nat(10), odd, odd).map(([more, one, two]) => 'x'.repeat(292 + more) + one + two),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const words = readDisplayText(raw);
        if (words === undefined) return;
        expect(words).not.toMatch(UNSHOWABLE);
        expect(words.length).toBeLessThanOrEqual(300);
        expect(words).toBe(words.trim());
        expect(words).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

describe('the object of an answer', () => {
  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

  it.each([
    ['JSON', '{"a":1}', { a: 1 }],
    ['JSON among white space', '\r\n\t {"a":1}\n', { a: 1 }],
    ['JSON behind the mark of UTF-8', Buffer.from('\uFEFF{"a":1}'), { a: 1 }],
    ['a name twice, of which the last counts', '{"a":1,"a":2}', { a: 2 }],
    ['an empty object', '{}', {}],
    [
      'a byte that is no UTF-8, which is marked',
      Buffer.from([...Buffer.from('{"a":"'), 0xff, 0x22, 0x7d]),
      { a: '\uFFFD' },
    ],
    ['20 levels', nested(20), JSON.parse(nested(20))],
    [
      'brackets within text',
      `{"message":"${'[{'.repeat(50)} \\" ${'['.repeat(50)}"}`,
      { message: `${'[{'.repeat(50)} " ${'['.repeat(50)}` },
    ],
  ])('is read from %s', async (_, body, expected) => {
    expect(await readJsonObject('token', textAnswer(body))).toEqual({ ok: true, value: expected });
  });

  it.each(['text/html', 'text/plain; charset=utf-16', 'application/octet-stream', ''])(
    'is read as UTF-8 whatever the content type, here %j',
    async (type) => {
      const answer = textAnswer('{"a":"ü"}', 200, { 'content-type': type });
      expect(await readJsonObject('token', answer)).toEqual({ ok: true, value: { a: 'ü' } });
    },
  );

  it('has no parent that an answer could have given it', async () => {
    const answer = textAnswer('{"__proto__":{"access_token":"abc"}}');
    const read = await readJsonObject('token', answer);
    expect(read.ok && read.value.access_token).toBeUndefined();
  });

  const portal = `<!doctype html><script>${'if(a){'.repeat(30)}${'}'.repeat(30)}</script><title>Sign in</title>`;
  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>Bad gateway</title>'],
    ["a captive portal's page, script and all", portal],
    ['cut JSON', '{"access_token":"abc'],
    ['cut JSON with many brackets', '['.repeat(1e5)],
    ['JSON and more', '{"a":1}{"a":1}'],
    ['a comment', '{"a":1 /* one */}'],
    ['a form', 'access_token=abc&token_type=bearer'],
    ['UTF-16, little end first', Buffer.from('\uFEFF{"a":1}', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\uFEFF{"a":1}', 'utf16le').swap16()],
    ['UTF-16 without its mark', Buffer.from('{"a":1}', 'utf16le')],
    ['bytes', Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0xff])],
  ])('is not JSON: %s', async (_, body) => {
    expect(await readJsonObject('cluster', textAnswer(body, 203))).toEqual({
      ok: false,
      failure: {
        code: 'unexpected-answer',
        step: 'cluster',
        status: 203,
        reason: 'not-json',
      },
    });
  });

  it.each([
    ['a list', '[{"access_token":"abc"}]'],
    ['null', 'null'],
    ['text', '"abc"'],
    ['a number', '7'],
    ['true', 'true'],
    ['21 levels', nested(21)],
    ['100,000 levels', nested(1e5)],
    ['100,000 levels of objects', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`],
    ['100,000 levels behind text that looks like their end', `{"z":"${']'.repeat(1e5)}",${nested(1e5).slice(1)}`],
    ['a list nested 100,000 deep', `${'['.repeat(1e5)}${']'.repeat(1e5)}`],
  ])('is of another shape: %s', async (_, body) => {
    expect(await readJsonObject('profile', textAnswer(body))).toEqual({
      ok: false,
      failure: { code: 'unexpected-answer', step: 'profile', status: 200, reason: 'wrong-shape' },
    });
  });

  it('is found exactly when a body is the JSON of an object, and nothing that comes is an error', async () => {
    const body = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.string({ unit: 'binary' }),
      fc.dictionary(fc.string(), fc.string({ unit: 'binary' })).map((value) => JSON.stringify(value)),
      fc.uint8Array().map((bytes) => new Uint8Array(bytes)),
    );
    await fc.assert(
      fc.asyncProperty(body, async (bytes) => {
        const read = await readJsonObject('token', textAnswer(bytes));
        const [object] = objectsIn(await textAnswer(bytes).text());
        expect(read.ok ? [read.value] : []).toEqual(object === undefined ? [] : [{ ...object }]);
      }),
      { numRuns: 300 },
    );
  });
});

function objectsIn(text: string): readonly object[] {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? [json] : [];
  } catch {
    return [];
  }
}

describe('a refusal', () => {
  const says = 'invalid token';

  it.each([
    [400, { code: 'wrong-parameters', status: 400, says }],
    [422, { code: 'wrong-parameters', status: 422, says }],
    [401, { code: 'sign-in-rejected', status: 401, says }],
    [498, { code: 'sign-in-rejected', status: 498, says }],
    [403, { code: 'user-not-allowed', says }],
    [404, { code: 'app-unknown', says }],
    [429, { code: 'too-many-requests' }],
    [408, { code: 'server-error', status: 408, says }],
    [500, { code: 'server-error', status: 500, says }],
    [502, { code: 'server-error', status: 502, says }],
    [503, { code: 'server-error', status: 503, says }],
    [504, { code: 'server-error', status: 504, says }],
    [599, { code: 'server-error', status: 599, says }],
    [201, { code: 'unexpected-answer', status: 201, reason: 'unexpected-status' }],
    [302, { code: 'unexpected-answer', status: 302, reason: 'unexpected-status' }],
    [405, { code: 'unexpected-answer', status: 405, reason: 'unexpected-status' }],
    [410, { code: 'unexpected-answer', status: 410, reason: 'unexpected-status' }],
    [415, { code: 'unexpected-answer', status: 415, reason: 'unexpected-status' }],
    [418, { code: 'unexpected-answer', status: 418, reason: 'unexpected-status' }],
  ])('by %i is told by its status', async (status, failure) => {
    expect(await readErrorResponse('token', jsonAnswer({ message: says }, status))).toEqual({
      step: 'token',
      ...failure,
    });
  });

  it.each([204, 304])('by %i, which has no body, is one of an unexpected status', async (status) => {
    expect(await readErrorResponse('token', textAnswer('', status))).toEqual({
      code: 'unexpected-answer',
      step: 'token',
      status,
      reason: 'unexpected-status',
    });
  });

  describe.each([400, 401, 403, 404, 410, 422, 498])('by %i', (status) => {
    it.each([
      ['a page', '<h1>Blocked</h1>', 'text/html'],
      ['a page of no type', '<h1>Blocked</h1>', ''],
      ['a word', 'RBAC: access denied', 'text/plain'],
      ['XML', '<Error><Code>AccessDenied</Code></Error>', 'application/xml'],
      ['cut JSON', '{"message":"inv', 'application/json'],
      ['an empty page', '', 'text/html; charset=utf-8'],
    ])('with %s for a body is not the provider’s own, and ends no sign-in', async (_, body, type) => {
      expect(await readErrorResponse('token', textAnswer(body, status, { 'content-type': type }))).toEqual({
        code: 'unexpected-answer',
        step: 'token',
        status,
        reason: 'not-json',
      });
    });

    it.each(['', ' \r\n', '"no"', '[]', 'null'])('with %j for a body is told by its status', async (body) => {
      const plain = await readErrorResponse('token', textAnswer(body, status));
      expect(plain).toEqual(await readErrorResponse('token', jsonAnswer({}, status)));
    });
  });

  it.each([408, 429, 500, 503])('by %i means the same with a page for a body', async (status) => {
    const page = await readErrorResponse(
      'profile',
      textAnswer('<h1>Sorry</h1>', status, { 'content-type': 'text/html' }),
    );
    const empty = await readErrorResponse('profile', jsonAnswer({}, status));
    expect(page).toEqual(empty);
    expect(page).not.toHaveProperty('says');
  });

  it.each([
    ['invalid_grant', 400, 'sign-in-rejected'],
    ['invalid_client', 400, 'sign-in-rejected'],
    ['invalid_client', 401, 'sign-in-rejected'],
    ['invalid_grant', 403, 'sign-in-rejected'],
    ['invalid_request', 400, 'wrong-parameters'],
    ['invalid_scope', 400, 'wrong-parameters'],
    ['unauthorized_client', 400, 'wrong-parameters'],
    ['unsupported_grant_type', 400, 'wrong-parameters'],
    ['invalid_grant', 503, 'server-error'],
    ['invalid_grant', 200, 'sign-in-rejected'],
    ['invalid_request', 200, 'wrong-parameters'],
  ])('that names the error %s at %i is %s', async (error, status, code) => {
    const refusal = await readErrorResponse('token', jsonAnswer({ error }, status));
    const named = code === 'sign-in-rejected' ? { error } : {};
    expect(refusal).toEqual({ code, step: 'token', status, says: error, ...named });
  });

  it.each(['slow_down', 'temporarily_unavailable'])('that names the error %s asks to wait', async (error) => {
    const headers = { 'retry-after': '7' };
    expect(await readErrorResponse('token', jsonAnswer({ error }, 400, headers))).toEqual({
      code: 'too-many-requests',
      step: 'token',
      retryAfter: 7000,
    });
  });

  it.each([
    ['7', 7000],
    ['0', 0],
    ['007', 7000],
    [' 7 ', 7000],
    // Long waits pass: the caller bounds how long it waits.
    ['99999999', 99_999_999_000],
    ['999999999', 99_999_999_000],
    ['9'.repeat(40), 99_999_999_000],
  ])('that asks to wait for %j seconds is followed', async (seconds, retryAfter) => {
    const refusal = await readErrorResponse('token', jsonAnswer({}, 429, { 'retry-after': seconds }));
    expect(refusal).toEqual({ code: 'too-many-requests', step: 'token', retryAfter });
  });

  it.each([
    ['Wed, 21 Oct 2026 07:28:07 GMT', 7_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
    ['Wed, 21 Oct 2026 07:20:00 GMT', 0],
    ['Thu, 22 Oct 2026 07:28:00 GMT', 86_400_000],
    ['Sunday, 01-Nov-26 07:28:00 GMT', 11 * 86_400_000],
  ])('that asks to wait until %s is followed from the answer’s own date', async (until, retryAfter) => {
    const headers = { 'retry-after': until, date: 'Wed, 21 Oct 2026 07:28:00 GMT' };
    expect(await readErrorResponse('token', jsonAnswer({}, 429, headers))).toMatchObject({ retryAfter });
    expect(await readErrorResponse('token', jsonAnswer({}, 503, headers))).toMatchObject({ retryAfter });
  });

  it.each(['Wed, 21 Oct 2026 07:28:00 GMT', '-1', 'abc', '', '7.5', '1e3', '0x10', '7, 8', '7s'])(
    'that asks to wait in a way that is not read, %j, is one without a wait',
    async (value) => {
      const answer = jsonAnswer({}, 429, { 'retry-after': value });
      expect(await readErrorResponse('token', answer)).toEqual({ code: 'too-many-requests', step: 'token' });
    },
  );

  it.each([
    [{ message: 'a', error_description: 'b', error: 'c' }, 'a'],
    [{ error_description: 'b', error: 'c' }, 'b'],
    [{ error: 'c' }, 'c'],
    [{ message: '', error_description: ' \u202E', error: 'c' }, 'c'],
    [{ message: { text: 'a' }, error: 'c' }, 'c'],
    [{ message: 'a\u001b[2J\u202Eb' }, 'a [2J b'],
    [{ message: '<script>a</script>' }, '<script>a</script>'],
  ])('of %j says %j', async (body, words) => {
    expect(await readErrorResponse('token', jsonAnswer(body, 400))).toHaveProperty('says', words);
  });

  it.each([{}, { message: null }, { message: 7 }, { error: ['a'] }, { errors: ['a'] }])(
    'of %j says nothing',
    async (body) => {
      expect(await readErrorResponse('token', jsonAnswer(body, 400))).not.toHaveProperty('says');
    },
  );

  it('is shown in 300 characters, however much it says', async () => {
    const refusal = await readErrorResponse('token', jsonAnswer({ message: 'x'.repeat(10_000_000) }, 400));
    expect(refusal).toHaveProperty('says', 'x'.repeat(300));
  });
});
