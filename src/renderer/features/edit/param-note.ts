import type { EngineId, ParamSpec } from '@shared/domain/model.ts';
import type { Size } from '@shared/geometry.ts';
import { t } from '@shared/i18n/index.ts';
import { noEffectNote } from '@shared/i18n/model-text.ts';
import type { DraftValue } from './edit-draft.ts';

/** What the person should know about a setting's present value. */
export interface ParamNote {
  readonly text: string;
  /** It costs something not to know: a result that cannot be had again, or a paid one that shows nothing new. */
  readonly warns: boolean;
}

/** All that decides which notes there are. */
export interface NoteContext {
  readonly engine: EngineId;
  readonly values: Readonly<Record<string, DraftValue>>;
  /** The picture that is edited. */
  readonly source: Size | undefined;
}

/** Settings that decide how the filtered picture looks, of which nothing is seen at strength 0. */
const SEEN_THROUGH_STRENGTH = ['steps', 'guidance', 'goFast', 'seed'];
/** Two shapes this close are the same to the pixel or nearly so. */
const SAME_SHAPE = 0.005;

/** The note on a parameter, or nothing. */
export function paramNote(spec: ParamSpec, context: NoteContext): ParamNote | undefined {
  const { engine, values } = context;
  const without = noEffectNote(spec);
  if (without !== null) return quiet(without);
  if (spec.key === 'strength' && values.strength === 0)
    return engine === 'practice'
      ? quiet(t.edit.warnings.strengthZero)
      : { text: t.edit.warnings.strengthZeroPaid, warns: true };
  if (hasNoEffectAtZero(spec.key, context)) return quiet(noEffectAtZero());
  if (spec.key === 'quality' && values.format === 'png') return quiet(t.edit.warnings.noEffectOnPng);
  if (spec.key === 'goFast' && breaksRepeatability(context) === 'goFast')
    return { text: t.edit.warnings.notRepeatable, warns: true };
  if (spec.key === 'aspectRatio' && isShapeOfSource(context)) return quiet(t.edit.warnings.sameShape);
  return undefined;
}

/** The note on the seed, or nothing. */
export function seedNote(context: NoteContext): ParamNote | undefined {
  return hasNoEffectAtZero('seed', context) ? quiet(noEffectAtZero()) : undefined;
}

/** The key of the setting because of which the same seed may give another picture; null when there is none. */
export function breaksRepeatability({ engine, values }: Omit<NoteContext, 'source'>): string | null {
  return engine === '1min.ai' && values.goFast === true ? 'goFast' : null;
}

function quiet(text: string): ParamNote {
  return { text, warns: false };
}

// What the service does with a strength of 0 is not ours to say.
function hasNoEffectAtZero(key: string, { engine, values }: NoteContext): boolean {
  return engine === 'practice' && values.strength === 0 && SEEN_THROUGH_STRENGTH.includes(key);
}

function noEffectAtZero(): string {
  return t.edit.warnings.noEffectAtZero(t.model.strength.label);
}

function isShapeOfSource({ values, source }: NoteContext): boolean {
  const [width, height] = String(values.aspectRatio).split(':').map(Number);
  if (!width || !height || !source) return false;
  return Math.abs(width / height / (source.width / source.height) - 1) < SAME_SHAPE;
}
