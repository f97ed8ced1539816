import { initial } from './010-initial.ts';
import { imageCount } from './020-image-count.ts';
import { uploads } from './030-uploads.ts';

/** Forward only, in order; each runs in one transaction and leaves `user_version` at its number. */
export const MIGRATIONS: readonly { readonly version: number; readonly sql: string }[] = [
  { version: 10, sql: initial },
  { version: 20, sql: imageCount },
  { version: 30, sql: uploads },
];
