/** Whether a test file imports the property fixture, on one line or several. A file that only mentions it doesn't. */
export const isPropertyTest = (text: string): boolean =>
  /^(?:import\b.*|\}) from '[^']*\/property\.ts';$/m.test(text);
