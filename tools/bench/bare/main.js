// What any Electron app costs: one window with an empty page, sandboxed as ours is, and one request that does nothing.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain } from 'electron';

app.whenReady().then(() => {
  ipcMain.handle('nothing', () => undefined);
  const window = new BrowserWindow({
    width: 1100,
    height: 720,
    useContentSize: true,
    show: false,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.once('ready-to-show', () => window.show());
  window.loadFile(join(import.meta.dirname, 'index.html'));
});
