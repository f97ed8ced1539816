import type { EngineInfo, EngineOption } from '@shared/domain/engine.ts';
import { REQUIRED_ROLES, type WorkflowPlace, type WorkflowReport } from '@shared/domain/workflow.ts';
import { t } from '@shared/i18n/index.ts';
import { localText } from '@shared/i18n/model-text.ts';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../../stores/context.tsx';
import { Button } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import './workflow-field.css';

/** The workflow of an engine: its file, what was found in it, and the way back to the built-in one. */
export function WorkflowField({
  info,
  option,
}: {
  readonly info: EngineInfo;
  readonly option: EngineOption;
}) {
  const { workflows } = useStores();
  const chosen = useStore(workflows, (state) => state.chosen[info.id]);
  const busy = useStore(workflows, (state) => state.busy);
  const [open, setOpen] = useState<boolean | null>(null);
  const id = useId();
  useEffect(() => void workflows.getState().load(info.id), [workflows, info.id]);
  if (!chosen) return null;
  const { current, isLost, refused } = chosen;
  return (
    <fieldset className="field workflow" aria-labelledby={id}>
      <span id={id} className="field-label">
        {localText(option.label)}
      </span>
      <div className="workflow-body">
        <p role="status" dir="auto">
          {current.isBuiltIn ? t.workflow.builtIn(current.name) : current.name}
        </p>
        {isLost ? <Problem text={t.workflow.lost} /> : null}
        <div className="key-actions">
          <Button aria-disabled={busy} onClick={() => void workflows.getState().choose(info.id)}>
            {t.workflow.choose}
          </Button>
          {current.isBuiltIn ? null : (
            <Button
              variant="ghost"
              aria-disabled={busy}
              onClick={() => void workflows.getState().useBuiltIn(info.id)}
            >
              {t.workflow.useBuiltIn}
            </Button>
          )}
        </div>
        {option.help ? <p className="meta">{localText(option.help)}</p> : null}
        {refused ? (
          <div role="alert" className="workflow-refused">
            <Problem text={t.workflow.refused(refused.file, t.workflow.problems[refused.problem])} />
            {refused.report ? <Found report={refused.report} isUsable={false} /> : null}
          </div>
        ) : null}
        <Disclosure label={t.workflow.found} open={open ?? !current.isBuiltIn} onToggle={setOpen}>
          <Found report={current} isUsable />
        </Disclosure>
      </div>
    </fieldset>
  );
}

function Problem({ text }: { readonly text: string }) {
  return (
    <p className="workflow-problem" dir="auto">
      <CircleAlert size={14} aria-hidden />
      <span>{text}</span>
    </p>
  );
}

/** The places of a workflow, and what follows from those it lacks. */
function Found({ report, isUsable }: { readonly report: WorkflowReport; readonly isUsable: boolean }) {
  const { places, missing, candidates } = report;
  const words = t.workflow;
  // The required ones alone explain why a workflow can't be used.
  const shown = isUsable
    ? missing
    : missing.filter(
        (role) => REQUIRED_ROLES.includes(role) && !(role === 'prompt' && candidates.length > 0),
      );
  return (
    <div>
      <table className="workflow-places">
        <thead>
          <tr>
            <th scope="col">{words.columns.role}</th>
            <th scope="col">{words.columns.node}</th>
            <th scope="col">{words.columns.input}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={`${place.role} ${place.node} ${place.input}`}>
              <td>{words.roles[place.role]}</td>
              <td dir="auto">{nodeText(place)}</td>
              <td dir="auto">{place.input ?? words.noInput}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length > 0 ? (
        <>
          <p className="field-label">{words.missingTitle}</p>
          <ul className="workflow-missing">
            {shown.map((role) => (
              <li key={role}>
                {role === 'seed' ? <TriangleAlert size={12} aria-hidden /> : null}
                {words.missing[role]}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {candidates.length > 0 ? (
        <p dir="auto">{words.candidates(candidates.map(nodeText).join(', '))}</p>
      ) : null}
    </div>
  );
}

function nodeText({ title, className, node }: WorkflowPlace): string {
  return title === className ? t.workflow.node(title, node) : t.workflow.nodeOf(title, className, node);
}
