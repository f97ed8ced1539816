import type { ImageRecord } from '@shared/domain/image.ts';
import type { VerdictKind } from '@shared/domain/verdict.ts';
import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useHistory, useLibrary, useStores } from '../../stores/context.tsx';

/** Records of pictures, in their order; asked for when they are not known. Null until all are there. */
export function usePictures(ids: readonly number[]): readonly ImageRecord[] | null {
  const { library } = useStores();
  const found = useLibrary(useShallow((state) => ids.map((id) => state.byId.get(id) ?? null)));
  const wanted = ids.join(' ');
  useEffect(() => {
    for (const id of wanted.split(' ')) if (id) void library.getState().wanted(Number(id));
  }, [wanted, library]);
  return found.every((image) => image !== null) ? found : null;
}

/** The seeds that made results: from their tree as far as that is loaded, else asked for. Null for an imported picture. */
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

/** How close a re-run's result came to the old one; null for every other picture, or one of another tree. */
export function useVerdict(imageId: number): VerdictKind | null {
  return useHistory((state) => {
    for (const { results } of state.entries)
      for (const { image, verdict } of results) if (image.id === imageId) return verdict?.kind ?? null;
    return null;
  });
}
