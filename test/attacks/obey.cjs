// Loaded before the sign-in window by test/attacks/plainElectron.ts: does in main what the test sends.
const { runInThisContext } = require('node:vm');
const electron = require('electron');

process.on('message', async ({ id, code, argument }) => {
  try {
    process.send?.({ id, value: await runInThisContext(code)(electron, argument) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
  }
});
const look = setInterval(() => {
  if (!('harness' in globalThis)) return;
  clearInterval(look);
  process.send?.({ id: 0 });
}, 20);
