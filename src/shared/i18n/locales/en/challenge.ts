/** Running an edit on another engine or model. */
export const challenge = {
  title: 'Run on another engine',
  action: 'Run on another engine…',
  madeWith: (engine: string, model: string) => `Made with ${engine}, ${model}`,
  with: 'Engine and model',
  choice: (engine: string, model: string) => `${engine}: ${model}`,
  frozen:
    'Sends this edit again: its source, region, masks, prompt, seed, and settings, as far as the model takes them. The result is compared with the one above.',
  free: 'Free.',
  none: 'There is no other engine or model.',
  run: (engine: string) => `Run with ${engine}`,

  noPrompt: (model: string) => `${model} can’t take a prompt.`,
  noSeed: (model: string) => `${model} can’t take a seed, so the result can’t be reproduced.`,
  missing: (model: string, settings: string) => `Not available with ${model}: ${settings}`,
  replaced: (setting: string, asked: string, used: string) => `${setting}: ${used} instead of ${asked}`,
  added: (settings: string) => `Settings that this edit doesn’t have are at their defaults: ${settings}`,

  /** A challenge in the history. */
  ofEarlier: (engine: string, model: string) => `Repeats an edit made with ${engine}, ${model}`,
  match: (engine: string) => `Match with ${engine}`,
  compare: (engine: string) => `Compare with ${engine}`,
  reruns: 'Its re-runs',
  noReruns: 'Not re-run yet',
};
