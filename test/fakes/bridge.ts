import type { Bridge, Channel, DeskState, Notices, Reply, Requests } from '../../preload/contract.ts';
import type { Failure } from '../../preload/failure.ts';

type Answers = { [C in Channel]: (...args: Parameters<Requests[C]>) => Promise<Reply<ReturnType<Requests[C]>>> };

/** A `window.bridge` without main: it records every request, and answers as the test says. */
export interface FakeBridge extends Bridge {
  /** Every request so far, `['copyToken', 'c1']`. */
  readonly calls: readonly (readonly [channel: Channel, ...args: unknown[]])[];
  /** How each request is answered; a test replaces what it needs. */
  readonly answers: Answers;
  /** Sends a notice to the listeners; `desk()` answers with the last `desk` notice. */
  readonly say: <N extends keyof Notices>(notice: N, state: Notices[N]) => void;
  /** How many listeners the notice has now. */
  readonly listeners: (notice: keyof Notices) => number;
}

/** A successful reply. */
export function replied<T>(value: T): Promise<Reply<T>> {
  return Promise.resolve({ ok: true, value });
}

/** A failed reply. */
export function failed(failure: Failure): Promise<Reply<never>> {
  return Promise.resolve({ ok: false, failure });
}

/** A reply that has not come yet, and the two ways to end it. */
export function pending<T>(): {
  readonly reply: Promise<Reply<T>>;
  readonly succeed: (value: T) => void;
  readonly fail: (failure: Failure) => void;
} {
  let resolve: (reply: Reply<T>) => void = () => undefined;
  const promise = new Promise<Reply<T>>((settle) => {
    resolve = settle;
  });
  return {
    reply: promise,
    succeed: (value) => resolve({ ok: true, value }),
    fail: (failure) => resolve({ ok: false, failure }),
  };
}

