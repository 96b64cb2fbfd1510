import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { endReminder, reminderName } from '../../../../main/desktop/saving/endReminder.ts';

const now = Date.UTC(2026, 10, 23, 14, 5);
const endsAt = Date.UTC(2027, 8, 20, 12, 5);
const id = '0123456789abcdef0123456789abcdef';

/** The reminder as another program reads it. */
async function read(name: string, estimated = false) {
  const file = (await endReminder({ id, name, endsAt, estimated }, now)) ?? '';
  const [event] = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
  if (event === undefined) throw new Error('no event');
  return { file, event: new ICAL.Event(event), alarms: event.getAllSubcomponents('valarm'), lines: event };
}

describe('a reminder for the calendar', () => {
  it('is at the end of the sign-in, in UTC, and reminds a week and a day before', async () => {
    const { event, alarms, file } = await read('Acme Ltd');
    expect(event.summary).toBe('Fyle sign-in of Acme Ltd ends');
    expect(event.startDate.toJSDate().getTime()).toBe(endsAt);
    expect(file).toContain('DTSTART:20270920T120500Z');
    expect(event.startDate.zone.tzid).toBe('UTC');
    expect(alarms.map((one) => `${one.getFirstPropertyValue('trigger')}`)).toEqual(['-PT168H', '-PT24H']);
    expect(event.uid).toBe(`${id}@token-desk`);
  });

  it('says so when the end is not certain', async () => {
    expect((await read('Acme Ltd', true)).event.summary).toBe('Fyle sign-in of Acme Ltd may end');
  });

  it('is what RFC 5545 asks of a file: lines that end in CR and LF and have 75 bytes at most', async () => {
    const { file } = await read('Ä€😀'.repeat(60));
    const lines = file.split('\r\n');
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect([lines[0], lines.at(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR']);
  });

  it.each([
    ['a; b, c\\n\\N \\; "d"', 'a; b, c\\n\\N \\; "d"'],
    ['Acme\r\nEND:VEVENT\r\nBEGIN:VEVENT', 'Acme END:VEVENT BEGIN:VEVENT'],
    ['Acme\nATTACH:file:///etc/passwd', 'Acme ATTACH:file:///etc/passwd'],
    ['Acme\u2028X\u2029Y\u0085Z', 'Acme X Y Z'],
    ['\u202eevil\u202c', 'evil'],
    ['شركة 7', 'شركة 7'],
    ['👍 Ltd', '👍 Ltd'],
  ])('shows the name %j as text, whatever it holds', async (name, shown) => {
    const { event, file, lines } = await read(name);
    expect(event.summary).toBe(`Fyle sign-in of ${shown} ends`);
    expect(file.match(/^BEGIN:VEVENT\r$/gm)).toHaveLength(1);
    expect(lines.hasProperty('attach')).toBe(false);
  });

  it.each([Number.NaN, Infinity, -Infinity, 9e15])('is none for the time %d', async (time) => {
    expect(await endReminder({ id, name: 'Acme', endsAt: time, estimated: false }, now)).toBeUndefined();
  });
});

describe('the name of its file', () => {
  it.each([
    ['Acme Ltd', 'Acme Ltd sign-in ends.ics'],
    ['../../etc/passwd', 'etc passwd sign-in ends.ics'],
    ['C:\\x|y*"<>?', 'C  x y sign-in ends.ics'],
    ['..', 'sign-in ends.ics'],
    ['.hidden', 'hidden sign-in ends.ics'],
    ['a\u0000b\nc', 'a b c sign-in ends.ics'],
    ['😀'.repeat(50), `${'😀'.repeat(40)} sign-in ends.ics`],
  ])('of %j is one that each system takes', (name, file) => {
    expect(reminderName(name)).toBe(file);
  });
});
