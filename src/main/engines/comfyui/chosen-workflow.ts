import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Model } from '@shared/domain/model.ts';
import {
  type ChosenWorkflow,
  PLACES_MAX,
  type WorkflowProblem,
  type WorkflowReport,
} from '@shared/domain/workflow.ts';
import type { EngineWorld, ReplaceableWorkflow } from '../module.ts';
import { info } from './info.ts';
import { findSlots, type Slot } from './slots.ts';
import { parseWorkflow, WORKFLOW_MAX_BYTES, type Workflow } from './workflow.ts';
import { openWorkflowFiles, readText } from './workflow-files.ts';
import { workflowHash, workflowModel } from './workflow-model.ts';

/** Key of the option with the hash of the user's workflow. Empty: the built-in one. */
const OPTION = 'workflow';
const NAME_MAX = 100;

export interface ChosenWorkflows extends ReplaceableWorkflow {
  /** The model of the workflow in use, then replaced ones. */
  models(): readonly Model[];
  /** Returns a workflow by its hash, or null if it is gone. */
  byHash(sha256: string): Promise<Workflow | null>;
  /** Returns the workflow that the next edit uses. */
  current(): Promise<Workflow>;
}

/** The workflow that edits use: the built-in one until the user chooses a file. */
export function chooseWorkflows(
  world: Pick<EngineWorld, 'options' | 'folder' | 'setOption' | 'modelsChanged'>,
  builtIn: { readonly workflow: Workflow; readonly model: Model },
): ChosenWorkflows {
  const files = openWorkflowFiles(world.folder);
  const builtInHash = workflowHash(builtIn.workflow);
  /** Chosen, but its file is gone. Found out when it is needed. */
  let lost: string | null = null;
  const chosen = (): string => {
    const sha256 = world.options()[OPTION] ?? '';
    return sha256 !== lost && files.modelBy(sha256) !== null ? sha256 : builtInHash;
  };

  const byHash = async (sha256: string) =>
    sha256 === builtInHash ? builtIn.workflow : await files.read(sha256);

  /** Looks for the file, and returns to the built-in workflow if it is gone. */
  async function current(): Promise<Workflow> {
    const wanted = world.options()[OPTION] ?? '';
    const workflow = await byHash(wanted === '' ? builtInHash : wanted);
    const nowLost = workflow ? null : wanted;
    if (nowLost !== lost) {
      lost = nowLost;
      world.modelsChanged();
    }
    return workflow ?? builtIn.workflow;
  }

  function reportOf(workflow: Workflow, name: string): WorkflowReport {
    const { slots, missing, candidates } = findSlots(workflow);
    const sha256 = workflowHash(workflow);
    const placesOf = (all: readonly Slot[]) =>
      all.slice(0, PLACES_MAX).map(({ role, node, input, title }) => ({
        role,
        node,
        input,
        title,
        className: workflow[node]?.class_type ?? '',
      }));
    return {
      name,
      sha256,
      isBuiltIn: sha256 === builtInHash,
      places: placesOf(slots),
      missing: [...missing],
      candidates: placesOf(candidates),
    };
  }

  async function state(refused: ChosenWorkflow['refused'] = null): Promise<ChosenWorkflow> {
    const workflow = await current();
    const model = files.modelBy(workflowHash(workflow)) ?? builtIn.model;
    return {
      engine: info.id,
      current: reportOf(workflow, String(model.name)),
      isLost: lost !== null,
      refused,
    };
  }

  async function use(sha256: string | null): Promise<ChosenWorkflow> {
    await world.setOption(OPTION, sha256 === builtInHash ? '' : (sha256 ?? ''));
    lost = null;
    world.modelsChanged();
    return state();
  }

  return {
    state: () => state(),
    use,
    async take(path) {
      const file = basename(path).slice(-300);
      const refuse = (problem: WorkflowProblem, report: WorkflowReport | null = null) =>
        state({ file, problem, report });
      const size = await stat(path).then(
        (found) => (found.isFile() ? found.size : null),
        () => null,
      );
      if (size === null) return refuse('unreadable');
      if (size > WORKFLOW_MAX_BYTES) return refuse('too-large');
      const text = await readText(path);
      if (text === null) return refuse('unreadable');
      const parsed = parseWorkflow(text);
      if ('problem' in parsed) return refuse(parsed.problem);
      const { workflow } = parsed;
      const name = nameOf(file);
      if (!findSlots(workflow).isUsable) return refuse('incomplete', reportOf(workflow, name));
      const sha256 = workflowHash(workflow);
      if (sha256 !== builtInHash)
        await files.keep(workflow, workflowModel(workflow, { name, source: file, grade: 'tried' }));
      return use(sha256);
    },
    models() {
      const now = chosen();
      const own = files.models();
      const isUsed = (model: Model) => model.apiModel === now;
      const all = [builtIn.model, ...own];
      return [
        ...all.filter(isUsed),
        ...all.filter((model) => !isUsed(model)).map((model) => ({ ...model, isReplaced: true as const })),
      ];
    },
    byHash,
    current,
  };
}

/** Returns the name of a workflow: that of its file without the ending and control characters. */
function nameOf(file: string): string {
  const name = file
    .replace(/\.json$/i, '')
    .replace(/\p{C}/gu, '')
    .trim()
    .slice(0, NAME_MAX);
  return name === '' ? 'Workflow' : name;
}
