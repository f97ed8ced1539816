import type { Watch, WatchPicture } from '@shared/domain/watch.ts';
import { t } from '@shared/i18n/index.ts';
import { EyeOff, LocateFixed } from 'lucide-react';
import { longDayText } from '../../format/time.ts';
import { useStores } from '../../stores/context.tsx';
import { thumbOf } from '../../stores/picture-urls.ts';
import { Button, IconButton } from '../../ui/button.tsx';
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
  const { picture, prompt, state, editId } = watch;
  return (
    <li className="watch-row">
      {picture ? (
        <img className="watch-thumb" src={thumbOf(picture.sha256, 256)} alt="" draggable={false} />
      ) : null}
      <div className="watch-facts">
        <p dir="auto" className="watch-prompt">
          {prompt}
        </p>
        <p className="watch-state" data-watch-state={state}>
          {watchStateText(watch)}
        </p>
        <Trend watch={watch} />
        <p className="meta">{watchTimesText(watch, now)}</p>
        <Different watch={watch} />
      </div>
      <div className="watch-actions">
        <IconButton
          icon={LocateFixed}
          label={t.watch.showEdit}
          small
          onClick={() => void showWatchedEdit(stores, watch)}
        />
        <IconButton
          icon={EyeOff}
          label={t.watch.stopOf(prompt)}
          hint={t.watch.stop}
          small
          data-stop={editId}
          onClick={() => onStop(editId)}
        />
      </div>
    </li>
  );
}

/** The verdicts of the newest re-runs, oldest first. */
function Trend({ watch: { trend } }: { readonly watch: Watch }) {
  if (trend.length === 0) return null;
  const words = t.watch.trend(trend.map(({ kind }) => VERDICTS[kind].word).join(', '));
  return (
    <p className="watch-trend">
      <span className="visually-hidden">{words}</span>
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

function Different({ watch }: { readonly watch: Watch }) {
  const stores = useStores();
  const { different } = watch;
  if (!different) return null;
  return (
    <div className="watch-different">
      <Picture picture={different.before} caption={t.watch.before(longDayText(different.before.at))} />
      <Picture picture={different.from} caption={t.watch.after(longDayText(different.from.at))} />
      <Button small onClick={() => void compareWatched(stores, watch)}>
        {t.watch.compare}
      </Button>
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
