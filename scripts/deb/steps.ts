/** The steps of a package's life. */
export interface Steps {
  /** Runs one step and prints it with the returned figure. */
  readonly step: (name: string, body: () => Promise<string>) => Promise<void>;
  readonly count: () => number;
}

export function startSteps(): Steps {
  let number = 0;
  return {
    async step(name, body) {
      const from = performance.now();
      const figure = await body();
      number += 1;
      const seconds = ((performance.now() - from) / 1000).toFixed(1);
      console.log(`${String(number).padStart(2)} ${name}: ${figure} (${seconds} s)`);
    },
    count: () => number,
  };
}
