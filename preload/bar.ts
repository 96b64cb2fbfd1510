import { contextBridge, ipcRenderer } from 'electron';
import type { BarBridge, BarRequests, BarState } from './barContract.ts';

const ask =
  <R extends keyof BarRequests>(request: R) =>
  (...args: Parameters<BarRequests[R]>): Promise<ReturnType<BarRequests[R]>> =>
    // One string, as the other page's (`shared/message.ts`); without its bounds, which main has as well: a preload in a
    // sandbox is one file.
    ipcRenderer.invoke(request, JSON.stringify(args));

/** Everything that the bar of the sign-in window can do. */
const bar: BarBridge = {
  back: ask('back'),
  reload: ask('reload'),
  state: ask('state'),
  retry: ask('retry'),
  signIn: ask('signIn'),
  openInBrowser: ask('openInBrowser'),
  answer: ask('answer'),
  onState: (listener) => {
    const pass = (_event: unknown, state: BarState) => {
      listener(state);
    };
    ipcRenderer.on('state', pass);
    // With a block body: an expression body would return ipcRenderer to the page.
    return () => {
      ipcRenderer.removeListener('state', pass);
    };
  },
};

contextBridge.exposeInMainWorld('bar', bar);
