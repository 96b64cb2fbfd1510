import { type BrowserWindow, dialog } from 'electron';
import type { Channel } from '../../../preload/contract.ts';
import type { PersonActs } from '../ownPages/personActs.ts';

/** What the page may ask for only right after the person has pressed something, and how main asks when nobody has. */
const ACTS = {
  openCustomApps: 'Open Fyle’s page of apps in your browser?',
  pasteCredentials: 'Paste what was copied into the form?',
  copyRedirectUri: 'Copy the redirect URI in the form?',
  connect: 'Connect to this account?',
  joinInto: 'Use this sign-in for the connection you already have?',
  connectPractice: 'Connect the practice organisation?',
  signInAgain: 'Sign in again?',
  settleAccount: 'Change which account this connection uses?',
  openInBrowser: 'Open the sign-in page in your browser?',
  copySignInAddress: 'Copy the address of the sign-in page?',
  copyToken: 'Copy an access token?',
  copyFact: 'Copy an ID, name or address of this connection?',
  revealToken: 'Show an access token?',
  createVault: 'Store your sign-ins behind this passphrase?',
  setVaultAside: 'Start without your stored sign-ins?',
  edit: 'Change this connection?',
  changeLoginStart: 'Change whether Token Desk starts when you log in?',
  clearLater: 'Leave copied tokens on the clipboard for longer?',
  stopLocking: 'Stop locking your stored sign-ins when nobody uses the computer?',
  exportActivity: 'Save what happened to your connections in a file?',
  saveReminder: 'Save a reminder for your calendar in a file?',
  remove: 'Remove this connection?',
  undoRemove: 'Put the removed connection back?',
} as const satisfies Partial<Record<Channel | 'changeLoginStart' | 'clearLater' | 'stopLocking', string>>;

/** A request that needs the person. */
export type PersonsAct = keyof typeof ACTS;

/** Whether the person wants what the page asks for. */
export interface PersonConsent {
  /** Without a question if the person pressed something a moment ago, once for each press. */
  readonly mayDo: (act: PersonsAct) => Promise<boolean>;
  /** Always asks, naming the hosts. */
  readonly maySendTo: (hosts: readonly string[]) => Promise<boolean>;
  /** Always asks. */
  readonly mayForgetEverything: () => Promise<boolean>;
}

/** `yes` is what the one button does, and `no` the other, which is chosen by Enter and by Escape. */
interface Question {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
}

/**
 * Asks the person in a dialog of the system, which no page can draw, press or read. One at a time, and after a no none
 * before the person has pressed something in the window again: a page cannot make them come one after the other.
 */
export function personConsent(window: BrowserWindow, acts: PersonActs): PersonConsent {
  let isAsking = false;
  let isDeclined = false;
  acts.onAct(() => {
    isDeclined = false;
  });
  const ask = async ({ message, detail, yes, no }: Question): Promise<boolean> => {
    if (isAsking || isDeclined || window.isDestroyed() || !window.isVisible()) return false;
    isAsking = true;
    try {
      const buttons = { buttons: [no, yes], defaultId: 0, cancelId: 0, noLink: true };
      const question = { type: 'question', title: 'Token Desk', message, detail, ...buttons } as const;
      const { response } = await dialog.showMessageBox(window, question);
      isDeclined = response !== 1;
      return !isDeclined;
    } finally {
      isAsking = false;
    }
  };
  return {
    mayDo: async (act) => {
      if (acts.take(act === 'clearLater' ? 'choice' : undefined)) return true;
      // What is chosen in a menu of the system passes by the page.
      const detail =
        act === 'clearLater'
          ? 'Other programs can read the clipboard. If you did not just choose this in the settings, say no.'
          : 'Token Desk was asked for this, but noticed no key or click of yours. If you did not just choose it in the window, say no. Screen readers and voice control press buttons without a key or click.';
      return ask({ message: ACTS[act], detail, yes: 'Yes', no: 'No' });
    },
    maySendTo: (hosts) => {
      const isOne = hosts.length === 1;
      const what = isOne
        ? 'This is not one of Fyle’s own addresses, and none of your connections uses it. Whoever runs it gets what Token Desk sends there, also your client secret. If you did not type this address yourself, or do not know it, choose “Don’t send”.'
        : 'These are not Fyle’s own addresses, and none of your connections uses them. Whoever runs them gets what Token Desk sends there, also your client secret. If you did not type these addresses yourself, or do not know one of them, choose “Don’t send”.';
      return ask({
        message: isOne ? `Send requests to ${hosts[0]}?` : 'Send requests to these addresses?',
        detail: `${isOne ? '' : `${hosts.join('\n')}\n\n`}${what} Nothing has been sent yet.`,
        yes: 'Send',
        no: 'Don’t send',
      });
    },
    mayForgetEverything: () =>
      ask({
        message: 'Forget everything on this computer?',
        detail:
          'All connections, their sign-ins and their history are removed for good. You would have to sign in to each again.',
        yes: 'Forget everything',
        no: 'Keep everything',
      }),
  };
}
