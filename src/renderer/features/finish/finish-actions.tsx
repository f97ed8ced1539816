import type { CommandId } from '@shared/domain/commands.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { ScanSearch, SlidersHorizontal, Stamp } from 'lucide-react';
import { useFinish, useHistoryEntries, useKeysOf, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { targetOf, versionOf } from './finish-target.ts';
import { Seal } from './seal.tsx';
import './finish.css';

interface FinishActionsProps {
  readonly image: ImageRecord;
  readonly onCommand: (command: CommandId) => void;
}

/** Below a picture made by an edit: puts it back into its original, or shows its certificate. */
export function FinishActions({ image, onCommand }: FinishActionsProps) {
  const target = targetOf(image);
  const version = versionOf(useHistoryEntries(), image.id);
  const isOpen = useFinish((state) => state.target !== null);
  const putBackKeys = useKeysOf('put-back');
  const againKeys = useKeysOf('finish-again');
  const findKeys = useKeysOf('find-changed');
  if (!target) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-tools finish-actions" role="group" aria-label={t.finish.title}>
      {version ? (
        <Seal certificate={version.finish.certificate} />
      ) : (
        <Button
          small
          title={`${t.finish.putBackHint}${putBackKeys ? ` (${putBackKeys})` : ''}`}
          aria-keyshortcuts={putBackKeys}
          onClick={() => onCommand('put-back')}
        >
          <Stamp size={14} strokeWidth={1.75} aria-hidden />
          {t.finish.putBack}
        </Button>
      )}
      <IconButton
        icon={SlidersHorizontal}
        label={t.finish.again}
        hint={t.finish.againHint}
        keys={againKeys}
        aria-pressed={isOpen}
        onClick={() => onCommand('finish-again')}
      />
      <IconButton
        icon={ScanSearch}
        label={t.finish.find}
        hint={t.finish.findHint}
        keys={findKeys}
        onClick={() => onCommand('find-changed')}
      />
    </div>
  );
}

/** Progress of a raw result's finish, and why the last one failed. */
export function FinishStatus({ rawId }: { readonly rawId: number }) {
  const { finish } = useStores();
  const share = useFinish((state) => state.works.get(rawId));
  const finding = useFinish((state) => state.finding === rawId);
  const problem = useFinish((state) => state.problems.get(rawId));
  if (share !== undefined)
    return (
      <span className="finish-status numerals" role="status">
        {t.finish.working(share)}{' '}
        <Button small variant="ghost" onClick={() => finish.getState().cancel(rawId)}>
          {t.finish.stop}
        </Button>
      </span>
    );
  if (finding)
    return (
      <span className="finish-status" role="status">
        {t.finish.finding}
      </span>
    );
  return problem ? (
    <span className="finish-status" data-tone="bad" role="alert">
      {errorMessage(problem)}
    </span>
  ) : null;
}
