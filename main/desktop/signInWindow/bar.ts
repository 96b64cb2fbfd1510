import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { BarRequests, BarState } from '../../../preload/barContract.ts';
import { isHttpLoopback } from './addressPolicy.ts';

/** Answers the bar's requests, its document's only way to main. */
type BarHandlers = { readonly [R in keyof BarRequests]: () => ReturnType<BarRequests[R]> };

/** Connects the bar's document to main, but no frame in it; the returned function sends it a new state. */
export function connectBar(bar: WebContents, initial: BarState, acts: Omit<BarHandlers, 'state'>) {
  let current = initial;
  const handlers: BarHandlers = { ...acts, state: () => current };
  for (const [request, handler] of Object.entries(handlers)) {
    // `ipc` belongs to this document: the same channel of another window does not lead here.
    bar.ipc.handle(request, (event: IpcMainInvokeEvent) => {
      if (event.senderFrame !== bar.mainFrame) throw new Error(`not the bar: ${request}`);
      return handler();
    });
  }
  return (state: BarState): void => {
    current = state;
    bar.send('state', state);
  };
}

/** What the bar shows about a page: its host in ASCII, which no other alphabet can imitate, and how it was loaded. */
export function describePage(address: string): Pick<BarState, 'host' | 'security'> {
  const { host, protocol } = new URL(address);
  if (protocol === 'https:') return { host, security: 'encrypted' };
  return { host, security: isHttpLoopback(address) ? 'this-computer' : 'blank' };
}