/** Makes a bridge with this state; unless a test changes that, every request succeeds and changes nothing. */
export function fakeBridge(first: DeskState): FakeBridge {
  const desk = first;
  const calls: (readonly [Channel, ...unknown[]])[] = [];
  const heard: { readonly [N in keyof Notices]: Set<(state: Notices[N]) => void> } = {
    desk: new Set(),
    show: new Set(),
    mask: new Set(),
    act: new Set(),
  };
  const answers: Answers = {
    desk: () => replied(desk),
    presets: () =>
      replied([
        {
          id: 'fyle',
          endpoints: {
            authorization: 'https://accounts.fylehq.com/app/developers/#/oauth/authorize',
            token: 'https://accounts.fylehq.com/api/oauth/token',
            cluster: 'https://accounts.fylehq.com/oauth/cluster',
          },
        },
        {
          id: 'fyle-2026',
          endpoints: {
            authorization: 'https://app.fylehq.com/app/developers/oauth/authorize',
            token: 'https://accounts.fylehq.com/oauth/token',
            cluster: 'https://accounts.fylehq.com/oauth/cluster',
          },
        },
      ]),
    findPreset: () => replied(null),
    checkSettings: () => replied({ parts: [] }),
    openCustomApps: () => replied(true),
    pasteCredentials: () => replied({}),
    copyRedirectUri: () => replied(null),
    connect: () => replied({ id: 'new' }),
    joinInto: (_id, existing) => replied({ id: existing }),
    connectPractice: () => replied({ id: 'practice' }),
    signInAgain: (id) => replied({ id }),
    settleAccount: (id) => replied({ id }),
    showSignIn: () => replied(null),
    openInBrowser: () => replied(null),
    copySignInAddress: () => replied(null),
    pasteRedirect: () => replied(null),
    cancelSignIn: () => replied(null),
    answerProxy: () => replied(null),
    copyToken: (id, format = 'token') => replied({ id, name: 'Acme Ltd', format, validUntil: 0, clearsAt: 0 }),
    copyFact: () => replied(null),
    clearClipboard: () => replied(null),
    clearSelection: () => replied(null),
    tellTyped: () => replied(null),
    protectScreen: () => replied(null),
    offerActs: () => replied(null),
    isClipboardAnswering: () => replied(true),
    rightClick: () => replied(null),
    revealToken: () => replied({ token: 'header.claims.signature', expiresAt: Date.now() + 3_600_000 }),
    renew: () => replied(null),
    activity: () => replied({ entries: [] }),
    activitySummary: () => replied({ days: [], connections: [] }),
    verifyActivity: () => replied({ is: 'whole', entries: 0 }),
    exportActivity: () => replied(null),
    saveReminder: () => replied({ file: 'Acme Ltd sign-in ends.ics' }),
    endPause: () => replied(null),
    tryKeychain: () => replied(null),
    createVault: () => replied(null),
    openVault: () => replied(null),
    setVaultAside: () => replied(null),
    answerQuit: () => replied(null),
    present: () => replied(null),
    setLock: () => replied(null),
    lockNow: () => replied(null),
    unlock: () => replied(null),
    unlockBySystem: () => replied(null),
    edit: (id) => replied({ id }),
    about: () =>
      replied({
        version: '0.1.0',
        runtime: 'Electron 45.4.1, Chromium 140.0.7339.41',
        news: '### Added\n\n- Settings.',
        licences: [{ name: 'react', version: '19.3.1', kind: 'MIT', text: 'MIT License' }],
      }),
    changeSettings: () => replied(null),
    arrangeList: () => replied(null),
    moveConnection: () => replied(null),
    remove: () => replied(null),
    undoRemove: (id) => replied({ id }),
    forgetEverything: () => replied(null),
  };
  return {
    calls,
    answers,
    say: (notice, state) => {
      for (const listener of heard[notice]) listener(state);
    },
    listeners: (notice) => heard[notice].size,
    on: (notice, listener) => {
      heard[notice].add(listener);
      return () => {
        heard[notice].delete(listener);
      };
    },
    desk: () => {
      calls.push(['desk']);
      return answers.desk();
    },
    presets: () => {
      calls.push(['presets']);
      return answers.presets();
    },
    // Unasked, beside whatever the person does: only its answer counts.
    findPreset: () => answers.findPreset(),
    checkSettings: (settings) => {
      calls.push(['checkSettings', settings]);
      return answers.checkSettings(settings);
    },
    openCustomApps: () => {
      calls.push(['openCustomApps']);
      return answers.openCustomApps();
    },
    pasteCredentials: (...field) => {
      calls.push(['pasteCredentials', ...field]);
      return answers.pasteCredentials(...field);
    },
    copyRedirectUri: (redirectUri) => {
      calls.push(['copyRedirectUri', redirectUri]);
      return answers.copyRedirectUri(redirectUri);
    },
    connect: (draft) => {
      calls.push(['connect', draft]);
      return answers.connect(draft);
    },
    joinInto: (id, existing) => {
      calls.push(['joinInto', id, existing]);
      return answers.joinInto(id, existing);
    },
    connectPractice: () => {
      calls.push(['connectPractice']);
      return answers.connectPractice();
    },
    signInAgain: (id, replacement) => {
      calls.push(['signInAgain', id, replacement]);
      return answers.signInAgain(id, replacement);
    },
    settleAccount: (id, choice) => {
      calls.push(['settleAccount', id, choice]);
      return answers.settleAccount(id, choice);
    },
    showSignIn: () => {
      calls.push(['showSignIn']);
      return answers.showSignIn();
    },
    openInBrowser: () => {
      calls.push(['openInBrowser']);
      return answers.openInBrowser();
    },
    copySignInAddress: () => {
      calls.push(['copySignInAddress']);
      return answers.copySignInAddress();
    },
    pasteRedirect: (address) => {
      calls.push(['pasteRedirect', address]);
      return answers.pasteRedirect(address);
    },
    answerProxy: (...typed) => {
      calls.push(['answerProxy', ...typed]);
      return answers.answerProxy(...typed);
    },
    cancelSignIn: () => {
      calls.push(['cancelSignIn']);
      return answers.cancelSignIn();
    },
    copyToken: (...args) => {
      calls.push(['copyToken', ...args]);
      return answers.copyToken(...args);
    },
    copyFact: (id, fact) => {
      calls.push(['copyFact', id, fact]);
      return answers.copyFact(id, fact);
    },
    clearClipboard: () => {
      calls.push(['clearClipboard']);
      return answers.clearClipboard();
    },
    clearSelection: () => {
      calls.push(['clearSelection']);
      return answers.clearSelection();
    },
    tellTyped: (isTyped) => {
      calls.push(['tellTyped', isTyped]);
      return answers.tellTyped(isTyped);
    },
    protectScreen: (isSecretShown) => {
      calls.push(['protectScreen', isSecretShown]);
      return answers.protectScreen(isSecretShown);
    },
    offerActs: (acts) => {
      calls.push(['offerActs', acts]);
      return answers.offerActs(acts);
    },
    isClipboardAnswering: () => {
      calls.push(['isClipboardAnswering']);
      return answers.isClipboardAnswering();
    },
    rightClick: (x, y) => {
      calls.push(['rightClick', x, y]);
      return answers.rightClick(x, y);
    },
    revealToken: (id) => {
      calls.push(['revealToken', id]);
      return answers.revealToken(id);
    },
    renew: (id) => {
      calls.push(['renew', id]);
      return answers.renew(id);
    },
    activity: (query) => {
      calls.push(['activity', query]);
      return answers.activity(query);
    },
    activitySummary: (id) => {
      calls.push(['activitySummary', id]);
      return answers.activitySummary(id);
    },
    verifyActivity: () => {
      calls.push(['verifyActivity']);
      return answers.verifyActivity();
    },
    exportActivity: (query) => {
      calls.push(['exportActivity', query]);
      return answers.exportActivity(query);
    },
    saveReminder: (id) => {
      calls.push(['saveReminder', id]);
      return answers.saveReminder(id);
    },
    present: (isOn) => {
      calls.push(['present', isOn]);
      return answers.present(isOn);
    },
    endPause: () => {
      calls.push(['endPause']);
      return answers.endPause();
    },
    tryKeychain: () => {
      calls.push(['tryKeychain']);
      return answers.tryKeychain();
    },
    createVault: (passphrase, locksWhenIdle) => {
      calls.push(['createVault', passphrase, locksWhenIdle]);
      return answers.createVault(passphrase, locksWhenIdle);
    },
    openVault: (passphrase, locksWhenIdle) => {
      calls.push(['openVault', passphrase, locksWhenIdle]);
      return answers.openVault(passphrase, locksWhenIdle);
    },
    setVaultAside: () => {
      calls.push(['setVaultAside']);
      return answers.setVaultAside();
    },
    setLock: (passphrase) => {
      calls.push(['setLock', passphrase]);
      return answers.setLock(passphrase);
    },
    lockNow: () => {
      calls.push(['lockNow']);
      return answers.lockNow();
    },
    unlock: (passphrase) => {
      calls.push(['unlock', passphrase]);
      return answers.unlock(passphrase);
    },
    unlockBySystem: () => {
      calls.push(['unlockBySystem']);
      return answers.unlockBySystem();
    },
    answerQuit: (answer) => {
      calls.push(['answerQuit', answer]);
      return answers.answerQuit(answer);
    },
    edit: (id, changes) => {
      calls.push(['edit', id, changes]);
      return answers.edit(id, changes);
    },
    undoRemove: (id) => {
      calls.push(['undoRemove', id]);
      return answers.undoRemove(id);
    },
    about: () => {
      calls.push(['about']);
      return answers.about();
    },
    changeSettings: (change) => {
      calls.push(['changeSettings', change]);
      return answers.changeSettings(change);
    },
    arrangeList: (change) => {
      calls.push(['arrangeList', change]);
      return answers.arrangeList(change);
    },
    moveConnection: (id, before) => {
      calls.push(['moveConnection', id, before]);
      return answers.moveConnection(id, before);
    },
    remove: (id) => {
      calls.push(['remove', id]);
      return answers.remove(id);
    },
    forgetEverything: () => {
      calls.push(['forgetEverything']);
      return answers.forgetEverything();
    },
  };
}
