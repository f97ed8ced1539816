import { t } from '@shared/i18n/index.ts';
import { useExports, useFinishMany, useImports, useStores, useTroubles } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';

/** Progress of imports, exports, batch finishes, and pictures that come back after a rebuild. */
export function ImportStatus() {
  const { imports, exports, finishMany, troubles } = useStores();
  const coming = useImports((state) => state.active);
  const going = useExports((state) => state.active);
  const making = useFinishMany((state) => state.active);
  const adding = useTroubles((state) => state.troubles.find(({ kind }) => kind === 'adding-strays'));
  return (
    <>
      {adding?.kind === 'adding-strays' ? (
        <Moving
          words={t.rescue.adding(adding.done, adding.total)}
          label={t.rescue.addingLabel}
          done={adding.done}
          total={adding.total}
          onCancel={() => void troubles.getState().stopStrays()}
        />
      ) : null}
      {coming ? (
        <Moving
          words={t.transfer.import.progress(coming.done, coming.total)}
          label={t.transfer.import.progressLabel}
          done={coming.done}
          total={coming.total}
          onCancel={() => void imports.getState().cancel()}
        />
      ) : null}
      {going ? (
        <Moving
          words={t.transfer.export.progress(going.done, going.total)}
          label={t.transfer.export.progressLabel}
          done={going.done}
          total={going.total}
          onCancel={() => void exports.getState().cancel()}
        />
      ) : null}
      {making ? (
        <Moving
          words={t.finish.many.progress[making.do](making.done, making.total)}
          label={t.finish.many.progressLabel}
          done={making.done}
          total={making.total}
          onCancel={() => void finishMany.getState().cancel()}
        />
      ) : null}
    </>
  );
}

interface MovingProps {
  readonly words: string;
  readonly label: string;
  readonly done: number;
  readonly total: number;
  readonly onCancel: () => void;
}

function Moving({ words, label, done, total, onCancel }: MovingProps) {
  return (
    <div className="import-status">
      <div className="import-status-line">
        <span role="status" className="numerals">
          {words}
        </span>
        <Button small variant="ghost" onClick={onCancel}>
          {t.common.cancel}
        </Button>
      </div>
      <Progress label={label} value={done} max={total} />
    </div>
  );
}
