export { languageChoices } from './language-choices.ts';
export { wordsOfSettings } from './registry.ts';
