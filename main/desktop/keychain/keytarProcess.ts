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

/** keytar in a process of its own, started by the first call and by the first one after its end. One call at a time. */
export function keytarProcess(path: string): Keytar {
  let host: UtilityProcess | undefined;
  const start = () => {
    const started = utilityProcess.fork(path, [], { serviceName: 'Token Desk keychain', stdio: 'ignore' });
    started.on('exit', () => {
      if (host === started) host = undefined;
    });
    return started;
  };
  const call = (asked: KeytarCall) =>
    new Promise<string | null>((resolve, reject) => {
      host ??= start();
      const asks = host;
      const settle = (act: () => void) => {
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
    restart: () => {
      host?.kill();
      host = undefined;
    },
  };
}
