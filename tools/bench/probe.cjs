// Loaded into the main process before the app (`electron -r`): prints each moment of the start as a line of JSON.
const { writeSync } = require('node:fs');
const { app } = require('electron');

/** @param {string} moment */
function mark(moment) {
  writeSync(1, `${JSON.stringify({ moment, at: performance.timeOrigin + performance.now() })}\n`);
}

mark('mainBegins');
const whenReady = app.whenReady.bind(app);
let isLoaded = false;
app.whenReady = () => {
  // Both apps call `whenReady` once their modules are loaded.
  if (!isLoaded) mark('mainLoaded');
  isLoaded = true;
  return whenReady();
};
app.once('browser-window-created', () => mark('windowMade'));
