import { engineInfo, PRACTICE } from '@shared/domain/engine-catalog.ts';
import type { EngineId, ParamSpec } from '@shared/domain/model.ts';
import type { Size } from '@shared/geometry.ts';
import { t } from '@shared/i18n/index.ts';
import { noEffectNote } from '@shared/i18n/model-text.ts';
import type { DraftValue } from './edit-draft.ts';

/** A note about a setting's current value. */
export interface ParamNote {
  readonly text: string;
  /**
   * Whether ignoring it costs something: a result that can't be reproduced, or a paid one that shows nothing
   * new.
   */
  readonly warns: boolean;
}

/** Everything that determines the notes. */
export interface NoteContext {
  readonly engine: EngineId;
  readonly values: Readonly<Record<string, DraftValue>>;
  /** The picture being edited. */
  readonly source: Size | undefined;
}

/** Settings of the filter's appearance, which are invisible at strength 0. */
const SEEN_THROUGH_STRENGTH = ['steps', 'guidance', 'goFast', 'seed'];
/** Ratios this close are the same, almost to the pixel. */
const SAME_SHAPE = 0.005;

/** Returns the note for a parameter, if any. */
export function paramNote(spec: ParamSpec, context: NoteContext): ParamNote | undefined {
  const { engine, values } = context;
  const without = noEffectNote(spec);
  if (without !== null) return quiet(without);
  if (spec.key === 'strength' && values.strength === 0)
    return engine === PRACTICE
      ? quiet(t.edit.warnings.strengthZero)
      : { text: t.edit.warnings.strengthZeroPaid, warns: true };
  if (hasNoEffectAtZero(spec.key, context)) return quiet(noEffectAtZero());
  if (spec.key === 'quality' && values.format === 'png') return quiet(t.edit.warnings.noEffectOnPng);
  if (spec.key === 'goFast' && breaksRepeatability(context) === 'goFast')
    return { text: t.edit.warnings.notRepeatable, warns: true };
  if (spec.key === 'aspectRatio' && isShapeOfSource(context)) return quiet(t.edit.warnings.sameShape);
  return undefined;
}

/** Returns the note for the seed, if any. */
export function seedNote(context: NoteContext): ParamNote | undefined {
  return hasNoEffectAtZero('seed', context) ? quiet(noEffectAtZero()) : undefined;
}

/** Returns the key of the setting that makes the seed not reproducible, or null. */
export function breaksRepeatability({ engine, values }: Omit<NoteContext, 'source'>): string | null {
  return engineInfo(engine)?.capabilities.seed !== 'same' && values.goFast === true ? 'goFast' : null;
}

function quiet(text: string): ParamNote {
  return { text, warns: false };
}

// What the service does at strength 0 is unknown.
function hasNoEffectAtZero(key: string, { engine, values }: NoteContext): boolean {
  return engine === PRACTICE && values.strength === 0 && SEEN_THROUGH_STRENGTH.includes(key);
}

function noEffectAtZero(): string {
  return t.edit.warnings.noEffectAtZero(t.model.strength.label);
}

function isShapeOfSource({ values, source }: NoteContext): boolean {
  const [width, height] = String(values.aspectRatio).split(':').map(Number);
  if (!width || !height || !source) return false;
  return Math.abs(width / height / (source.width / source.height) - 1) < SAME_SHAPE;
}
