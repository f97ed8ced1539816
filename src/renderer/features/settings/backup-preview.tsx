import type { BackupDifference } from '@shared/domain/backup.ts';
import { t } from '@shared/i18n/index.ts';
import { whenText } from '../../format/time.ts';
import { useBackups, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Shows what restoring a backup would change, and asks for confirmation. */
export function BackupPreview() {
  const { backups: store } = useStores();
  const preview = useBackups((state) => state.preview);
  const busy = useBackups((state) => state.busy);
  const words = t.settings.backups;
  return (
    <Dialog
      title={words.previewTitle}
      open={preview !== null}
      onClose={() => store.getState().closePreview()}
    >
      {preview ? (
        <div className="backup-preview">
          <p>{words.from(whenText(preview.backup.at))}</p>
          <p>{words.lost(...counts(preview.difference.onlyInLibrary))}</p>
          <p>{words.back(...counts(preview.difference.onlyInBackup))}</p>
          <p>{words.kept}</p>
          <div className="key-actions">
            <Button
              variant="primary"
              data-first-focus
              disabled={busy}
              onClick={() => void store.getState().restore()}
            >
              {words.restoreNow}
            </Button>
            <Button disabled={busy} onClick={() => store.getState().closePreview()}>
              {t.common.cancel}
            </Button>
          </div>
        </div>
      ) : null}
    </Dialog>
  );
}

type Counts = BackupDifference['onlyInLibrary'];
const counts = ({ pictures, edits, runs }: Counts): [number, number, number] => [pictures, edits, runs];
