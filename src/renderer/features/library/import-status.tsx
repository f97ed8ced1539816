import { useImports, useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/status.tsx';

/** How far a drop is. */
export function ImportStatus() {
  const { imports } = useStores();
  const active = useImports((state) => state.active);
  if (!active) return null;
  return (
    <div className="import-status">
      <div className="import-status-line">
        <span role="status" className="numerals">
          Adding {active.done.toLocaleString()} of {active.total.toLocaleString()}
        </span>
        <Button small variant="ghost" onClick={() => void imports.getState().cancel()}>
          Cancel
        </Button>
      </div>
      <Progress label="Pictures added" value={active.done} max={active.total} />
    </div>
  );
}
