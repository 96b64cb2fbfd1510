import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compositorSocket, openCompositorClipboard } from '../../../../main/desktop/wayland/dataControl.ts';

/** A compositor on a real socket, which speaks as sway does; the clipboard is what the test says. */
const open: { readonly server: Server; readonly folder: string; readonly sockets: Socket[] }[] = [];

afterEach(() => {
  for (const { server, folder, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
    rmSync(folder, { recursive: true });
  }
});

const uint = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const text = (value: string) => {
  const bytes = Buffer.from(`${value}\0`);
  return Buffer.concat([uint(bytes.length), bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
};
const event = (object: number, opcode: number, ...words: readonly (number | string)[]) => {
  const body = Buffer.concat(words.map((word) => (typeof word === 'number' ? uint(word) : text(word))));
  return Buffer.concat([uint(object), uint(((body.length + 8) << 16) | opcode), body]);
};

const SWAY = ['wl_compositor', 'wl_seat', 'zwlr_data_control_manager_v1'];

async function startCompositor(globals: readonly string[] = SWAY, answer?: Buffer, first: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'compositor-'));
  const path = join(folder, 'wayland-0');
  const sockets: Socket[] = [];
  let device = 0;
  let offers = 0;
  const cleared: number[] = [];
  const select = (types: readonly string[] | undefined) => {
    offers += 1;
    const offer = 0xff000000 + offers;
    const told = (types ?? []).map((type) => event(offer, 0, type));
    const news = types === undefined ? [] : [event(device, 0, offer), ...told];
    for (const socket of sockets) {
      // In pieces, as they may come.
      const bytes = Buffer.concat([...news, event(device, 1, types === undefined ? 0 : offer)]);
      socket.write(bytes.subarray(0, 5));
      socket.write(bytes.subarray(5));
    }
  };
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (answer !== undefined) return void socket.write(answer);
      for (let at = 0; at + 8 <= bytes.length; at += bytes.readUInt16LE(at + 6)) {
        const [object, opcode] = [bytes.readUInt32LE(at), bytes.readUInt16LE(at + 4)];
        if (object === 1 && opcode === 1)
          socket.write(Buffer.concat(globals.map((name, n) => event(2, 0, n + 1, name, 9))));
        else if (object === 1) socket.write(event(bytes.readUInt32LE(at + 8), 0, 0));
        else if (object === 5 && opcode === 1) {
          device = bytes.readUInt32LE(at + 8);
          if (first.length > 0) select(first);
        } else if (object === device && opcode === 0) cleared.push(bytes.readUInt32LE(at + 8));
      }
    });
  });
  open.push({ server, folder, sockets });
  await new Promise<void>((done) => server.listen(path, done));
  return { path, select, cleared };
}

describe('the clipboard as a compositor has it', () => {
  it.each(['zwlr_data_control_manager_v1', 'ext_data_control_manager_v1'])(
    'has the text that came after the connection, by %s',
    async (manager) => {
      const compositor = await startCompositor(['wl_seat', manager]);
      const clipboard = await openCompositorClipboard(compositor.path);
      const isThere = clipboard?.hasNewText(60_000);
      compositor.select(['TARGETS', 'text/plain;charset=utf-8', 'x-kde-passwordManagerHint']);
      expect(await isThere).toBe(true);
      expect(await clipboard?.hasNewText(0)).toBe(true);
    },
  );

  it.each([
    ['nothing comes', undefined],
    ['a picture comes', ['image/png']],
  ])('has no new text when %s', async (_case, types) => {
    const compositor = await startCompositor(SWAY, undefined, ['text/plain']);
    const clipboard = await openCompositorClipboard(compositor.path);
    if (types !== undefined) compositor.select(types);
    expect(await clipboard?.hasNewText(50)).toBe(false);
  });

  it('is emptied while the text is there, and never when another program has copied since', async () => {
    const compositor = await startCompositor();
    const clipboard = await openCompositorClipboard(compositor.path);
    await clipboard?.clear();
    expect(compositor.cleared).toEqual([]);
    compositor.select(['text/plain']);
    expect(await clipboard?.hasNewText(60_000)).toBe(true);
    await clipboard?.clear();
    expect(compositor.cleared).toEqual([0]);
    await clipboard?.clear();
    expect(compositor.cleared).toEqual([0]);

    const later = await openCompositorClipboard(compositor.path);
    compositor.select(['text/plain']);
    expect(await later?.hasNewText(60_000)).toBe(true);
    compositor.select(['text/plain']);
    // A question and its answer behind it: the event has arrived.
    await new Promise((done) => setImmediate(done));
    await expect.poll(() => later?.hasNewText(0)).toBe(false);
    await later?.clear();
    expect(compositor.cleared).toEqual([0]);
  });

  it.each([
    ['gives it to no program without the focus, as GNOME', ['wl_compositor', 'wl_seat'], undefined],
    ['has no seat', ['zwlr_data_control_manager_v1'], undefined],
    ['answers nonsense', SWAY, Buffer.alloc(64)],
    ['answers with text', SWAY, Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['never answers', SWAY, Buffer.alloc(0)],
    ['reports an error', SWAY, event(1, 0, 1, 0, 'no')],
  ])('cannot be asked of one that %s', async (_case, globals, answer) => {
    const { path } = await startCompositor(globals, answer);
    expect(await openCompositorClipboard(path, 200)).toBeUndefined();
  });

  it('cannot be asked where no compositor is', async () => {
    expect(await openCompositorClipboard(join(tmpdir(), 'no-compositor'))).toBeUndefined();
  });

  it('has nothing more once the compositor is gone', async () => {
    const compositor = await startCompositor();
    const clipboard = await openCompositorClipboard(compositor.path);
    const isThere = clipboard?.hasNewText(60_000);
    for (const { sockets } of open) for (const socket of sockets) socket.destroy();
    expect(await isThere).toBe(false);
    await clipboard?.clear();
  });
});

describe('the compositor’s socket', () => {
  it.each([
    [{}, undefined],
    [{ WAYLAND_DISPLAY: '', XDG_RUNTIME_DIR: '/run/user/1000' }, undefined],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, undefined],
    [{ WAYLAND_DISPLAY: 'wayland-0', XDG_RUNTIME_DIR: '/run/user/1000' }, '/run/user/1000/wayland-0'],
    [{ WAYLAND_DISPLAY: '/tmp/wayland-9', XDG_RUNTIME_DIR: '/run/user/1000' }, '/tmp/wayland-9'],
  ])('of %j', (environment, path) => {
    expect(compositorSocket(environment)).toBe(path);
  });
});
