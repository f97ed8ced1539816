import type { KeyStatus } from '@shared/domain/key.ts';

const WORDS: Readonly<Record<KeyStatus['kept'], string>> = {
  nowhere: 'Find it at 1min.ai, under API. Reseed sends it to 1min.ai and to nobody else.',
  keyring: 'Kept in this system’s keyring.',
  session: 'Kept only until Reseed is closed: this machine has no keyring.',
  file: 'Kept in a file, because this machine has no keyring: any program that runs under your name can read it.',
  environment: 'From RESEED_API_KEY, for as long as Reseed is open. It is never written down.',
};

/** Where the key is, in words. */
export function keptWords(kept: KeyStatus['kept']): string {
  return WORDS[kept];
}
