// Loaded into the app by Playwright's runs, before the app: takes back those of Playwright's switches that let a page do
// more, or less, than it can where the app runs by itself: floods, popups, timers and pages out of sight. One that matters
// here stays: `allow-pre-commit-input`, without which a click in the first moment of a page is lost.
const { app } = require('electron');

for (const name of [
  'disable-back-forward-cache',
  'disable-background-networking',
  'disable-background-timer-throttling',
  'disable-backgrounding-occluded-windows',
  'disable-hang-monitor',
  'disable-ipc-flooding-protection',
  'disable-popup-blocking',
  'disable-prompt-on-repost',
  'disable-renderer-backgrounding',
])
  app.commandLine.removeSwitch(name);
