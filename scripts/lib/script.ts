/** Something that the person at the keyboard can put right; printed as a sentence, without a stack. */
export class Missing extends Error {
  override name = 'Missing';
}

/** Prints a line about what the script does, apart from the output of the tools it runs. */
export function say(line: string): void {
  process.stderr.write(`reseed: ${line}\n`);
}

/** Runs a script's main function and turns its number, or its error, into the exit code. */
export async function script(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Missing) say(error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}

/** Runs parts that must be undone afterwards: what was deferred is called last to first, also after an error. */
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
