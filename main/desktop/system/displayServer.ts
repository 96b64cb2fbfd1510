import { app } from 'electron';

/** Whether this app's windows are X11's. Electron names the platform that it chose; none is X11, up to version 37. */
export function isOnX11(): boolean {
  return process.platform === 'linux' && ['', 'x11'].includes(app.commandLine.getSwitchValue('ozone-platform'));
}

/** Whether an X server may be there, XWayland's too. */
export function hasX11(): boolean {
  return process.platform === 'linux' && Boolean(process.env.DISPLAY);
}
