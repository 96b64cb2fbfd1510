import { type BrowserWindow, dialog } from 'electron';
import type { Channel } from '../../../preload/contract.ts';
import type { PersonActs } from '../ownPages/personActs.ts';
import { fill } from '../words/filledWords.ts';
import { say } from '../words/words.ts';

/** What the page may ask for only right after the person has pressed something. When nobody has, main asks. */
export type PersonsAct =
  | 'changeLoginStart'
  | 'clearLater'
  | 'stopLocking'
  | Extract<
      Channel,
      | 'openCustomApps'
      | 'pasteCredentials'
      | 'copyRedirectUri'
      | 'connect'
      | 'joinInto'
      | 'connectPractice'
      | 'signInAgain'
      | 'settleAccount'
      | 'openInBrowser'
      | 'copySignInAddress'
      | 'copyToken'
      | 'copyFact'
      | 'revealToken'
      | 'createVault'
      | 'setLock'
      | 'setVaultAside'
      | 'edit'
      | 'exportActivity'
      | 'saveReminder'
      | 'remove'
      | 'undoRemove'
    >;

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
      const detail = say(act === 'clearLater' ? 'consent.chosenInMenu' : 'consent.unnoticed');
      return ask({ message: say(`consent.${act}`), detail, yes: say('consent.yes'), no: say('consent.no') });
    },
    maySendTo: (hosts) => {
      const [host = ''] = hosts;
      const isOne = hosts.length === 1;
      return ask({
        message: isOne ? fill('consent.sendToOne', { host }) : say('consent.sendToMany'),
        detail: isOne ? say('consent.foreignOne') : fill('consent.foreignMany', { hosts: hosts.join('\n') }),
        yes: say('consent.send'),
        no: say('consent.doNotSend'),
      });
    },
    mayForgetEverything: () =>
      ask({
        message: say('consent.forget'),
        detail: say('consent.forgetWhat'),
        yes: say('consent.forgetYes'),
        no: say('consent.forgetNo'),
      }),
  };
}
