/** Made by `scripts/lib/guides.ts` when the app is built. */
declare module 'virtual:reseed-guides' {
  export const content: import('./guide.ts').HelpContent;
}
