import { runScripts } from './run.mjs';

// `npm run check`: the quick checks for each commit, side by side; `npm test` runs everything.
const codes = await runScripts({
  lint: ['lint'],
  types: ['types'],
  'dead code': ['dead'],
  unit: ['unit', '--project', 'unit'],
});
process.exitCode = Object.values(codes).every((code) => code === 0) ? 0 : 1;
