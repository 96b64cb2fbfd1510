import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../main/oauth/secret.ts';

const VALUE = 'hunter2-refresh-token';
const secret = new Secret(VALUE);

it('is equal to another one of the same string alone', () => {
  expect(secret.equals(new Secret(VALUE))).toBe(true);
  expect(secret.equals(new Secret(`${VALUE} `))).toBe(false);
});

it('reveals what it was given, to the letter', () => {
  expect(secret.reveal()).toBe(VALUE);
  expect(new Secret('').reveal()).toBe('');
  expect(new Secret(' ü\n\u0000').reveal()).toBe(' ü\n\u0000');
});

describe('a secret is printed as [secret]', () => {
  it.each([
    ['by String()', String(secret), '[secret]'],
    ['in a template', `Bearer ${secret}`, 'Bearer [secret]'],
    ['when joined', ['a', secret].join(), 'a,[secret]'],
    ['as JSON', JSON.stringify(secret), '"[secret]"'],
    ['within JSON', JSON.stringify({ grant: [secret] }), '{"grant":["[secret]"]}'],
    ['by inspect', inspect(secret), '[secret]'],
    ['by inspect with everything hidden shown', inspect(secret, { showHidden: true, depth: null }), '[secret]'],
    ['deep within what is inspected', inspect({ a: { b: { c: [secret] } } }, { depth: null }), '[secret]'],
    ['in a Map', inspect(new Map([['token', secret]])), '[secret]'],
    ['by format %s', format('%s', secret), '[secret]'],
    ['by format %o', format('%o', secret), '[secret]'],
    ['by format %O', format('%O', secret), '[secret]'],
    ['by format %j', format('%j', { secret }), '[secret]'],
    ['as a surplus argument of format', format('token', secret), 'token [secret]'],
    ['as the cause of an error', inspect(new Error('refused', { cause: secret })), '[secret]'],
    ['within the cause of an error', inspect(new Error('refused', { cause: { body: { secret } } })), '[secret]'],
    ['in the message of an error', String(new Error(String(secret)).stack), '[secret]'],
  ])('%s', (_, printed, expected) => {
    expect(printed).toContain(expected);
    expect(printed).not.toContain(VALUE);
  });

  it('on a console', () => {
    const written: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk));
        done();
      },
    });
    const own = new Console({ stdout: stream, stderr: stream });
    own.log(secret, { secret }, [secret]);
    own.error('%s %o', secret, secret);
    expect(written.join('').match(/\[secret\]/g)).toHaveLength(5);
    // These two print an object without its methods, and so show nothing.
    own.dir({ secret }, { showHidden: true, depth: null });
    own.table([{ secret }]);
    expect(written.join('')).not.toContain(VALUE);
  });
});

describe('a secret has nothing that could be read from outside', () => {
  it.each([
    ['no key', Reflect.ownKeys(secret)],
    ['no enumerable property', Object.entries(secret)],
    ['nothing that a spread copies', Reflect.ownKeys({ ...secret })],
    ['nothing that a structured clone keeps', Reflect.ownKeys(structuredClone(secret))],
  ])('%s', (_, found) => {
    expect(found).toEqual([]);
  });

  it('is not in its serialised bytes', () => {
    expect(serialize({ secret }).includes(VALUE)).toBe(false);
    expect(serialize({ secret }).includes(Buffer.from(VALUE, 'utf16le'))).toBe(false);
  });

  it('is not shown by an inspection that ignores its own way to print', () => {
    expect(inspect(secret, { customInspect: false, showHidden: true })).not.toContain(VALUE);
  });

  it('is not compared by value with another', () => {
    expect(Number(secret)).toBeNaN();
    expect(`${secret}` === `${new Secret('another')}`).toBe(true);
  });
});
