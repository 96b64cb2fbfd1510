/** A failure that is not a bug: the person at the keyboard can fix its cause, which the message names. */
export class Problem extends Error {}

/**
 * Runs a tool's main part. A Problem prints its message on the error stream and sets exit code 1.
 * @param {() => Promise<number>} tool gives the exit code
 * @throws what `tool` throws, unless it is a Problem: a bug keeps its stack trace
 */
export async function runTool(tool) {
  try {
    process.exitCode = await tool();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
