import { z } from 'zod';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/domain/settings.ts';
import { FakeMain } from '../fakes/fake-bridge.ts';
import { picture } from '../fakes/records.ts';

/** A sample picture, as the server sends it. */
export interface Sample {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

declare global {
  interface Window {
    /** Set before this script runs. */
    readonly fakeStart: { readonly theme: Settings['theme']; readonly samples: readonly Sample[] };
  }
}

/* Gives a page in any browser the bridge that the preload gives it in the app, with an invented library. */
// The server's policy forbids compiling code, which zod would try.
z.config({ jitless: true });
const { theme, samples } = window.fakeStart;
const main = new FakeMain();
main.settings = { ...DEFAULT_SETTINGS, theme, language: 'en', onboardingDone: true, lastVersion: '0.1.0' };
main.rescue = { ...main.rescue, theme };
main.images = samples.map(({ name, width, height }, at) => {
  const mime = name.endsWith('.jpg') ? 'image/jpeg' : 'image/png';
  return picture(at + 1, { name, width, height, mime });
});
// The last theme's script counts.
Object.defineProperty(window, 'reseed', { value: main.bridge, configurable: true });
