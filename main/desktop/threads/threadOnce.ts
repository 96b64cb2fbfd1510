import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Runs a thread for its one message, so that the main thread never waits for it. Rejects when it ends without one.
 * @param source the path of a built file, or with `eval` a script
 */
export function threadOnce(source: string, options: WorkerOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(source, options);
    thread.once('message', resolve);
    thread.once('error', reject);
    // After a message, this comes too late to change anything.
    thread.once('exit', (code) => reject(new Error(`a thread ended with ${code} and without its message`)));
  });
}
