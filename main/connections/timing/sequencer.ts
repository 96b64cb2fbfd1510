/** Runs tasks one after another, in the order in which they were queued. A task that fails does not stop the next. */
export class Sequencer {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the task once all tasks before it have ended, and gives its outcome. */
  queue<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#last.then(task, task);
    this.#last = done;
    return done;
  }

  /** Resolves when every task queued so far has ended. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#last]);
  }

  /** Whether no task was queued after this one. */
  isLast(task: Promise<unknown>): boolean {
    return this.#last === task;
  }
}
