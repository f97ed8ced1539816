import { z } from 'zod';
import { NamedError } from '../errors.ts';
import { dayName } from '../local-day.ts';
import { LocalParts } from './edit.ts';
import { extensionLike, fileNameKey, numberedName, safeFileName, withoutEnding } from './file-name.ts';
import { Certificate, FinishRecipe } from './finish.ts';
import { type EncodedMime, EXTENSIONS, type ImageMime, ImageRecord, Sha256 } from './image.ts';
import { Rating } from './library-query.ts';
import { MergeRecipe } from './merge.ts';
import { EngineId, ModelId } from './model.ts';
import { Seed } from './seed.ts';

/* Export of many images: file names, formats, and the optional recipe file next to each. */

/** Tokens of a name template. Other text is literal. */
export const NAME_TOKENS = ['name', 'seed', 'prompt', 'date', 'time', 'n', 'model', 'rating', 'ext'] as const;
export type NameToken = (typeof NAME_TOKENS)[number];

/** `original`: unchanged bytes, unless the size changes. */
export const ExportFormat = z.enum(['original', 'png', 'jpeg', 'webp']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** If a file of that name exists: keep both, replace it, or skip the new one. */
export const Collision = z.enum(['both', 'replace', 'skip']);
export type Collision = z.infer<typeof Collision>;

export const QUALITY_MIN = 1;
export const QUALITY_MAX = 100;
/** Minimum longest edge, in pixels. */
export const EDGE_MIN = 16;
export const EDGE_MAX = 16_384;

export const ExportOptions = z.strictObject({
  template: z.string().max(200),
  format: ExportFormat,
  /** For JPEG and WebP, 1 to 100. */
  quality: z.int().min(QUALITY_MIN).max(QUALITY_MAX),
  /** Longest edge in pixels. Smaller images are unchanged. Null: full size. */
  longestEdge: z.int().min(EDGE_MIN).max(EDGE_MAX).nullable(),
  /** Whether to write a JSON file with the recipe next to each image. */
  recipe: z.boolean(),
  collision: Collision,
});
export type ExportOptions = z.infer<typeof ExportOptions>;

export const DEFAULT_EXPORT: ExportOptions = {
  template: '{name}',
  format: 'original',
  quality: 90,
  longestEdge: null,
  recipe: false,
  collision: 'both',
};

/** Options of the last export. The folder is for display only: it can only be changed by the system dialog. */
export const ExportSettings = z.strictObject({ folder: z.string().nullable(), options: ExportOptions });
export type ExportSettings = z.infer<typeof ExportSettings>;

/** Progress of an export. */
export const ExportProgress = z.strictObject({
  exportId: z.int().positive(),
  /** `failed`: it stopped, and `failures` says at which image and why. */
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  saved: z.int().nonnegative(),
  /** Skipped because a file of that name existed. */
  skipped: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** The first failures and their reasons. */
  failures: z.array(NamedError).max(2000),
  /** Name of the folder. */
  folder: z.string(),
});
export type ExportProgress = z.infer<typeof ExportProgress>;

/** Formats that images can be converted to. */
export const EXPORT_MIMES: Readonly<Record<Exclude<ExportFormat, 'original'>, EncodedMime>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/** Longest edge (px) that a format or its encoder supports. */
export const EDGE_LIMITS: Readonly<Record<EncodedMime, number>> = {
  'image/png': 65_535,
  'image/jpeg': 65_500,
  'image/webp': 16_383,
};

/** Returns the format to convert to, or null if the bytes are copied. */
export function targetMime(
  picture: { readonly mime: ImageMime; readonly width: number; readonly height: number },
  { format, longestEdge }: Pick<ExportOptions, 'format' | 'longestEdge'>,
): EncodedMime | null {
  const shrinks = longestEdge !== null && Math.max(picture.width, picture.height) > longestEdge;
  if (format !== 'original') {
    const mime = EXPORT_MIMES[format];
    return mime === picture.mime && !shrinks ? null : mime;
  }
  if (!shrinks) return null;
  // The other formats have no encoder. PNG is lossless.
  return Object.values(EXPORT_MIMES).find((mime) => mime === picture.mime) ?? 'image/png';
}

/**
 * Returns the longest edge (px) above which an image of another format doesn't fit into the chosen one. Null
 * if all fit, because each is copied or scaled down enough.
 */
export function edgeThatFits({ format, longestEdge }: Pick<ExportOptions, 'format' | 'longestEdge'>): {
  readonly edge: number;
  readonly mime: EncodedMime;
} | null {
  if (format === 'original') return null;
  const mime = EXPORT_MIMES[format];
  const edge = EDGE_LIMITS[mime];
  return longestEdge !== null && longestEdge <= edge ? null : { edge, mime };
}

/** Values for a name template. */
export interface NameFacts {
  /** The image's name in the library. */
  readonly name: string;
  /** Seed of the edit that made it, or null for an imported image. */
  readonly seed: number | null;
  readonly prompt: string | null;
  readonly model: string | null;
  readonly rating: number;
  /** When it was added, in milliseconds since 1970. Formatted in local time. */
  readonly createdAt: number;
  /** Its number in the export, from 1, and the number of images. */
  readonly n: number;
  readonly total: number;
  /** Type of the exported bytes. */
  readonly mime: ImageMime;
}

/** Maximum length of the prompt in a name. */
const PROMPT_MAX = 60;
/** Placeholder for an empty token. Adjacent separators are removed with it. */
const NOTHING = '\uffff';

/**
 * Returns a file name from a template, valid in every file system, with the extension of its bytes. A
 * template without tokens, or with an empty result, still gives a name.
 */
export function exportFileName(template: string, facts: NameFacts): string {
  const extension = extensionLike(facts.name, EXTENSIONS[facts.mime]);
  const filled = withoutEnding(template.replaceAll(NOTHING, '').replace(/\.?\{ext\}\s*$/i, ''))
    .replace(/\{(\w+)\}/g, (whole, word: string) => {
      const token = NAME_TOKENS.find((known) => known === word.toLowerCase());
      return token ? said(token, facts, extension) || NOTHING : whole;
    })
    .replace(/^(\uffff[\s._-]*)+/, '')
    .replace(/[\s._-]*\uffff/g, '');
  return safeFileName(filled.trim() === '' ? withoutEnding(facts.name) : filled, extension);
}

function said(token: NameToken, facts: NameFacts, extension: string): string {
  switch (token) {
    case 'name':
      return withoutEnding(facts.name);
    case 'seed':
      return facts.seed === null ? '' : String(facts.seed);
    case 'prompt':
      return shortened(facts.prompt ?? '');
    case 'date':
      return dayName(facts.createdAt);
    case 'time':
      return clockName(facts.createdAt);
    case 'n':
      return String(facts.n).padStart(String(facts.total).length, '0');
    case 'model':
      return facts.model ?? '';
    case 'rating':
      return String(facts.rating);
    case 'ext':
      return extension;
  }
}

/** Returns the first words, truncated between two words if enough remains. */
function shortened(prompt: string): string {
  const signs = [...prompt.replace(/\s+/gu, ' ').trim()];
  if (signs.length <= PROMPT_MAX) return signs.join('');
  const start = signs.slice(0, PROMPT_MAX).join('');
  const space = start.lastIndexOf(' ');
  return space > PROMPT_MAX / 2 ? start.slice(0, space) : start;
}

/** Local time as `13.30.05`: file names can't contain colons. */
function clockName(at: number): string {
  const day = new Date(at);
  return [day.getHours(), day.getMinutes(), day.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join('.');
}

/** Returns a function that gives each file of an export a unique name, ignoring case. */
export function createNamer(template: string): (facts: NameFacts) => string {
  const taken = new Set<string>();
  // Thousands may want the same name, so each continues the numbering of the previous one.
  const counts = new Map<string, number>();
  return (facts) => {
    const wanted = exportFileName(template, facts);
    for (let count = (counts.get(fileNameKey(wanted)) ?? 0) + 1; ; count += 1) {
      const name = numberedName(wanted, count);
      if (taken.has(fileNameKey(name))) continue;
      taken.add(fileNameKey(name));
      counts.set(fileNameKey(wanted), count);
      return name;
    }
  };
}

/** How an image was made, for the file next to an exported one. Contains no keys or paths. */
export const Recipe = z.strictObject({
  reseed: z.literal('recipe'),
  version: z.literal(1),
  picture: ImageRecord.pick({ name: true, sha256: true, width: true, height: true, mime: true }),
  origin: ImageRecord.shape.origin,
  /** ISO 8601, local time with offset. */
  added: z.string(),
  rating: Rating,
  /** Null for an imported image. */
  edit: z
    .strictObject({
      engine: EngineId,
      model: ModelId,
      /** States that a practice result wasn't made by the model it is named after. */
      note: z.string().nullable(),
      prompt: z.string(),
      seed: Seed,
      params: z.record(z.string(), z.unknown()),
      ...LocalParts.shape,
      source: z.strictObject({ name: z.string(), sha256: Sha256 }),
      /** Pictures that were sent beside it, in order. Left out of edits without any. */
      references: z.array(z.strictObject({ name: z.string(), sha256: Sha256 })).optional(),
      /** When it was requested. */
      at: z.string(),
    })
    .nullable(),
  /**
   * For a finished image: its raw result, the recipe, and the counts of its certificate. Masks are identified
   * by SHA-256.
   */
  finished: z
    .strictObject({
      rawSha256: Sha256,
      recipe: FinishRecipe,
      maskSha256: Sha256,
      certificate: Certificate,
    })
    .nullable(),
  /** For a merged picture: the three pictures it was made from, and the choices for conflicts. */
  merged: z
    .strictObject({ baseSha256: Sha256, leftSha256: Sha256, rightSha256: Sha256, recipe: MergeRecipe })
    .nullable(),
});
export type Recipe = z.infer<typeof Recipe>;
