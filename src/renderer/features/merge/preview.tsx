import type { MergePlan } from '@shared/domain/merge.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef, useState } from 'react';
import { type MergePictures, previewMerge, readMergePictures } from '../../canvas/merge-preview.ts';
import { useMerge, useStores } from '../../stores/context.tsx';
import { imageUrl } from '../../stores/picture-urls.ts';

interface PreviewProps {
  readonly plan: MergePlan;
  /** SHA-256 of the pictures. */
  readonly base: string;
  readonly left: string;
  readonly right: string;
}

/** The merged picture as it is chosen now, with a frame around each conflict. */
export function Preview({ plan, base, left, right }: PreviewProps) {
  const { merge } = useStores();
  const choices = useMerge((state) => state.choices);
  const current = useMerge((state) => state.current);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pictures, setPictures] = useState<MergePictures | null>(null);
  useEffect(() => {
    let isOld = false;
    const urls = { base: imageUrl(base), left: imageUrl(left), right: imageUrl(right) };
    readMergePictures(urls, plan).then(
      (read) => isOld || setPictures(read),
      // The outlines and the numbers say enough to choose by.
      () => {},
    );
    return () => {
      isOld = true;
    };
  }, [plan, base, left, right]);
  useEffect(() => {
    if (!pictures || !canvas.current) return;
    const { width, height } = pictures;
    canvas.current.width = width;
    canvas.current.height = height;
    const pixels = previewMerge(pictures, plan.conflicts, choices);
    const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer);
    canvas.current.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
  }, [pictures, plan, choices]);
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`;
  return (
    <div className="merge-stage">
      <div className="merge-picture" style={{ aspectRatio: `${plan.width} / ${plan.height}` }}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={t.merge.preview}
          data-preview={pictures ? 'shown' : 'none'}
        />
        {plan.conflicts.map(({ x, y, width, height }, place) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: conflicts are known by their places
            key={place}
            type="button"
            tabIndex={-1}
            className="merge-outline"
            data-choice={choices[place] ?? 'open'}
            aria-pressed={place === current}
            style={{
              left: percent(x, plan.width),
              top: percent(y, plan.height),
              width: percent(width, plan.width),
              height: percent(height, plan.height),
            }}
            onClick={() => merge.getState().lookAt(place)}
          >
            <span>{place + 1}</span>
            <span className="visually-hidden">{t.merge.conflict(place + 1)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
