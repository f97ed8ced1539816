import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { previewMatch } from '../../canvas/finish-preview/match-colors.ts';
import { useFinishMany, useImage, useStores } from '../../stores/context.tsx';
import { thumbOf } from '../../stores/picture-urls.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { readThumb } from './read-thumb.ts';
import './match-dialog.css';

/** Applies one picture's colors to the selected results, with a preview of some of them. */
export function MatchDialog() {
  const { finishMany } = useStores();
  const matching = useFinishMany((state) => state.matching);
  return (
    <Dialog
      title={t.finish.match.title(matching?.count ?? 0)}
      open={matching !== null}
      onClose={() => finishMany.getState().closeMatch()}
    >
      {matching ? <MatchForm to={matching.to} count={matching.count} samples={matching.samples} /> : null}
    </Dialog>
  );
}

interface MatchFormProps {
  readonly to: number;
  readonly count: number;
  readonly samples: readonly number[];
}

function MatchForm({ to, count, samples }: MatchFormProps) {
  const { finishMany } = useStores();
  const reference = useImage(to);
  const words = t.finish.match;
  return (
    <form
      className="match-form"
      onSubmit={(event) => {
        event.preventDefault();
        void finishMany.getState().startMatch();
      }}
    >
      {reference ? (
        <figure className="match-reference">
          <img src={thumbOf(reference.sha256, 256)} alt="" draggable={false} />
          <figcaption>
            <span>{words.reference}</span>{' '}
            <span dir="auto" className="match-name">
              {reference.name}
            </span>
          </figcaption>
        </figure>
      ) : null}
      <p>{words.explain}</p>
      <ul className="match-samples">
        {samples.map((id) => (
          <Sample key={id} id={id} colorsOf={reference?.sha256 ?? null} />
        ))}
      </ul>
      {samples.length > 0 && count > samples.length ? (
        <p className="numerals">{words.more(count - samples.length)}</p>
      ) : null}
      <footer className="match-footer">
        <Button onClick={() => finishMany.getState().closeMatch()}>{t.common.cancel}</Button>
        <Button variant="primary" type="submit" data-first-focus>
          {words.start}
        </Button>
      </footer>
    </form>
  );
}

/** A picture before and after. */
function Sample({ id, colorsOf }: { readonly id: number; readonly colorsOf: string | null }) {
  const image = useImage(id);
  const canvas = useRef<HTMLCanvasElement>(null);
  const sha256 = image?.sha256;
  useEffect(() => {
    if (!sha256 || !colorsOf) return;
    let isOld = false;
    void Promise.all([readThumb(sha256), readThumb(colorsOf)])
      .then(([picture, colors]) => {
        const made = previewMatch(picture, colors);
        if (isOld || !canvas.current) return;
        const shown = made ?? picture;
        canvas.current.width = shown.width;
        canvas.current.height = shown.height;
        canvas.current.dataset.matched = made ? 'yes' : 'no';
        const pixels = new ImageData(new Uint8ClampedArray(shown.data), shown.width, shown.height);
        canvas.current.getContext('2d')?.putImageData(pixels, 0, 0);
      })
      // No preview without a thumbnail.
      .catch(() => {});
    return () => {
      isOld = true;
    };
  }, [sha256, colorsOf]);
  if (!image) return null;
  return (
    <li className="match-sample">
      <figure>
        <img src={thumbOf(image.sha256, 256)} alt={image.name} draggable={false} />
        <figcaption>{t.finish.match.before}</figcaption>
      </figure>
      <figure>
        <canvas ref={canvas} aria-hidden />
        <figcaption>{t.finish.match.after}</figcaption>
      </figure>
    </li>
  );
}
