import type { Refusal } from '@shared/domain/import.ts';
import { t } from '@shared/words/index.ts';
import { Check, Copy, TriangleAlert, X } from 'lucide-react';
import { useExports, useImports, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { useCopied } from '../../ui/use-copied.ts';

/** Which files of the last drop, and which pictures of the last export, were left out, and why. Stays until it is dismissed. */
export function RefusedReport() {
  const { imports, exports } = useStores();
  const coming = useImports((state) => state.report);
  const going = useExports((state) => state.report);
  return (
    <>
      {coming ? (
        <Report
          heading={t.transfer.import.refusedHeading(coming.done - coming.added - coming.duplicates)}
          more={coming.done - coming.added - coming.duplicates - coming.refused.length}
          refusals={coming.refused}
          onDismiss={() => imports.getState().reportDismissed()}
        />
      ) : null}
      {going ? (
        <Report
          heading={t.transfer.export.failedHeading(going.failed)}
          more={going.failed - going.failures.length}
          refusals={going.failures}
          onDismiss={() => exports.getState().reportDismissed()}
        />
      ) : null}
    </>
  );
}

interface ReportProps {
  readonly heading: string;
  /** How many there are beyond those that are named. */
  readonly more: number;
  readonly refusals: readonly Refusal[];
  readonly onDismiss: () => void;
}

function Report({ heading, more, refusals, onDismiss }: ReportProps) {
  const { copied, copy } = useCopied();
  const rest = more > 0 ? [t.transfer.export.more(more)] : [];
  const text = () =>
    [heading, ...refusals.map(({ name, message }) => `${name}\t${message}`), ...rest].join('\n');
  return (
    <div className="refused" role="alert">
      <div className="refused-heading">
        <TriangleAlert size={14} aria-hidden />
        <span>{heading}</span>
        <IconButton
          icon={copied ? Check : Copy}
          small
          label={t.transfer.import.copyReport}
          onClick={() => copy(text())}
        />
        <IconButton icon={X} small label={t.common.dismiss} onClick={onDismiss} />
      </div>
      <ul className="refused-list">
        {refusals.map((refusal, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files of a drop may have the same name
          <li key={at}>
            <span dir="auto" className="refused-name">
              {refusal.name}
            </span>
            <span>{refusal.message}</span>
          </li>
        ))}
        {rest.map((words) => (
          <li key="more">{words}</li>
        ))}
      </ul>
    </div>
  );
}
