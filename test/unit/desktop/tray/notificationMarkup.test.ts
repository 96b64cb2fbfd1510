// With a real bus, on which nobody answers, and with buses that answer as each server does.

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeStringArray } from '../../../../main/desktop/dbus/message.ts';
import { literalBody } from '../../../../main/desktop/tray/notificationMarkup.ts';

const NAME = 'A & B <b>c</b> &amp;';
const ESCAPED = 'A &amp; B &lt;b&gt;c&lt;/b&gt; &amp;amp;';
let folder = '';
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-desk-bus-'));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** A bus whose second reply has this body. */
async function busThatAnswers(body: Buffer): Promise<string> {
  const path = join(folder, 'bus');
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write('OK 0\r\n');
      socket.once('data', () => socket.write(Buffer.concat([reply(1, Buffer.alloc(0)), reply(2, body)])));
    });
  });
  await new Promise<void>((resolve) => server?.listen(path, resolve));
  return `unix:path=${path}`;
}

/** A method's return, of which the app reads the serial and the body. */
function reply(serial: number, body: Buffer): Buffer {
  const head = Buffer.alloc(24);
  head.set([0x6c, 2, 0, 1]);
  for (const [at, number] of [
    [4, body.length],
    [8, 1],
    [12, 8],
  ] as const)
    head.writeUInt32LE(number, at);
  head.set([5, 1, 0x75, 0], 16);
  head.writeUInt32LE(serial, 20);
  return Buffer.concat([head, body]);
}

describe('the body of a notification', () => {
  it.each<[string, readonly string[], string]>([
    ['dunst', ['actions', 'body', 'body-hyperlinks', 'body-markup', 'icon-static'], ESCAPED],
    ['xfce4-notifyd', ['actions', 'body', 'body-hyperlinks', 'body-markup', 'icon-static', 'persistence'], ESCAPED],
    ['a server without markup', ['actions', 'body', 'body-hyperlinks'], NAME],
    ['a server that can nothing', [], NAME],
  ])('is escaped where the server reads markup: %s', async (_name, capabilities, shown) => {
    expect(await literalBody(NAME, await busThatAnswers(encodeStringArray(capabilities)))).toBe(shown);
  });

  it.each([
    ['an array that is longer than the body', 'ff000000'],
    ['a string that is longer than the array', '08000000ff00000061626300'],
    ['nothing', ''],
  ])('is escaped when the answer cannot be read: %s', async (_name, hex) => {
    expect(await literalBody(NAME, await busThatAnswers(Buffer.from(hex, 'hex')))).toBe(ESCAPED);
  });

  it.each(['', 'unix:path=/nowhere', 'tcp:host=localhost'])('is escaped without a bus: "%s"', async (address) => {
    expect(await literalBody(NAME, address)).toBe(ESCAPED);
  });
});
