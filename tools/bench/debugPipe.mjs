/**
 * Speaks the DevTools protocol over a process's file descriptors 3 and 4 (`--remote-debugging-pipe`), so that nobody
 * waits for a port to open.
 * @param {import('node:child_process').ChildProcess} child started with pipes as 3 and 4
 * @throws {Error} when it has no such pipes
 * @see https://chromedevtools.github.io/devtools-protocol/
 */
export function debugPipe(child) {
  const [, , , write, read] = child.stdio;
  if (!write || !read || !('write' in write) || !('on' in read)) throw new Error('the process has no pipes 3 and 4');
  /** @type {Map<number, { readonly resolve: (result: unknown) => void, readonly reject: (reason: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  let rest = '';
  read.on('data', (/** @type {Buffer} */ bytes) => {
    const messages = `${rest}${bytes}`.split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) settle(JSON.parse(message));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the process has ended'));
  });

  /**
   * @param {{ readonly id?: number, readonly result?: unknown,
   *   readonly error?: { readonly message: string } }} message
   */
  function settle({ id, result, error }) {
    const one = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || !one) return;
    waiting.delete(id);
    if (error) one.reject(new Error(error.message));
    else one.resolve(result);
  }

  return {
    /**
     * Sends one command and gives its result.
     * @param {string} method @param {object} params @param {string} [sessionId] the session of the page it is for
     * @returns {Promise<any>}
     * @throws {Error} when the command is refused, or the process ends before it answers
     */
    send(method, params, sessionId) {
      last += 1;
      const id = last;
      write.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}
