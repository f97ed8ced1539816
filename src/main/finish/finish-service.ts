import type { Out } from '@shared/contract.ts';
import type { FindMask, FinishedPicture, FinishRecipe } from '@shared/domain/finish.ts';
import { Failure } from '@shared/errors.ts';

/** Makes finished pictures of raw results. Free, offline, and any number of times. */
export interface FinishService {
  /** The picture that a recipe makes of a raw result, made now unless it is there. `imageId` may be one that was made of it. */
  make(input: { readonly imageId: number; readonly recipe: FinishRecipe }): Promise<FinishedPicture>;
  /** Stops what is being made of a raw result. */
  cancel(imageId: number): void;
  /** Finds what a result changed, as a mask that is kept. */
  findMask(input: { readonly imageId: number; readonly find: FindMask }): Promise<Out<'finish.findMask'>>;
}

/** Until the imaging window can do it. */
export function createFinishService(): FinishService {
  const notYet = () => Promise.reject(new Failure('internal'));
  return { make: notYet, cancel: () => {}, findMask: notYet };
}
