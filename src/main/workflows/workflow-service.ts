import type { EngineId } from '@shared/domain/model.ts';
import type { ChosenWorkflow } from '@shared/domain/workflow.ts';
import type { EngineHost } from '../engines/host.ts';
import { workflowDialogTitle } from '../export/export-text.ts';
import type { Desktop } from '../ports.ts';

/** The workflows that engines use. Throws `not-found` for an engine without one. */
export interface WorkflowService {
  state(engine: EngineId): Promise<ChosenWorkflow>;
  /** Lets the user choose a file. Unchanged if the dialog was canceled. */
  choose(engine: EngineId): Promise<ChosenWorkflow>;
  /** Takes a dropped file. */
  drop(engine: EngineId, path: string): Promise<ChosenWorkflow>;
  /** Uses a workflow that was taken before. Null: the built-in one. */
  use(engine: EngineId, sha256: string | null): Promise<ChosenWorkflow>;
}

export function createWorkflowService({
  host,
  desktop,
}: {
  readonly host: Pick<EngineHost, 'workflowOf'>;
  readonly desktop: Pick<Desktop, 'pickFile'>;
}): WorkflowService {
  return {
    state: async (engine) => host.workflowOf(engine).state(),
    async choose(engine) {
      const workflow = host.workflowOf(engine);
      const path = await desktop.pickFile({ title: workflowDialogTitle(), extensions: ['json'] });
      return path === null ? workflow.state() : workflow.take(path);
    },
    drop: async (engine, path) => host.workflowOf(engine).take(path),
    use: async (engine, sha256) => host.workflowOf(engine).use(sha256),
  };
}
