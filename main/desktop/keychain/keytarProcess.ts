import { type UtilityProcess, utilityProcess } from 'electron';
import type { Keytar } from './keytarKeychain.ts';

/** A call to the process in which keytar runs. */
export interface KeytarCall {
  readonly act: 'get' | 'set' | 'delete';
  readonly service: string;
  readonly account: string;
  readonly text: string;
}

/** Its answer: the text found under that name afterwards, or keytar's error message. */
export type KeytarAnswer =
  | { readonly ok: true; readonly found: string | null }
  | { readonly ok: false; readonly message: string };

/** An idle process is ended after so many milliseconds: it holds 30 MiB, and starts again in a tenth of a second. */
const IDLE = 5_000;

/** keytar in a process of its own, which the first call starts and 5 s without a call end, until it is to run on. One call at a time. */
export function keytarProcess(path: string): Keytar {
  let host: UtilityProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let runsOn = false;
  const restart = () => {
    clearTimeout(idle);
    host?.kill();
    host = undefined;
  };
  const start = () => {
    const started = utilityProcess.fork(path, [], { serviceName: 'Token Desk keychain', stdio: 'ignore' });
    started.on('exit', () => {
      if (host === started) host = undefined;
    });
    return started;
  };
  const call = (asked: KeytarCall) =>
    new Promise<string | null>((resolve, reject) => {
      clearTimeout(idle);
      host ??= start();
      const asks = host;
      const settle = (act: () => void) => {
        clearTimeout(idle);
        if (host === asks && !runsOn) idle = setTimeout(restart, IDLE);
        asks.off('message', onAnswer);
        asks.off('exit', onExit);
        act();
      };
      const onAnswer = (answer: KeytarAnswer) =>
        settle(() => (answer.ok ? resolve(answer.found) : reject(new Error(answer.message))));
      const onExit = () => settle(() => reject(new Error('NoReply: the process has ended')));
      asks.on('message', onAnswer);
      asks.on('exit', onExit);
      asks.postMessage(asked);
    });
  return {
    getPassword: (service, account) => call({ act: 'get', service, account, text: '' }),
    setPassword: (service, account, text) => call({ act: 'set', service, account, text }),
    deletePassword: (service, account) => call({ act: 'delete', service, account, text: '' }),
    restart,
    keepRunning: () => {
      runsOn = true;
      clearTimeout(idle);
    },
  };
}
