import type { ImageRecord } from '@shared/domain/image.ts';
import type { VerdictKind } from '@shared/domain/verdict.ts';
import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useHistoryEntries, useImages, useStores } from '../../stores/context.tsx';

/** Returns the records of pictures in order, and loads missing ones. Null until all are available. */
export function usePictures(ids: readonly number[]): readonly ImageRecord[] | null {
  const { entities, loader } = useStores();
  const found = useImages(useShallow((imageOf) => ids.map((id) => imageOf(id) ?? null)));
  const wanted = ids.join(' ');
  // While shown, they stay cached and are reloaded when they change.
  useEffect(() => {
    const shown = wanted === '' ? [] : wanted.split(' ').map(Number);
    const stops = shown.map((id) => entities.images.subscribe(id, () => {}));
    for (const id of shown) void loader.load(id);
    return () => {
      for (const stop of stops) stop();
    };
  }, [wanted, entities, loader]);
  return found.every((image) => image !== null) ? found : null;
}

/** Returns the seeds of results, from their loaded tree or by request. Null for an imported picture. */
export function useSeeds(images: readonly ImageRecord[]): ReadonlyMap<number, number | null> {
  const { history } = useStores();
  const [seeds, setSeeds] = useState<ReadonlyMap<number, number | null>>(new Map());
  useEffect(() => {
    let wanted = true;
    for (const image of images) {
      if (!image.editId) continue;
      void history
        .getState()
        .seedOf(image)
        .then((seed) => wanted && setSeeds((known) => new Map(known).set(image.id, seed)));
    }
    return () => {
      wanted = false;
    };
  }, [images, history]);
  return seeds;
}

/** Returns the verdict of a re-run's result. Null for every other picture, or one in another tree. */
export function useVerdict(imageId: number): VerdictKind | null {
  const entries = useHistoryEntries();
  for (const { results } of entries)
    for (const { image, verdict } of results) if (image.id === imageId) return verdict?.kind ?? null;
  return null;
}
