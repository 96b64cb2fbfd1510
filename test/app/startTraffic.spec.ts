import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, openDesk } from '../../tools/drive.mjs';
import { connectPractice, expect, test } from './desk.ts';

/** Every web address that Chromium's own log of its network traffic names, by host. */
function hostsIn(netLog: string): readonly string[] {
  const addresses = readFileSync(netLog, 'utf8').match(/(?:https?|wss?):\/\/[^"\\/;, ]+/g) ?? [];
  return [...new Set(addresses.map((address) => new URL(address).hostname))].toSorted();
}

// The dictionaries are those of the person's languages, and a language without one asks for none.
for (const language of ['en_US.UTF-8', 'de_DE.UTF-8']) {
  test(`a start and a sign-in ask no host but the provider's, in ${language}`, async () => {
    const folder = newFolder();
    const log = join(folder, 'network.json');
    const desk = await openDesk({ folder, env: { LANG: language }, switches: [`--log-net-log=${log}`] });
    await connectPractice(desk);
    await desk.app.close();
    expect(hostsIn(log)).toEqual(['127.0.0.1']);
  });
}
