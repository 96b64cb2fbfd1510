import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { connectPractice, deskState, expect, sharedTest as test } from './desk.ts';

test('the end of a sign-in is saved for the calendar, in a file that only its owner reads', async ({ desk }) => {
  const { app, window, folder } = desk;
  await connectPractice(desk);
  const file = join(folder, 'reminder.ics');
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, file);
  await window.getByRole('button', { name: 'Add to calendar' }).click();
  await expect(window.getByText('reminder.ics is saved.')).toBeVisible();
  const [event] = new ICAL.Component(ICAL.parse(readFileSync(file, 'utf8'))).getAllSubcomponents('vevent');
  const starts = event && new ICAL.Event(event).startDate.toJSDate().getTime();
  const [connection] = (await deskState(window)).connections;
  expect(starts).toBe(Math.floor((connection?.authorization.endsAt ?? 0) / 1000) * 1000);
  expect(event?.getFirstPropertyValue('summary')).toContain('Practice organisation');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
