// A bare Electron whose one window shows files of `out/`: what `test/pictures` takes pictures of. None of the app's main.
const { join, normalize } = require('node:path');
const { pathToFileURL } = require('node:url');
const { app, BrowserWindow, net, protocol } = require('electron');

const out = join(__dirname, '../../../out');
protocol.registerSchemesAsPrivileged([
  { scheme: 'pictures', privileges: { standard: true, secure: true, codeCache: true } },
]);
void app.whenReady().then(() => {
  protocol.handle('pictures', ({ url }) => net.fetch(pathToFileURL(join(out, normalize(new URL(url).pathname))).href));
  const window = new BrowserWindow({
    ...{ show: false, useContentSize: true, width: 1920, height: 1080 },
    // A hidden window draws nothing, unless it is drawn into memory.
    webPreferences: { offscreen: true },
  });
  void window.loadURL('about:blank');
});
