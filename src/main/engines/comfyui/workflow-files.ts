import { readFileSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Sha256 } from '@shared/domain/image.ts';
import { Model } from '@shared/domain/model.ts';
import { z } from 'zod';
import { writeFileAtomic } from '../../files/write-file-atomic.ts';
import { parseJson } from '../parse-json.ts';
import { parseWorkflow, WORKFLOW_MAX_BYTES, type Workflow } from './workflow.ts';
import { workflowHash } from './workflow-model.ts';

/** The list of kept workflows. It is read at every start, so it has their models and not the workflows. */
const INDEX = 'workflows.json';
const Kept = z.object({ sha256: Sha256, model: Model });
type Kept = Readonly<z.infer<typeof Kept>>;

export interface WorkflowFiles {
  /** The models of all workflows that were ever chosen, the newest first. */
  models(): readonly Model[];
  /** Returns the model of a workflow, or null if it was never chosen. */
  modelBy(sha256: string): Model | null;
  /** Returns a workflow, or null if it was never chosen, or if its file is gone or was changed. */
  read(sha256: string): Promise<Workflow | null>;
  /** Keeps a workflow with its model. Throws what the disk says. */
  keep(workflow: Workflow, model: Model): Promise<void>;
}

/** Opens the folder with the workflows that the user chose, which need not exist. */
export function openWorkflowFiles(folder: string): WorkflowFiles {
  let kept: readonly Kept[] = readIndex(join(folder, INDEX));
  const pathOf = (sha256: string) => join(folder, `${sha256}.json`);
  const modelBy = (sha256: string) => kept.find((one) => one.sha256 === sha256)?.model ?? null;
  return {
    models: () => kept.map(({ model }) => model),
    modelBy,
    async read(sha256) {
      if (!modelBy(sha256)) return null;
      const text = await readText(pathOf(sha256));
      const parsed = text === null ? null : parseWorkflow(text);
      if (!parsed || 'problem' in parsed || workflowHash(parsed.workflow) !== sha256) return null;
      return parsed.workflow;
    },
    async keep(workflow, model) {
      const sha256 = workflowHash(workflow);
      const next = [{ sha256, model }, ...kept.filter((one) => one.sha256 !== sha256)];
      await mkdir(folder, { recursive: true });
      await writeFileAtomic(pathOf(sha256), JSON.stringify(workflow));
      await writeFileAtomic(join(folder, INDEX), `${JSON.stringify(next, null, 2)}\n`);
      kept = next;
    },
  };
}

/** Returns the text of a file, or null if it can't be read or is larger than a workflow may be. */
export async function readText(path: string): Promise<string | null> {
  try {
    return (await stat(path)).size <= WORKFLOW_MAX_BYTES ? await readFile(path, 'utf8') : null;
  } catch {
    return null;
  }
}

/** Entries that this version can't read are left out. */
function readIndex(path: string): readonly Kept[] {
  let json: unknown;
  try {
    json = parseJson(readFileSync(path, 'utf8'));
  } catch {
    return [];
  }
  return Array.isArray(json) ? json.flatMap((row: unknown) => Kept.safeParse(row).data ?? []) : [];
}
