import { writeSync } from 'node:fs';
import type { Connection } from '../../main/connections/model/connection.ts';
import { diskRegistry } from '../../main/desktop/files/registry.ts';
import { fylePresets } from '../../main/oauth/fyle.ts';

/** A process that does nothing but write the registry, larger each time, and says the number of each write that was taken. */
const [, , folder = '', name = ''] = process.argv;
const registry = diskRegistry(folder);
const authorization = { signedInAt: 1_785_000_000_000, endsAt: 1_816_536_000_000, estimated: true };
const common = { kind: 'internal', practice: false, endpoints: fylePresets[0].endpoints, authorization } as const;

for (let number = Number(registry.read().connections[0]?.clientId ?? 0) + 1; ; number += 1) {
  const connections: readonly Connection[] = Array.from({ length: 20 + (number % 80) }, (_, index) => ({
    ...{ ...common, id: index.toString(16).padStart(32, '0'), name: `${name} ${number}`, clientId: String(number) },
  }));
  // At once, as a person is told: not when the event loop comes to it.
  if (registry.write({ connections, orphanedItems: [] }).ok) writeSync(1, `${number}\n`);
}
