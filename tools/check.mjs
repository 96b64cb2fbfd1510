import { runScripts } from './run.mjs';

// `npm run check`: what a change must pass before it is worth a whole run, all of it at once.
const codes = await runScripts({
  lint: ['lint'],
  types: ['types'],
  'dead code': ['dead'],
  unit: ['unit', '--project', 'unit'],
});
process.exitCode = Object.values(codes).every((code) => code === 0) ? 0 : 1;
