import { TriangleAlert } from 'lucide-react';
import { useEdit, useLibrary, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { isAboutSettings } from '../../words/remedies.ts';

/** The main action, and what stopped it. */
export function RunBar({ onRun }: { readonly onRun: () => void }) {
  const { settings } = useStores();
  const submitting = useEdit((state) => state.submitting);
  const hasPicture = useLibrary((state) => state.selectedId !== null);
  const problem = useEdit((state) => state.problem);
  return (
    <footer className="run-bar">
      {problem ? (
        <div className="run-problem" role="alert">
          <TriangleAlert size={14} aria-hidden />
          <p>{problem.message}</p>
          {isAboutSettings(problem.code) ? (
            <Button small onClick={() => void settings.getState().openWindow('engine')}>
              Open Settings
            </Button>
          ) : null}
        </div>
      ) : null}
      <Button
        variant={hasPicture ? 'primary' : 'secondary'}
        className="run-button"
        // Not `disabled`, which would take the focus away; the store takes one press at a time.
        aria-disabled={submitting}
        onClick={onRun}
      >
        Run edit
        <Kbd keys="Mod+Enter" />
      </Button>
    </footer>
  );
}
