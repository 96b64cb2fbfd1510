import { contextBridge, ipcRenderer } from 'electron';
import type { BarBridge, BarRequests, BarState } from './barContract.ts';

const ask =
  <R extends keyof BarRequests>(request: R) =>
  (): Promise<ReturnType<BarRequests[R]>> =>
    ipcRenderer.invoke(request);

/** All that the bar of the sign-in window can do. */
const bar: BarBridge = {
  back: ask('back'),
  reload: ask('reload'),
  state: ask('state'),
  onState: (listener) => {
    const pass = (_event: unknown, state: BarState) => {
      listener(state);
    };
    ipcRenderer.on('state', pass);
    // A block: an expression would hand ipcRenderer itself to the page.
    return () => {
      ipcRenderer.removeListener('state', pass);
    };
  },
};

contextBridge.exposeInMainWorld('bar', bar);
