import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, Channel, Notices, Reply, Requests } from './contract.ts';
import { writeMessage } from './shared/message.ts';

/** Our page has a handful of requests under way at the most; a page that floods main would stop the tray and the renewals. */
const MOST_UNDER_WAY = 32;
/** Our page listens once for each notice. */
const MOST_LISTENERS = 16;

const refused = { ok: false, failure: { code: 'bad-request' } } as const;
let underWay = 0;

const ask =
  <C extends Channel>(channel: C) =>
  async (...args: Parameters<Requests[C]>): Promise<Reply<ReturnType<Requests[C]>>> => {
    const message = underWay < MOST_UNDER_WAY ? writeMessage(args) : undefined;
    if (message === undefined) return refused;
    underWay += 1;
    try {
      return await ipcRenderer.invoke(channel, message);
    } finally {
      underWay -= 1;
    }
  };

const notices: { readonly [N in keyof Notices]: N } = { desk: 'desk', show: 'show', mask: 'mask', act: 'act' };

/** Every request by name: without one of them this does not compile. */
const bridge: Bridge = {
  desk: ask('desk'),
  presets: ask('presets'),
  findPreset: ask('findPreset'),
  checkSettings: ask('checkSettings'),
  openCustomApps: ask('openCustomApps'),
  pasteCredentials: ask('pasteCredentials'),
  copyRedirectUri: ask('copyRedirectUri'),
  connect: ask('connect'),
  joinInto: ask('joinInto'),
  connectPractice: ask('connectPractice'),
  signInAgain: ask('signInAgain'),
  settleAccount: ask('settleAccount'),
  showSignIn: ask('showSignIn'),
  openInBrowser: ask('openInBrowser'),
  copySignInAddress: ask('copySignInAddress'),
  pasteRedirect: ask('pasteRedirect'),
  cancelSignIn: ask('cancelSignIn'),
  answerProxy: ask('answerProxy'),
  copyToken: ask('copyToken'),
  copyFact: ask('copyFact'),
  clearClipboard: ask('clearClipboard'),
  clearSelection: ask('clearSelection'),
  tellTyped: ask('tellTyped'),
  protectScreen: ask('protectScreen'),
  offerActs: ask('offerActs'),
  isClipboardAnswering: ask('isClipboardAnswering'),
  rightClick: ask('rightClick'),
  revealToken: ask('revealToken'),
  renew: ask('renew'),
  activity: ask('activity'),
  activitySummary: ask('activitySummary'),
  verifyActivity: ask('verifyActivity'),
  exportActivity: ask('exportActivity'),
  saveReminder: ask('saveReminder'),
  present: ask('present'),
  endPause: ask('endPause'),
  tryKeychain: ask('tryKeychain'),
  createVault: ask('createVault'),
  openVault: ask('openVault'),
  setVaultAside: ask('setVaultAside'),
  answerQuit: ask('answerQuit'),
  setLock: ask('setLock'),
  lockNow: ask('lockNow'),
  unlock: ask('unlock'),
  unlockBySystem: ask('unlockBySystem'),
  edit: ask('edit'),
  about: ask('about'),
  changeSettings: ask('changeSettings'),
  arrangeList: ask('arrangeList'),
  moveConnection: ask('moveConnection'),
  remove: ask('remove'),
  undoRemove: ask('undoRemove'),
  forgetEverything: ask('forgetEverything'),
  on: (notice, listener) => {
    // A hostile page must not listen on other channels.
    if (
      typeof notice !== 'string' ||
      !Object.hasOwn(notices, notice) ||
      ipcRenderer.listenerCount(notice) >= MOST_LISTENERS
    )
      return () => undefined;
    const pass = (_event: unknown, state: Notices[typeof notice]) => {
      listener(state);
    };
    ipcRenderer.on(notice, pass);
    // With a block body: an expression body would return ipcRenderer to the page.
    return () => {
      ipcRenderer.removeListener(notice, pass);
    };
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
