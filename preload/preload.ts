import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Channel, Notices, Reply, Requests } from './contract.ts';

/** No field of any request is longer; more would only keep main busy. */
const LONGEST_TEXT = 40_000;

function isTooLarge(value: unknown): boolean {
  if (typeof value === 'string') return value.length > LONGEST_TEXT;
  return typeof value === 'object' && value !== null && Object.values(value).some(isTooLarge);
}

const ask =
  <C extends Channel>(channel: C) =>
  async (...args: Parameters<Requests[C]>): Promise<Reply<ReturnType<Requests[C]>>> =>
    isTooLarge(args) ? { ok: false, failure: { code: 'bad-request' } } : ipcRenderer.invoke(channel, ...args);

const notices: { readonly [N in keyof Notices]: N } = { desk: 'desk', show: 'show' };

/** Every request by name: leave one out and this does not compile. */
const bridge: Bridge = {
  desk: ask('desk'),
  presets: ask('presets'),
  connect: ask('connect'),
  connectPractice: ask('connectPractice'),
  signInAgain: ask('signInAgain'),
  cancelSignIn: ask('cancelSignIn'),
  copyToken: ask('copyToken'),
  clearClipboard: ask('clearClipboard'),
  revealToken: ask('revealToken'),
  renew: ask('renew'),
  remove: ask('remove'),
  on: (notice, listener) => {
    // The page is hostile: no channel but these is listened to.
    if (!Object.hasOwn(notices, notice)) return () => undefined;
    const pass = (_event: unknown, state: Notices[typeof notice]) => {
      listener(state);
    };
    ipcRenderer.on(notice, pass);
    // A block: an expression would hand ipcRenderer itself to the page.
    return () => {
      ipcRenderer.removeListener(notice, pass);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
