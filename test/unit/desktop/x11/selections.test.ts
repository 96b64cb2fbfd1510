// With a real X server, and with xclip as the other programs on it.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Selections } from '../../../../main/desktop/x11/selections.ts';
import { hasX11, startXServer, type XServer } from './xServer.ts';

let x: XServer;
const TOKEN = `eyJ${'a'.repeat(1_500)}`;

async function open(): Promise<Selections> {
  const selections = await Selections.open(x.env);
  if (selections === undefined) throw new Error('no display');
  return selections;
}

describe.skipIf(!hasX11)('the selections of an X server', () => {
  beforeEach(async () => {
    x = await startXServer();
  });
  afterEach(() => x.stop());

  it('offer a text on the clipboard alone, in each form that programs ask for, marked as a secret', async () => {
    const selections = await open();
    expect(await selections.offer(TOKEN)).toBe(true);
    for (const form of ['UTF8_STRING', 'STRING', 'TEXT', 'text/plain', 'text/plain;charset=utf-8']) {
      expect(await x.paste(form)).toBe(TOKEN);
    }
    expect(await x.paste('x-kde-passwordManagerHint')).toBe('secret');
    expect((await x.paste('TARGETS')).split('\n')).toEqual(
      expect.arrayContaining(['TARGETS', 'TIMESTAMP', 'UTF8_STRING', 'STRING', 'x-kde-passwordManagerHint']),
    );
    expect(await x.paste('image/png')).toBe('');
    expect(await x.paste('UTF8_STRING', 'primary')).toBe('');
  });

  it('offer what is no secret without the mark', async () => {
    const selections = await open();
    expect(await selections.offer('orK7vTq2ZyoB', 'plain')).toBe(true);
    expect(await x.paste()).toBe('orK7vTq2ZyoB');
    expect(await x.paste('TARGETS')).not.toContain('passwordManagerHint');
    expect(await x.paste('x-kde-passwordManagerHint')).toBe('');
  });

  it('refuse a text that no request can hold', async () => {
    const selections = await open();
    expect(await selections.offer('a'.repeat(262_140 - 24))).toBe(true);
    expect((await x.paste()).length).toBe(262_116);
    expect(await selections.offer('a'.repeat(262_140 - 23))).toBe(false);
  });

  it('are emptied of the text alone', async () => {
    const selections = await open();
    await selections.offer(TOKEN);
    await selections.clear('another');
    expect(await x.paste()).toBe(TOKEN);
    await selections.clear(TOKEN);
    expect(await x.paste()).toBe('');
    await x.copy('an invoice number');
    await selections.clear(TOKEN);
    expect(await x.paste()).toBe('an invoice number');
  });

  it('that another program fills with the text get words in its place, which a manager then keeps', async () => {
    const selections = await open();
    await x.copy(TOKEN);
    await x.copy(TOKEN, 'primary');
    await selections.clear(TOKEN);
    expect(await x.paste()).toBe('Cleared by Token Desk');
    expect(await x.paste('UTF8_STRING', 'primary')).toBe('');
  });

  it('name the program that has the text', async () => {
    const selections = await open();
    expect(await selections.holder(TOKEN)).toBeUndefined();
    await x.copy(TOKEN);
    expect(await selections.holder(TOKEN)).toBe('xclip');
    expect(await selections.holder('another')).toBeUndefined();
  });

  it('give a text that comes in parts', async () => {
    const selections = await open();
    const long = 'long '.repeat(120_000);
    await x.copy(long);
    expect(await selections.read('CLIPBOARD')).toBe(long);
  });

  it('know whether their owner answers: one that misses the first questions does, a stopped one does not', async () => {
    const selections = await open();
    expect(await selections.isAnswering()).toBe(true);
    const owner = await x.copy('late');
    owner.kill('SIGSTOP');
    const began = performance.now();
    expect(await selections.isAnswering()).toBe(false);
    expect(performance.now() - began).toBeLessThan(2_000);
    setTimeout(() => owner.kill('SIGCONT'), 500);
    expect(await selections.isAnswering()).toBe(true);
  });

  it('are given up after 200 ms when their owner has stopped, and no late answer is taken for another', async () => {
    const selections = await open();
    const owner = await x.copy('late');
    owner.kill('SIGSTOP');
    const began = performance.now();
    expect(await selections.read('CLIPBOARD')).toBeUndefined();
    expect(await selections.holder(TOKEN)).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(600);
    await selections.clear(TOKEN);
    expect(await selections.offer(TOKEN)).toBe(true);
    await selections.clear(TOKEN);
    const next = await x.copy('of the next owner');
    next.kill('SIGSTOP');
    const reading = selections.read('CLIPBOARD');
    owner.kill('SIGCONT');
    expect(await reading).toBeUndefined();
    next.kill('SIGCONT');
    await expect.poll(() => selections.read('CLIPBOARD')).toBe('of the next owner');
  });

  it('are emptied when one program selected them, and no other', async () => {
    const selections = await open();
    await x.copy('selected elsewhere', 'primary');
    await selections.clearSelectionOf(0x20_0001);
    expect(await x.paste('UTF8_STRING', 'primary')).toBe('selected elsewhere');
  });
});

describe('without an X server', () => {
  it.each(['', ':', ':99999', 'nowhere.invalid:0', '/tmp/x:0', 'x'])(
    'there are none: DISPLAY is "%s"',
    async (DISPLAY) => {
      expect(await Selections.open({ DISPLAY })).toBeUndefined();
    },
  );
});
