import { app } from 'electron';

/** Whether this app's windows are X11's. Electron names the platform that it chose; none is X11, up to version 37. */
export function isOnX11(): boolean {
  return process.platform === 'linux' && ['', 'x11'].includes(app.commandLine.getSwitchValue('ozone-platform'));
}
