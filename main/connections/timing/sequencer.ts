/** A queue of tasks that run one after another; a task that fails does not stop the next. */
export class Sequencer {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the task once all tasks queued before it have ended, and gives its outcome. */
  queue<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#last.then(task, task);
    this.#last = done;
    return done;
  }

  /** Resolves when every task queued so far has ended. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#last]);
  }

  /** Whether this is the promise that the latest {@link queue} gave. */
  isLast(task: Promise<unknown>): boolean {
    return this.#last === task;
  }
}
