import type { Slot } from './slots.ts';
import type { Workflow } from './workflow.ts';

/** What an edit puts into a workflow. Undefined leaves the workflow's own value. */
export interface SlotValues {
  readonly source: string;
  readonly references: readonly string[];
  readonly mask: string | null;
  readonly prompt: string;
  readonly seed: number;
  readonly steps?: number | undefined;
  readonly guidance?: number | undefined;
  readonly strength?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * Returns the workflow with the values of an edit. The workflow itself is unchanged. A reference slot without a
 * picture of its own gets the source, since a node that loads a picture can't be left empty.
 */
export function fillSlots(workflow: Workflow, slots: readonly Slot[], values: SlotValues): Workflow {
  const filled = structuredClone(workflow) as Record<string, Workflow[string]>;
  const references = slots.filter(({ role }) => role === 'reference');
  const valueFor = (slot: Slot): string | number | null | undefined => {
    switch (slot.role) {
      case 'reference':
        return values.references[references.indexOf(slot)] ?? values.source;
      case 'output':
        return undefined;
      default:
        return values[slot.role];
    }
  };
  for (const slot of slots) {
    const value = valueFor(slot);
    const node = filled[slot.node];
    if (value === undefined || value === null || slot.input === null || !node) continue;
    const inputs: typeof node.inputs = { ...node.inputs, [slot.input]: value };
    // The app's masks are gray: every color has the mask, transparency doesn't.
    if (slot.role === 'mask' && 'channel' in node.inputs) inputs.channel = 'red';
    filled[slot.node] = { ...node, inputs };
  }
  return filled;
}
