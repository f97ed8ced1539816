import { z } from 'zod';
import { Sha256 } from './image.ts';
import { EngineId } from './model.ts';

/** What the app puts into a workflow, and where it takes the results from. */
export const SlotRole = z.enum([
  'source',
  'reference',
  'mask',
  'prompt',
  'seed',
  'steps',
  'guidance',
  'strength',
  'width',
  'height',
  'output',
]);
export type SlotRole = z.infer<typeof SlotRole>;

/** A workflow needs these, or no edit can be run with it. */
export const REQUIRED_ROLES: readonly SlotRole[] = ['source', 'prompt', 'output'];

/** Maximum number of places in a report. A workflow has one or two for each role. */
export const PLACES_MAX = 60;

/** One place in a workflow that the app fills in, or takes results from. */
export const WorkflowPlace = z.strictObject({
  role: SlotRole,
  /** Id, title and class of its node. */
  node: z.string().max(100),
  title: z.string().max(120),
  className: z.string().max(300),
  /** Null for an output. */
  input: z.string().max(300).nullable(),
});
export type WorkflowPlace = Readonly<z.infer<typeof WorkflowPlace>>;

/** A workflow and what the app found in it. */
export const WorkflowReport = z.strictObject({
  /** Name of its file without the ending, or that of the built-in workflow. */
  name: z.string().min(1).max(120),
  sha256: Sha256,
  isBuiltIn: z.boolean(),
  places: z.array(WorkflowPlace).max(PLACES_MAX),
  /** Roles without a place. */
  missing: z.array(SlotRole).max(SlotRole.options.length),
  /** Texts that could all be the prompt. */
  candidates: z.array(WorkflowPlace).max(PLACES_MAX),
});
export type WorkflowReport = Readonly<z.infer<typeof WorkflowReport>>;

/**
 * Why a file isn't taken: it can't be read, is too large, is not JSON, is what ComfyUI's *Save* writes instead of
 * its *Export (API)*, is another JSON file, or lacks a place that is required.
 */
export const WorkflowProblem = z.enum([
  'unreadable',
  'too-large',
  'not-json',
  'editor-format',
  'other-file',
  'incomplete',
]);
export type WorkflowProblem = z.infer<typeof WorkflowProblem>;

/** A file that was not taken. `report` says what was found in an incomplete workflow. */
export const WorkflowRefusal = z.strictObject({
  file: z.string().max(300),
  problem: WorkflowProblem,
  report: WorkflowReport.nullable(),
});
export type WorkflowRefusal = Readonly<z.infer<typeof WorkflowRefusal>>;

/** The workflow of an engine. */
export const ChosenWorkflow = z.strictObject({
  engine: EngineId,
  current: WorkflowReport,
  /** The file of the workflow that the user chose is gone, so the built-in one is used. */
  isLost: z.boolean(),
  /** The file that this call refused, or null. */
  refused: WorkflowRefusal.nullable(),
});
export type ChosenWorkflow = Readonly<z.infer<typeof ChosenWorkflow>>;
