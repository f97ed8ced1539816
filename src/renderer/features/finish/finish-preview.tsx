import type { FinishRecipe } from '@shared/domain/finish.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { useEffect, useRef, useState } from 'react';
import { createFinishPreview, type FinishPreview } from '../../canvas/finish-preview/client.ts';
import { NO_ANSWER, type PreviewMask } from '../../canvas/finish-preview/messages.ts';
import { type Tiles, valueAt } from '../../canvas/mask/tiles.ts';
import { useFinish, useImage, useMasks, useStores } from '../../stores/context.tsx';
import { imageUrl } from '../../stores/picture-urls.ts';
import { type FinishTarget, isPaintedOn } from './finish-store.ts';
import { targetOf } from './finish-target.ts';

/** Longest edge at which a painted mask is read. */
const MASK_EDGE = 900;

/** Previews the current finish over a result. Empty over other pictures. */
export function FinishPreviewLayer({ image }: { readonly image: ImageRecord }) {
  const target = useFinish((state) => state.target);
  if (!target || targetOf(image)?.rawId !== target.rawId) return null;
  return <Layer key={target.rawId} target={target} />;
}

function Layer({ target }: { readonly target: FinishTarget }) {
  const { masks, entities, finish } = useStores();
  const draft = useFinish((state) => state.draft);
  const found = useFinish((state) => state.found);
  const revision = useMasks((state) => state.works.get(target.sourceId)?.change.revision ?? 0);
  const source = useImage(target.sourceId);
  const raw = useImage(target.rawId);
  const canvas = useRef<HTMLCanvasElement>(null);
  const preview = useRef<FinishPreview | null>(null);
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    const made = createFinishPreview();
    preview.current = made;
    return () => {
      preview.current = null;
      made.close();
    };
  }, []);
  useEffect(() => {
    if (!source || !raw) return;
    const prepare = raw.editId === null ? null : entities.entry(raw.editId)?.edit.prepare;
    const { mask: kind, find, ...rest } = draft;
    // A found mask that was painted on is stored and shown as drawn.
    const isDrawn = kind === 'drawn' || (kind === 'found' && isPaintedOn(found, target, revision));
    const layers = isDrawn ? masks.getState().maskOf(target.sourceId) : null;
    const mask: FinishRecipe['mask'] = layers
      ? drawnMask
      : kind === 'found'
        ? { kind, ...find }
        : { kind: 'all' };
    let isOld = false;
    // Padded or partly replaced content differs from the surrounding source: no preview is better than a
    // wrong one.
    const answer =
      prepare?.pad || prepare?.protect
        ? Promise.resolve(NO_ANSWER)
        : preview.current?.ask({
            sourceUrl: imageUrl(source.sha256),
            resultUrl: imageUrl(raw.sha256),
            sourceSize: source,
            region: prepare?.region ?? null,
            recipe: { ...rest, mask },
            colorsUrl: rest.matchTo === undefined ? null : imageUrl(rest.matchTo),
            drawn: layers && maskOf(layers.change),
          });
    void answer?.then(({ bitmap, light }) => {
      if (light) finish.getState().setLightFit(target.rawId, light);
      if (isOld || !bitmap || !canvas.current) return bitmap?.close();
      canvas.current.width = bitmap.width;
      canvas.current.height = bitmap.height;
      canvas.current.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
      setShown(true);
    });
    return () => {
      isOld = true;
    };
  }, [draft, found, revision, source, raw, target, masks, entities, finish]);

  return (
    <canvas
      ref={canvas}
      className="canvas-difference"
      aria-hidden
      data-preview={isShown ? 'shown' : 'none'}
    />
  );
}

/** Placeholder for the painted mask, which is passed next to the recipe. */
const drawnMask: FinishRecipe['mask'] = { kind: 'drawn', sha256: '0'.repeat(64) };

function maskOf(tiles: Tiles): PreviewMask {
  const scale = Math.min(1, MASK_EDGE / Math.max(tiles.size.width, tiles.size.height));
  const width = Math.max(1, Math.round(tiles.size.width * scale));
  const height = Math.max(1, Math.round(tiles.size.height * scale));
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      data[at] = valueAt(
        tiles,
        Math.floor(((x + 0.5) / width) * tiles.size.width),
        Math.floor(((y + 0.5) / height) * tiles.size.height),
      );
  return { width, height, data };
}
