import type { EditEntry } from '@shared/domain/edit.ts';
import type { Snapshot } from '@shared/domain/history.ts';
import { t } from '@shared/i18n/index.ts';
import { editTitle, engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { echoText } from '../../format/echo.ts';
import { isMadeBy, picturesMade } from '../../stores/made-pictures.ts';
import { newestVerdict } from './chosen.ts';
import { VERDICTS, verdictText } from './verdict-text.ts';

/** Snapshots of an edit's pictures. */
export function snapshotsOf(snapshots: readonly Snapshot[], entry: EditEntry): readonly Snapshot[] {
  return snapshots.filter(({ imageId }) => isMadeBy(entry, imageId));
}

/** What an edit repeats: an earlier one, or a challenge of it on another engine. Null for a new edit. */
export function repeatText({ edit, challenged }: EditEntry): string | null {
  if (challenged) return t.challenge.ofEarlier(engineName(challenged.engine), modelLabel(challenged.model));
  return edit.rerunOf === null ? null : t.history.rerunOfEarlier;
}

/** Tooltip with an edit's summary, one fact per line. */
export function entryTip(entry: EditEntry, snapshots: readonly Snapshot[]): string {
  const verdict = newestVerdict(entry);
  const line = (label: string, text: string | null) => (text === null ? null : `${label}: ${text}`);
  return [
    editTitle(entry.edit.request),
    line(t.history.seed, String(entry.edit.request.seed)),
    repeatText(entry),
    verdict && line(VERDICTS[verdict.kind].word, verdictText(verdict, entry.run)),
    echoText(entry.run),
    line(t.history.branch, entry.branch),
    ...snapshots.map(({ name }) => line(t.history.snapshot, name)),
    line(t.history.note, entry.note),
    ...picturesMade(entry)
      .filter((image) => image.deletedAt !== null)
      .map((image) => (image.purged ? t.history.purged : t.history.removed)),
  ]
    .filter((each) => each !== null)
    .join('\n');
}
