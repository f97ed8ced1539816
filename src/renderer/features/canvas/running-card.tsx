import { isService } from '@shared/domain/engine-catalog.ts';
import { isSettled } from '@shared/domain/run.ts';
import { t } from '@shared/i18n/index.ts';
import { runStateText } from '../../format/run-status.ts';
import { useHistory, useLibrary, useMasks, useQueue, useQueueEntries } from '../../stores/context.tsx';
import { previewUrl } from '../../stores/picture-urls.ts';
import { Progress } from '../../ui/status.tsx';
import './running-card.css';

/** What a server says about the run of the selected edit or picture: its place, its steps, and a first picture. */
export function RunningCard() {
  // Nothing covers the picture while it is painted on.
  const isPainting = useMasks((state) => state.tool !== null);
  const imageId = useLibrary((state) => state.selectedId);
  const editId = useHistory((state) => state.selectedEditId);
  const going = useQueueEntries().filter(
    ({ run, edit }) => !isSettled(run.state) && run.state !== 'queued' && isService(edit.request.engine),
  );
  const entry =
    going.find(({ edit }) => edit.id === editId) ?? going.find(({ edit }) => edit.sourceImageId === imageId);
  const progress = useQueue((state) => (entry ? state.progress.get(entry.run.id) : undefined));
  if (isPainting || !entry || !progress) return null;
  if (progress.step === 0 && progress.ahead === 0 && progress.preview === 0) return null;
  const text = runStateText(entry.run, entry.edit.request.engine, progress);
  return (
    <div className="canvas-running" data-preview={progress.preview > 0 || undefined}>
      {progress.preview > 0 ? (
        <img src={previewUrl(entry.run.id, progress.preview)} alt={t.runs.preview} draggable={false} />
      ) : null}
      <span className="numerals">{text}</span>
      {progress.step > 0 ? <Progress label={text} value={progress.step} max={progress.steps} /> : null}
    </div>
  );
}
