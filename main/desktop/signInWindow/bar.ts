import type { IpcMainInvokeEvent, WebContents } from 'electron';
import type { BarRequests, BarState } from '../../../preload/barContract.ts';

/** What answers the bar's requests: its document has no other way to reach main. */
type BarHandlers = { readonly [R in keyof BarRequests]: () => ReturnType<BarRequests[R]> };

/**
 * Joins the bar's document to main; the returned function tells it a new state. A request that comes from a frame
 * inside the document, and not from the document itself, throws.
 */
export function connectBar(
  bar: WebContents,
  initial: BarState,
  acts: Omit<BarHandlers, 'state'>,
): (state: BarState) => void {
  let current = initial;
  const handlers: BarHandlers = { ...acts, state: () => current };
  for (const [request, handler] of Object.entries(handlers)) {
    // `ipc` of this one document: the same channel of another window or page does not lead here.
    bar.ipc.handle(request, (event: IpcMainInvokeEvent) => {
      if (event.senderFrame !== bar.mainFrame) throw new Error(`not the bar: ${request}`);
      return handler();
    });
  }
  return (state) => {
    current = state;
    bar.send('state', state);
  };
}
