/** An error the user can fix. Printed without a stack. */
export class Missing extends Error {
  override name = 'Missing';
}

/** Prints a line about the script itself, set apart from the output of the tools it runs. */
export function say(line: string): void {
  process.stderr.write(`reseed: ${line}\n`);
}

/** Runs a script's main function and turns its result or error into the exit code. */
export async function script(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Missing) say(error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}

/** Runs steps that need cleanup: deferred functions run in reverse order, even after an error. */
export async function withCleanup<T>(
  body: (defer: (undo: () => Promise<void> | void) => void) => Promise<T>,
): Promise<T> {
  const undos: (() => Promise<void> | void)[] = [];
  try {
    return await body((undo) => undos.push(undo));
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}
