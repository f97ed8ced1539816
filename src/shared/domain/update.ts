import { z } from 'zod';
import { AppError } from '../errors.ts';

/** Address of a folder with releases. Plain http is accepted for this machine only. */
export const FeedAddress = z
  .string()
  .max(500)
  .pipe(
    z.union([
      z.url({ protocol: /^https$/ }),
      z.url({ protocol: /^http$/, hostname: /^(localhost|127\.0\.0\.1|\[::1\])$/ }),
    ]),
  );

/**
 * How this copy was installed, which decides who updates it: `deb` and `rpm` the system, `appimage` and
 * `installer` the app itself. Any other copy is replaced by hand, by the downloaded and verified file.
 */
export const UpdateInstall = z.enum(['deb', 'rpm', 'appimage', 'installer', 'mac', 'portable', 'folder']);
export type UpdateInstall = z.infer<typeof UpdateInstall>;

/** A newer version with the file for this copy. */
export const UpdateOffer = z.strictObject({
  version: z.string(),
  /** Milliseconds since 1970. */
  releasedAt: z.number(),
  file: z.string(),
  bytes: z.int().positive(),
  /** What changed, as the publisher wrote it. */
  notes: z.string().nullable(),
});
export type UpdateOffer = z.infer<typeof UpdateOffer>;

const offer = UpdateOffer;

export const UpdatePhase = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({ kind: z.literal('checking') }),
  /** The feed has nothing newer. */
  z.strictObject({ kind: z.literal('current') }),
  z.strictObject({ kind: z.literal('available'), offer }),
  z.strictObject({ kind: z.literal('downloading'), offer, doneBytes: z.int().nonnegative() }),
  /** The file is here and verified. Nothing of it has been run. */
  z.strictObject({ kind: z.literal('ready'), offer }),
  z.strictObject({ kind: z.literal('installing'), offer }),
  /** `retry`: the step that may be tried again. */
  z.strictObject({
    kind: z.literal('failed'),
    error: AppError,
    offer: offer.nullable(),
    retry: z.enum(['check', 'download', 'install']),
  }),
]);
export type UpdatePhase = z.infer<typeof UpdatePhase>;

export const UpdateState = z.strictObject({
  install: UpdateInstall,
  /** Whether this build has an address. Without one, in the settings neither, no request is made. */
  hasBuiltInFeed: z.boolean(),
  /** Whether this build has a public key. Without one, nothing can be verified, so nothing is requested. */
  hasKey: z.boolean(),
  phase: UpdatePhase,
});
export type UpdateState = z.infer<typeof UpdateState>;

/** Whether the system's package manager updates this copy. */
export function isManaged(install: UpdateInstall): boolean {
  return install === 'deb' || install === 'rpm';
}

/** Whether the app replaces itself. Otherwise the user does, with the verified file. */
export function replacesItself(install: UpdateInstall): boolean {
  return install === 'appimage' || install === 'installer';
}
