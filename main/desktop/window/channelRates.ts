import type { Channel } from '../../../preload/contract.ts';
import type { Rate } from '../../connections/timing/tokenBucket.ts';

/** Asks main for what it has. */
const LOOK: Rate = { burst: 200, perMinute: 1_200 };
/** A person presses something. */
const ACT: Rate = { burst: 30, perMinute: 60 };
/** A key that is held moves a row thirty times a second, and each is written to the disk. */
const MOVE: Rate = { burst: 60, perMinute: 300 };
/** Sends a request to addresses that the page names, or opens a window. */
const ASK_OUTSIDE: Rate = { burst: 20, perMinute: 20 };
/** Reads the whole history, which may take a thread some seconds. */
const READ_ALL: Rate = { burst: 30, perMinute: 60 };
/** A passphrase, each of which costs half a second of a processor. */
const DERIVE: Rate = { burst: 6, perMinute: 6 };

/** How often the page may ask main, for each channel; more is refused. Without one of them this does not compile. */
export const channelRates: Readonly<Record<Channel, Rate>> = {
  desk: LOOK,
  presets: LOOK,
  findPreset: ASK_OUTSIDE,
  checkSettings: ASK_OUTSIDE,
  openCustomApps: ACT,
  pasteCredentials: ACT,
  copyRedirectUri: ACT,
  connect: ASK_OUTSIDE,
  joinInto: ACT,
  connectPractice: ASK_OUTSIDE,
  signInAgain: ASK_OUTSIDE,
  settleAccount: ACT,
  showSignIn: ACT,
  openInBrowser: ACT,
  copySignInAddress: ACT,
  pasteRedirect: ACT,
  cancelSignIn: ACT,
  answerProxy: ACT,
  copyToken: ACT,
  copyFact: ACT,
  clearClipboard: ACT,
  clearSelection: LOOK,
  tellTyped: LOOK,
  protectScreen: LOOK,
  offerActs: LOOK,
  isClipboardAnswering: LOOK,
  rightClick: LOOK,
  revealToken: ACT,
  renew: ACT,
  activity: LOOK,
  activitySummary: READ_ALL,
  verifyActivity: READ_ALL,
  exportActivity: ACT,
  saveReminder: ACT,
  present: ACT,
  endPause: ACT,
  tryKeychain: ACT,
  createVault: DERIVE,
  openVault: DERIVE,
  setVaultAside: ACT,
  answerQuit: ACT,
  setLock: DERIVE,
  lockNow: ACT,
  unlock: DERIVE,
  unlockBySystem: DERIVE,
  edit: ACT,
  about: LOOK,
  changeSettings: ACT,
  arrangeList: ACT,
  moveConnection: MOVE,
  remove: ACT,
  undoRemove: ACT,
  forgetEverything: ACT,
};
