import type { LibraryMove as Move } from '@shared/domain/library-place.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect } from 'react';
import { bytesText } from '../../format/file-info.ts';
import { usePlace, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';

/** Moves the library to another folder, and shows how far that is. */
export function LibraryMoveSetting() {
  const { place: store } = useStores();
  const place = usePlace((state) => state.place);
  const busy = usePlace((state) => state.busy);
  const words = t.settings.move;
  useEffect(() => void store.getState().load(), [store]);
  if (!place) return null;
  const { move, previous } = place;
  return (
    <>
      <h2 className="settings-heading">{words.title}</h2>
      <p className="settings-lead">{words.lead}</p>
      <div className="settings-prose">
        <p className="meta selectable" dir="auto">
          {place.folder}
        </p>
        {move === null ? (
          <div className="key-actions">
            <Button disabled={busy} onClick={() => void store.getState().move()}>
              {words.choose}
            </Button>
          </div>
        ) : (
          <MoveProgress move={move} />
        )}
        {previous === null ? null : (
          <>
            <p>{words.previous}</p>
            <p className="meta selectable" dir="auto">
              {previous}
            </p>
            <div className="key-actions">
              <Button disabled={busy} onClick={() => void store.getState().trashPrevious()}>
                {words.trashPrevious}
              </Button>
              <Button disabled={busy} onClick={() => void store.getState().keepPrevious()}>
                {words.keepPrevious}
              </Button>
            </div>
          </>
        )}
      </div>
    </>
  );
}

function MoveProgress({ move }: { readonly move: Move }) {
  const { place: store } = useStores();
  const words = t.settings.move;
  const hasStopped = move.phase === 'stopped';
  return (
    <>
      <p dir="auto">{words.to(move.to)}</p>
      {hasStopped ? null : (
        <Progress label={words.title} value={move.done} max={Math.max(move.total, move.done, 1)} />
      )}
      <p className="meta numerals" role="status">
        {phaseText(move)}
      </p>
      {move.problem === null ? null : <p role="alert">{errorMessage({ code: move.problem })}</p>}
      <div className="key-actions">
        {hasStopped ? (
          <Button variant="primary" onClick={() => void store.getState().resume()}>
            {words.resume}
          </Button>
        ) : null}
        <Button disabled={move.phase === 'switching'} onClick={() => void store.getState().cancel()}>
          {hasStopped ? words.discard : t.common.cancel}
        </Button>
      </div>
    </>
  );
}

function phaseText({ phase, done, total }: Move): string {
  const words = t.settings.move;
  if (phase !== 'copying') return words.phases[phase];
  return total === 0 ? words.counting : words.copied(bytesText(done), bytesText(total));
}
