import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { specLabel } from '@shared/i18n/model-text.ts';
import { TriangleAlert } from 'lucide-react';
import { isAboutSettings, settingsSectionOf } from '../../format/recovery-actions.ts';
import { useBatch, useEdit, useKeysOf, useLibrary, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { ManyConfirm } from './many-confirm.tsx';
import { ManyNote } from './many-note.tsx';
import { breaksRepeatability } from './param-note.ts';

/** The main action, and what prevented it. */
export function RunBar({ onRun }: { readonly onRun: () => void }) {
  const { settings } = useStores();
  const submitting = useEdit((state) => state.submitting);
  const hasPicture = useLibrary((state) => state.selectedId !== null);
  const problem = useEdit((state) => state.problem);
  const engine = useEdit((state) => state.engine);
  const keys = useKeysOf('run-edit');
  const many = useLibrary((state) => (state.selection.count > 1 ? state.selection.count : null));
  const pending = useBatch((state) => state.pending);
  return (
    <footer className="run-bar">
      {problem ? (
        <div className="run-problem" role="alert">
          <TriangleAlert size={14} aria-hidden />
          <p>{errorMessage(problem)}</p>
          {isAboutSettings(problem.code) ? (
            <Button small onClick={() => void settings.getState().openWindow(settingsSectionOf(engine))}>
              {t.common.openSettings}
            </Button>
          ) : null}
        </div>
      ) : null}
      <NotRepeatable />
      {many === null ? null : <ManyNote count={many} />}
      {pending === null ? (
        <Button
          variant={hasPicture ? 'primary' : 'secondary'}
          className="run-button"
          // Not `disabled`, which would remove the focus. The store accepts one press at a time.
          aria-disabled={submitting}
          onClick={onRun}
        >
          {many === null ? t.edit.run.run : t.edit.many.run(many)}
          {keys ? <Kbd keys={keys} /> : null}
        </Button>
      ) : (
        <ManyConfirm count={pending.count} engine={pending.request.engine} />
      )}
    </footer>
  );
}

/** Why the next run isn't reproducible by its seed. */
function NotRepeatable() {
  const { edit } = useStores();
  const spec = useEdit((state) => {
    const key = breaksRepeatability(state);
    return chosenModel(state).params.find((each) => each.key === key);
  });
  return (
    <div aria-live="polite">
      {spec ? (
        <div className="run-warning">
          <TriangleAlert size={14} aria-hidden />
          <p>{t.edit.warnings.runNotRepeatable(specLabel(spec))}</p>
          <Button small onClick={() => edit.getState().resetParam(spec.key)}>
            {t.edit.warnings.turnOff}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
