import { TriangleAlert, X } from 'lucide-react';
import { useImports, useStores } from '../../stores/context.tsx';
import { refusedHeading } from '../../stores/import-words.ts';
import { IconButton } from '../../ui/button.tsx';

/** Which files of the last drop were left out, and why. Stays until it is dismissed. */
export function RefusedReport() {
  const { imports } = useStores();
  const report = useImports((state) => state.report);
  if (!report) return null;
  return (
    <div className="refused" role="alert">
      <div className="refused-heading">
        <TriangleAlert size={14} aria-hidden />
        <span>{refusedHeading(report)}</span>
        <IconButton icon={X} small label="Dismiss" onClick={() => imports.getState().reportDismissed()} />
      </div>
      <ul className="refused-list">
        {report.refused.map((refusal, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of a drop may have the same name
          <li key={at}>
            <span className="refused-name">{refusal.name}</span>
            <span>{refusal.message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
