import type { ImageRecord } from '@shared/domain/image.ts';
import { t } from '@shared/i18n/index.ts';
import { ImageOff } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { maySeeThrough } from '../../format/file-info.ts';
import { imageUrl, thumbOf } from '../../stores/picture-urls.ts';
import { classNames } from '../../ui/class-names.ts';

export interface PaneRefs {
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
  readonly grid: RefObject<HTMLDivElement | null>;
}

interface PictureLayerProps extends PaneRefs {
  /** Null for an unused pane. Its elements stay, because the engine keeps references to them. */
  readonly image: ImageRecord | null;
  /** Otherwise the large thumbnail is shown, because the pictures together would exceed the memory. */
  readonly whole: boolean;
  /** Content that lies over the picture and moves with it. */
  readonly over: ReactNode;
  /** The label of the pane. */
  readonly label: ReactNode;
}

/** One picture on the stage. The pane clips it and the engine moves the layer. React only fills it. */
export function PictureLayer({ image, whole, over, label, pane, layer, grid }: PictureLayerProps) {
  const [failedSha, setFailedSha] = useState<string | null>(null);
  const failed = image !== null && failedSha === image.sha256;
  return (
    <div ref={pane} className="canvas-pane" hidden={image === null}>
      <div
        ref={layer}
        className={classNames(
          'canvas-layer',
          image && !failed && maySeeThrough(image.mime) && 'canvas-layer-checks',
        )}
      >
        {image && !failed ? (
          <Picture key={image.sha256} image={image} whole={whole} onFail={() => setFailedSha(image.sha256)} />
        ) : null}
        {over}
      </div>
      <div ref={grid} className="canvas-pixel-grid" hidden />
      {failed ? (
        <p className="canvas-words" role="alert">
          <ImageOff size={20} strokeWidth={1.5} aria-hidden />
          {image.purged ? t.canvas.purged(image.name) : t.canvas.missing(image.name)}
        </p>
      ) : null}
      {label}
    </div>
  );
}

interface PictureProps {
  readonly image: ImageRecord;
  readonly whole: boolean;
  readonly onFail: () => void;
}

/** Shows the thumbnail immediately and the picture once it is decoded, so that no partial picture is visible. */
function Picture({ image, whole, onFail }: PictureProps) {
  const full = useRef<HTMLImageElement>(null);
  const [ready, setReady] = useState(false);
  const fail = useRef(onFail);
  fail.current = onFail;
  useEffect(() => {
    if (!whole) return setReady(false);
    let wanted = true;
    full.current?.decode().then(
      () => wanted && setReady(true),
      () => wanted && fail.current(),
    );
    return () => {
      wanted = false;
    };
  }, [whole]);
  return (
    <>
      {ready ? null : (
        <img
          className="canvas-image"
          src={thumbOf(image.sha256, 1024)}
          alt={whole ? '' : image.name}
          decoding="async"
          draggable={false}
        />
      )}
      {whole ? (
        <img
          ref={full}
          className={classNames('canvas-image', !ready && 'canvas-image-coming')}
          src={imageUrl(image.sha256)}
          alt={image.name}
          decoding="async"
          draggable={false}
        />
      ) : null}
    </>
  );
}
