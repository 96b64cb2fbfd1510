import { runTool } from './setup/problem.mjs';
import { runRows, tellRows } from './tables/runRows.mjs';
import { readTable } from './tables/table.mjs';

// `npm run attacks`: runs the tests that docs/attacks.md names, each attack in real Electron. The last line is the count.
await runTool(async () => {
  const attacks = readTable('docs/attacks.md');
  const repelled = tellRows(attacks, await runRows(attacks), 'repelled');
  console.log(`\n${attacks.length} attacks, ${repelled} repelled`);
  return repelled === attacks.length ? 0 : 1;
});
