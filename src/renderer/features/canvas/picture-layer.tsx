import type { ImageRecord } from '@shared/domain/image.ts';
import { ImageOff } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { imageUrl } from '../../stores/picture-urls.ts';
import { classNames } from '../../ui/class-names.ts';
import { maySeeThrough } from '../../words/facts.ts';

interface PictureLayerProps {
  /** Null when there is nothing to show on this side; the elements stay, the engine holds on to them. */
  readonly image: ImageRecord | null;
  readonly side: 'before' | 'after';
  readonly pane: RefObject<HTMLDivElement | null>;
  readonly layer: RefObject<HTMLDivElement | null>;
}

/** One picture on the stage. The pane cuts it and the engine moves the layer; React only fills it. */
export function PictureLayer({ image, side, pane, layer }: PictureLayerProps) {
  const [failedSha, setFailedSha] = useState<string | null>(null);
  const failed = image !== null && failedSha === image.sha256;
  return (
    <div ref={pane} className={classNames('canvas-pane', `canvas-pane-${side}`)} hidden={image === null}>
      <div
        ref={layer}
        className={classNames(
          'canvas-layer',
          image && !failed && maySeeThrough(image.mime) && 'canvas-layer-checks',
        )}
      >
        {image && !failed ? (
          <Picture key={image.sha256} image={image} onFail={() => setFailedSha(image.sha256)} />
        ) : null}
      </div>
      {failed ? (
        <p className="canvas-words" role="alert">
          <ImageOff size={20} strokeWidth={1.5} aria-hidden />
          {image.name} cannot be shown: its file is missing or damaged.
        </p>
      ) : null}
    </div>
  );
}

/** The thumbnail at once, the picture itself over it as soon as it is decoded: no half-drawn picture is ever seen. */
function Picture({ image, onFail }: { readonly image: ImageRecord; readonly onFail: () => void }) {
  const full = useRef<HTMLImageElement>(null);
  const [ready, setReady] = useState(false);
  const fail = useRef(onFail);
  fail.current = onFail;
  useEffect(() => {
    let wanted = true;
    full.current?.decode().then(
      () => wanted && setReady(true),
      () => wanted && fail.current(),
    );
    return () => {
      wanted = false;
    };
  }, []);
  return (
    <>
      {ready ? null : (
        <img className="canvas-image" src={`/thumb/${image.sha256}?w=1024`} alt="" draggable={false} />
      )}
      <img
        ref={full}
        className={classNames('canvas-image', !ready && 'canvas-image-coming')}
        src={imageUrl(image.sha256)}
        alt={image.name}
        draggable={false}
      />
    </>
  );
}
