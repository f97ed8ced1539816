import { defaultParams, type ParamValues } from '@shared/domain/model.ts';
import { PRACTICE_FILTERS } from '@shared/domain/practice-filters.ts';
import { FILTERS } from './filters/index.ts';
import { paintObject } from './paint-object.ts';
import { blendOver, copyFrame, type Frame, mixFrom, type Pixels, toFrame } from './pixels.ts';
import { placedObjectFor } from './placed-object.ts';
import { filtersFor } from './prompt.ts';
import { createRandom } from './random.ts';
import { enlargeFrame, halfFrame } from './resize.ts';

export interface PracticeRequest {
  readonly prompt: string;
  readonly params: ParamValues;
  readonly seed: number;
}

export interface PracticeStep {
  /** Counts from 1. */
  readonly step: number;
  readonly steps: number;
}

/** Below this, a filter isn't weakened further but blended: half a brush stroke isn't a brush stroke. */
const LEAST_PUSH = 0.5;
const DEFAULTS = defaultParams(PRACTICE_FILTERS);

function numberOf(params: ParamValues, key: string, min: number, max: number): number {
  const value = Number(params[key] ?? DEFAULTS[key]);
  return Math.min(max, Math.max(min, Number.isFinite(value) ? value : Number(DEFAULTS[key])));
}

/** Converts guidance (0 to 10) to strength: 0.12 barely visible, 1 at the default of 3, 2.4 extreme. */
function pushOf(guidance: number): number {
  return guidance <= 3 ? 0.12 + (0.88 * guidance) / 3 : 1 + (guidance - 3) * 0.2;
}

function* filtered(
  frame: Frame,
  request: PracticeRequest,
  passes: number,
  push: number,
): Generator<number, void> {
  const names = filtersFor(request.prompt);
  const unit = Math.sqrt((frame.width * frame.height) / 1_048_576);
  for (const [i, name] of names.entries()) {
    const random = createRandom(request.seed, name);
    const strokes = createRandom(request.seed, `${name} strokes`);
    const before = push < 1 ? copyFrame(frame) : null;
    for (const done of FILTERS[name](frame, {
      passes,
      push: Math.max(LEAST_PUSH, push),
      unit,
      random,
      strokes,
    }))
      yield (i + Math.min(1, done)) / names.length;
    if (before) mixFrom(before, frame, push);
  }
}

/**
 * Runs an edit on a source already cropped and scaled to `outputSize`. Yields once per step, so that the
 * caller can show progress or stop. The same source, request and seed give the same bytes. A prompt with an
 * object and a place ("a red ball at the top right") changes nothing else.
 */
export function* renderPractice(source: Pixels, request: PracticeRequest): Generator<PracticeStep, Pixels> {
  const steps = Math.round(numberOf(request.params, 'steps', 1, 50));
  const push = pushOf(numberOf(request.params, 'guidance', 0, 10));
  const strength = numberOf(request.params, 'strength', 0, 1);
  const object = placedObjectFor(request.prompt);
  if (object) {
    for (let step = 1; step <= steps; step++) yield { step, steps };
    return paintObject(source, object, strength, request.seed);
  }
  const fast = request.params.goFast === true;
  const whole = toFrame(source);
  let frame = fast ? halfFrame(whole) : whole;
  let step = 0;
  for (const done of filtered(frame, request, steps, push)) {
    while (step < Math.min(steps - 1, Math.floor(done * steps))) yield { step: ++step, steps };
  }
  if (fast) frame = enlargeFrame(frame, source.width, source.height);
  const result = blendOver(source, frame, strength);
  while (step < steps) yield { step: ++step, steps };
  return result;
}
