/** What stops a tool and is no bug: the person at the keyboard can mend it, and the message says how. */
export class Problem extends Error {}

/**
 * Runs a tool's main part; a Problem becomes its message on the error stream and exit code 1, a bug keeps its stack.
 * @param {() => Promise<number>} tool gives the exit code
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
