import type { SomeNames } from '@shared/domain/import.ts';
import type { NamedError } from '@shared/errors.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { Check, Copy, Info, TriangleAlert, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useExports, useFinishMany, useImports, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { useCopied } from '../../ui/use-copied.ts';
import { byReason, refusedName } from './by-reason.ts';

/**
 * Files skipped by the last import, and pictures skipped by the last export or batch finish, with reasons. Stays until
 * dismissed.
 */
export function RefusedReport() {
  const { imports, exports, finishMany } = useStores();
  const coming = useImports((state) => state.report);
  const going = useExports((state) => state.report);
  const making = useFinishMany((state) => state.report);
  const words = t.transfer.import;
  const named = ({ count, names }: SomeNames) => words.someNames(names, names.length === count);
  return (
    <>
      {coming ? (
        <Report
          key={`import ${coming.importId}`}
          heading={words.refusedHeading}
          count={coming.done - coming.added - coming.duplicates}
          refusals={coming.refused}
          notes={[
            ...noteOf(coming.emptyFolders, (count) => words.emptyFolders(count, named(coming.emptyFolders))),
            ...noteOf(coming.leftOut, (count) => words.leftOut(count, named(coming.leftOut))),
          ]}
          onDismiss={() => imports.getState().dismissReport()}
        />
      ) : null}
      {going ? (
        <Report
          key={`export ${going.exportId}`}
          heading={t.transfer.export.failedHeading}
          count={going.failed}
          refusals={going.failures}
          notes={going.state === 'failed' ? [t.transfer.export.stopped(going.saved, going.total)] : []}
          onDismiss={() => exports.getState().dismissReport()}
        />
      ) : null}
      {making ? (
        <Report
          key={`finish ${making.batchId}`}
          heading={t.finish.many.failedHeading[making.do]}
          count={making.failed}
          refusals={making.failures}
          notes={[]}
          onDismiss={() => finishMany.getState().dismissReport()}
        />
      ) : null}
    </>
  );
}

function noteOf(names: SomeNames, words: (count: number) => string): string[] {
  return names.count > 0 ? [words(names.count)] : [];
}

interface ReportProps {
  readonly heading: (count: number) => string;
  /** Total number of refusals, including unnamed ones. */
  readonly count: number;
  readonly refusals: readonly NamedError[];
  /** Additional notes, one line each. */
  readonly notes: readonly string[];
  readonly onDismiss: () => void;
}

/** One line, expandable to names and reasons, because the panel is for pictures. */
function Report({ heading, count, refusals, notes, onDismiss }: ReportProps) {
  const [open, setOpen] = useState(false);
  const { copied, copy } = useCopied();
  const listId = useId();
  const more = count - refusals.length;
  const rest = more > 0 ? [t.transfer.export.more(more)] : [];
  const [first] = refusals;
  // A single reason is as short as the summary line.
  const only = count === 1 ? first : undefined;
  const lines = refusals.map((refusal) => `${refusedName(refusal)}\t${errorMessage(refusal)}`);
  const text = () => [...(count > 0 ? [heading(count)] : []), ...lines, ...rest, ...notes].join('\n');
  const Icon = count > 0 ? TriangleAlert : Info;
  return (
    <div className={count > 0 ? 'refused' : 'refused refused-none'} role={count > 0 ? 'alert' : 'status'}>
      <div className="refused-heading">
        <Icon size={14} aria-hidden />
        <div className="refused-line">
          {count > 0 ? <span>{heading(count)}</span> : <Notes notes={notes} />}
        </div>
        {count > 1 ? (
          <Button
            small
            variant="ghost"
            aria-expanded={open}
            aria-controls={listId}
            onClick={() => setOpen(!open)}
          >
            {open ? t.transfer.import.hideReport : t.transfer.import.showReport}
          </Button>
        ) : null}
        {open || only ? (
          <IconButton
            icon={copied ? Check : Copy}
            small
            label={t.transfer.import.copyReport}
            onClick={() => copy(text())}
          />
        ) : null}
        <IconButton icon={X} small label={t.common.dismiss} onClick={onDismiss} />
      </div>
      {only ? (
        <p className="refused-body">
          <span className="refused-name" dir="auto">
            {refusedName(only)}
          </span>{' '}
          {errorMessage(only)}
        </p>
      ) : null}
      {open && count > 1 ? (
        <ul id={listId} className="refused-body refused-list">
          {byReason(refusals).map(({ reason, names }) => (
            <li key={reason}>
              <span className="refused-name" dir="auto">
                {names.join(', ')}
              </span>{' '}
              {reason}
            </li>
          ))}
          {rest.map((words) => (
            <li key="more">{words}</li>
          ))}
        </ul>
      ) : null}
      {count > 0 && notes.length > 0 ? (
        <div className="refused-body">
          <Notes notes={notes} />
        </div>
      ) : null}
    </div>
  );
}

function Notes({ notes }: { readonly notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className="refused-note" title={note} dir="auto">
      {note}
    </p>
  ));
}
