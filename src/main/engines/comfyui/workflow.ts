import type { WorkflowProblem } from '@shared/domain/workflow.ts';
import { z } from 'zod';

/** Maximum size of a workflow file, in bytes. Large real ones have about 200 kB. */
export const WORKFLOW_MAX_BYTES = 2 * 1024 * 1024;
const NODES_MAX = 2_000;

/** One node of a workflow in ComfyUI's API format. An input is a value, or a link `[node id, output index]`. */
export const WorkflowNode = z.looseObject({
  class_type: z.string().min(1).max(300),
  inputs: z.record(z.string().max(300), z.json()),
  _meta: z
    .looseObject({ title: z.string().max(1_000).optional() })
    .optional()
    .catch(undefined),
});
export type WorkflowNode = z.infer<typeof WorkflowNode>;

/** A workflow in ComfyUI's API format: its nodes by id. */
export const Workflow = z
  .record(z.string().min(1).max(100), WorkflowNode)
  .refine((nodes) => Object.keys(nodes).length > 0 && Object.keys(nodes).length <= NODES_MAX);
export type Workflow = Readonly<z.infer<typeof Workflow>>;

/** Parses a workflow file. `WorkflowProblem` says why it is none. */
export function parseWorkflow(
  text: string,
): { readonly workflow: Workflow } | { readonly problem: WorkflowProblem } {
  if (Buffer.byteLength(text) > WORKFLOW_MAX_BYTES) return { problem: 'too-large' };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: 'not-json' };
  }
  // `Save` in ComfyUI writes nodes and links as lists; `Export (API)` writes what POST /prompt takes.
  if (typeof json === 'object' && json !== null && 'nodes' in json && 'links' in json)
    return { problem: 'editor-format' };
  const parsed = Workflow.safeParse(json);
  return parsed.success ? { workflow: parsed.data } : { problem: 'other-file' };
}

/** Returns the id of the node an input is linked to, or null for a value. */
export function linkedNode(value: unknown): string | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [id, output] = value as unknown[];
  return typeof id === 'string' && typeof output === 'number' ? id : null;
}

/** Ids of the nodes that a node depends on, itself first, each once. `skip`: inputs that aren't followed. */
export function upstreamOf(
  workflow: Workflow,
  from: readonly string[],
  skip: (input: string) => boolean = () => false,
): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const queue = [...from];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const node = workflow[id];
    if (!node || seen.has(id)) continue;
    seen.add(id);
    order.push(id);
    for (const [input, value] of Object.entries(node.inputs)) {
      const link = skip(input) ? null : linkedNode(value);
      if (link !== null) queue.push(link);
    }
  }
  return order;
}
