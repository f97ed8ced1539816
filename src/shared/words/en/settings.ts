export const settings = {
  windowTitle: 'Reseed Settings',
  keyWorks: 'The key works. The test was free.',
  pasteKey: 'Paste your 1min.ai API key first.',
};
