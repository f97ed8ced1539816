import type { Event } from '@shared/channels.ts';
import type { Payload } from '@shared/contract.ts';
import type { Library } from '../library/library.ts';
import { cleanName } from '../library/names.ts';
import type { Imaging } from '../ports.ts';
import { createIntake } from './intake.ts';
import { createKeyedLock } from './keyed-lock.ts';
import { pictureType } from './picture-type.ts';
import { stagePicture, storePicture } from './take-in.ts';
import type { Outcome } from './tally.ts';

/**
 * Takes one file into the library. Throws a `Failure` that says why not, or the signal's reason. `onStored` is called when the
 * work is done and only the row is waited for, which many files share.
 */
export type TakeIn = (
  name: string,
  source: string | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onStored: () => void,
) => Promise<Extract<Outcome, { readonly imageId: number }>>;

/**
 * The way of a file into the library: staged and hashed, its type read from its content, known already?, decoded, into the
 * store, then its row. Two files with the same bytes wait for each other, so that the second finds the first.
 */
export function createFileIntake(deps: {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly emit: <E extends Event>(event: E, payload: Payload<E>) => void;
}): TakeIn {
  const { library, emit } = deps;
  const oneByOne = createKeyedLock();
  const intake = createIntake(library.addImports, (images) => emit('library.added', { images }));

  return async (rawName, source, signal, onStored) => {
    const name = cleanName(rawName);
    const staged = await stagePicture(library, source, signal);
    try {
      const mime = await pictureType(staged.head, name);
      return await oneByOne(staged.sha256, async () => {
        signal.throwIfAborted();
        const twin = library.findDuplicate(staged.sha256, name);
        if (twin?.deletedAt === null) {
          await library.objects.discard(staged.path);
          return { kind: 'duplicate', imageId: twin.id };
        }
        const stored = await storePicture(deps, staged, mime, signal);
        onStored();
        if (!twin) return { kind: 'added', imageId: (await intake.add({ ...stored, name })).id };
        emit('library.changed', { images: library.restore([twin.id]) });
        return { kind: 'added', imageId: twin.id };
      });
    } catch (error) {
      await library.objects.discard(staged.path);
      throw error;
    }
  };
}
