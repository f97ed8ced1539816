import { createHash } from 'node:crypto';
import type { ChoiceParam, Model, NumberParam, ParamSpec } from '@shared/domain/model.ts';
import type { SlotRole } from '@shared/domain/workflow.ts';
import { findSlots, type Slot } from './slots.ts';
import type { Workflow } from './workflow.ts';

/** The default of a choice of sizes: that of the picture. */
export const SAME_RATIO = 'match_input_image';

const RATIO: ChoiceParam = {
  kind: 'choice',
  key: 'aspectRatio',
  wire: 'aspect_ratio',
  choices: [SAME_RATIO, '1:1', '16:9', '9:16', '3:2', '2:3', '4:5', '5:4'],
  default: SAME_RATIO,
};
const MEGAPIXELS: ChoiceParam = {
  kind: 'choice',
  key: 'megapixels',
  wire: 'megapixels',
  choices: ['1', '0.25'],
  default: '1',
};

/** Range of each parameter that a workflow may have a place for. */
const RANGES: readonly (Pick<NumberParam, 'min' | 'max' | 'step' | 'integer'> & {
  readonly key: 'strength' | 'steps' | 'guidance';
})[] = [
  { key: 'strength', min: 0, max: 1, step: 0.05, integer: false },
  { key: 'steps', min: 1, max: 100, step: 1, integer: true },
  { key: 'guidance', min: 0, max: 30, step: 0.5, integer: false },
];

/** SHA-256 of a workflow, which identifies it whatever its file is called. */
export function workflowHash(workflow: Workflow): string {
  return createHash('sha256').update(JSON.stringify(workflow)).digest('hex');
}

/**
 * Makes a model of a workflow: its parameters are the places it has, with the workflow's own values as defaults.
 * Form, validation and preview follow from it. A changed workflow is another model, so that a re-run always uses
 * the one of its edit.
 */
export function workflowModel(
  workflow: Workflow,
  { id, name, source, grade }: Pick<Model, 'name' | 'source' | 'grade'> & { readonly id?: string },
): Model {
  const { slots } = findSlots(workflow);
  const has = (role: SlotRole) => slots.some((slot) => slot.role === role);
  const hash = workflowHash(workflow);
  return {
    id: id ?? `workflow-${hash.slice(0, 16)}`,
    engine: 'comfyui',
    name,
    task: has('mask') ? 'inpaint' : 'edit',
    apiModel: hash,
    pictures: {
      source: 'source',
      ...(has('mask') && { mask: 'mask' }),
      ...(has('reference') && { reference: 'reference' }),
    },
    prompt: 'prompt',
    seed: has('seed') ? 'seed' : null,
    params: [
      ...RANGES.flatMap(({ key, ...range }): ParamSpec[] => {
        const value = valueAt(workflow, slots, key);
        if (value === null) return [];
        const rounded = range.integer ? Math.round(value) : value;
        const fitting = Math.min(range.max, Math.max(range.min, rounded));
        return [{ kind: 'number', key, wire: key, ...range, default: fitting }];
      }),
      ...(has('width') && has('height') ? [RATIO, MEGAPIXELS] : []),
    ],
    capabilities: {
      mask: has('mask'),
      references: slots.filter(({ role }) => role === 'reference').length,
      ...(!has('seed') && { seed: 'none' as const }),
      ...(!(has('width') && has('height')) && { ratios: null }),
    },
    source,
    grade,
  };
}

function valueAt(workflow: Workflow, slots: readonly Slot[], role: SlotRole): number | null {
  const slot = slots.find((one) => one.role === role);
  const value = slot?.input == null ? null : workflow[slot.node]?.inputs[slot.input];
  return typeof value === 'number' ? value : null;
}
