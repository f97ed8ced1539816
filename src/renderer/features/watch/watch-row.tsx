import type { Watch, WatchPicture } from '@shared/domain/watch.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle } from '@shared/i18n/model-text.ts';
import { longDayText } from '../../format/time.ts';
import { useStores } from '../../stores/context.tsx';
import { thumbOf } from '../../stores/picture-urls.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { VERDICTS } from '../history/index.ts';
import { compareWatched, showWatchedEdit } from './show-pictures.ts';
import { watchStateText, watchTimesText } from './watch-text.ts';

interface WatchRowProps {
  readonly watch: Watch;
  readonly onStop: (editId: number) => void;
}

/** A watched edit: what its re-runs show, and the two pictures that show a change. */
export function WatchRow({ watch, onStop }: WatchRowProps) {
  const stores = useStores();
  const now = useNow(60_000);
  const { picture, state, editId } = watch;
  const title = editTitle(watch);
  return (
    <li className="watch-row">
      {picture ? (
        <img className="watch-thumb" src={thumbOf(picture.sha256, 256)} alt="" draggable={false} />
      ) : null}
      <div className="watch-facts">
        <p dir="auto" className="watch-prompt">
          {title}
        </p>
        <p className="watch-state" data-watch-state={state}>
          {watchStateText(watch)}
        </p>
        <Trend watch={watch} />
        <p className="meta">{watchTimesText(watch, now)}</p>
        <Different watch={watch} />
        <div className="watch-actions">
          {watch.different ? (
            <Button small onClick={() => void compareWatched(stores, watch)}>
              {t.watch.compare}
            </Button>
          ) : null}
          <Button small onClick={() => void showWatchedEdit(stores, watch)}>
            {t.watch.showEdit}
          </Button>
          <Button
            small
            variant="ghost"
            aria-label={t.watch.stopOf(title)}
            data-stop={editId}
            onClick={() => onStop(editId)}
          >
            {t.watch.stop}
          </Button>
        </div>
      </div>
    </li>
  );
}

/** The verdicts of the newest re-runs, oldest first. */
function Trend({ watch: { trend } }: { readonly watch: Watch }) {
  if (trend.length === 0) return null;
  return (
    <p className="watch-trend">
      <span className="meta">{t.watch.trend}</span>
      <span className="visually-hidden">{trend.map(({ kind }) => VERDICTS[kind].word).join(', ')}</span>
      {trend.map(({ kind, at }) => {
        const { glyph, word, tone } = VERDICTS[kind];
        return (
          <span key={at} data-tone={tone} title={`${longDayText(at)}: ${word}`} aria-hidden>
            {glyph}
          </span>
        );
      })}
    </p>
  );
}

function Different({ watch: { different } }: { readonly watch: Watch }) {
  if (!different) return null;
  return (
    <div className="watch-different">
      <Picture picture={different.before} caption={t.watch.before(longDayText(different.before.at))} />
      <Picture picture={different.from} caption={t.watch.after(longDayText(different.from.at))} />
    </div>
  );
}

function Picture({ picture, caption }: { readonly picture: WatchPicture; readonly caption: string }) {
  return (
    <figure>
      <img src={thumbOf(picture.sha256, 256)} alt={caption} draggable={false} />
      <figcaption className="meta" aria-hidden>
        {caption}
      </figcaption>
    </figure>
  );
}
