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

/*
 * Pictures saved outside the library, many at a time: what the files are called, what they are made into, and the recipe that may
 * lie beside each.
 */

/** What a name template may name; anything else in it stands for itself. */
export const NAME_TOKENS = ['name', 'seed', 'prompt', 'date', 'time', 'n', 'model', 'rating', 'ext'] as const;
export type NameToken = (typeof NAME_TOKENS)[number];

/** `original`: the bytes as they are, unless the size changes. */
export const ExportFormat = z.enum(['original', 'png', 'jpeg', 'webp']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What happens when a file of that name is there: both stay, the old one goes, or the new one is left out. */
export const Collision = z.enum(['both', 'replace', 'skip']);
export type Collision = z.infer<typeof Collision>;

export const QUALITY_MIN = 1;
export const QUALITY_MAX = 100;
/** Of the longest edge, in pixels. */
export const EDGE_MIN = 16;
export const EDGE_MAX = 16_384;

export const ExportOptions = z.strictObject({
  template: z.string().max(200),
  format: ExportFormat,
  /** Of JPEG and WebP, 1 to 100. */
  quality: z.int().min(QUALITY_MIN).max(QUALITY_MAX),
  /** Longest edge in pixels; a smaller picture stays as it is. Null: full size. */
  longestEdge: z.int().min(EDGE_MIN).max(EDGE_MAX).nullable(),
  /** A JSON file beside each picture that says how it was made. */
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

/** What was chosen for the last export. The folder is there to be shown: only the system's dialog changes it. */
export const ExportSettings = z.strictObject({ folder: z.string().nullable(), options: ExportOptions });
export type ExportSettings = z.infer<typeof ExportSettings>;

/** How far an export is. */
export const ExportProgress = z.strictObject({
  exportId: z.int().positive(),
  /** `failed`: it broke off, and `failed` says at which picture and why. */
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  done: z.int().nonnegative(),
  total: z.int().nonnegative(),
  saved: z.int().nonnegative(),
  /** Left out since a file of that name was there. */
  skipped: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** The first of those that failed, and why. */
  failures: z.array(NamedError).max(2000),
  /** Name of the folder. */
  folder: z.string(),
});
export type ExportProgress = z.infer<typeof ExportProgress>;

/** The formats that pictures can be turned into. */
export const EXPORT_MIMES: Readonly<Record<Exclude<ExportFormat, 'original'>, EncodedMime>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};

/** Longest edge that a format holds, or that its encoder writes, in pixels. */
export const EDGE_LIMITS: Readonly<Record<EncodedMime, number>> = {
  'image/png': 65_535,
  'image/jpeg': 65_500,
  'image/webp': 16_383,
};

/** What a picture is turned into; null when its bytes are copied as they are. */
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
  // Of the others there is no encoder; PNG loses nothing.
  return Object.values(EXPORT_MIMES).find((mime) => mime === picture.mime) ?? 'image/png';
}

/**
 * The edge, in pixels, beyond which a picture of another format does not fit into the one that is asked for; null when all fit,
 * since each is copied or made small enough.
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

/** What a name is made of. */
export interface NameFacts {
  /** The picture's name in the library. */
  readonly name: string;
  /** Of the edit that made it; null for an imported picture. */
  readonly seed: number | null;
  readonly prompt: string | null;
  readonly model: string | null;
  readonly rating: number;
  /** When it joined the library, in milliseconds since 1970; written in local time. */
  readonly createdAt: number;
  /** Its place among those that are saved, from 1, and how many they are. */
  readonly n: number;
  readonly total: number;
  /** Of the bytes that are saved. */
  readonly mime: ImageMime;
}

/** Longest part of a name that a prompt makes, in characters. */
const PROMPT_MAX = 60;
/** Stands for a token that had nothing to say; it takes the signs that would have set it apart with it. */
const NOTHING = '\uffff';

/**
 * The name of a file from a template, fit for every file system, with the extension of its bytes. A template without any token, or
 * that comes to nothing, still gives a name.
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

/** The first words, cut between two of them where that leaves enough. */
function shortened(prompt: string): string {
  const signs = [...prompt.replace(/\s+/gu, ' ').trim()];
  if (signs.length <= PROMPT_MAX) return signs.join('');
  const start = signs.slice(0, PROMPT_MAX).join('');
  const space = start.lastIndexOf(' ');
  return space > PROMPT_MAX / 2 ? start.slice(0, space) : start;
}

/** The local time of a moment, `13.30.05`: a colon is in no file name. */
function clockName(at: number): string {
  const day = new Date(at);
  return [day.getHours(), day.getMinutes(), day.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join('.');
}

/** Gives each file of an export a name that no other of them has, whatever the file system makes of case. */
export function createNamer(template: string): (facts: NameFacts) => string {
  const taken = new Set<string>();
  // Thousands may want the same name: each goes on where the one before stopped.
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

/** How a picture was made, as it lies beside a saved one. It holds no key and no path. */
export const Recipe = z.strictObject({
  reseed: z.literal('recipe'),
  version: z.literal(1),
  picture: ImageRecord.pick({ name: true, sha256: true, width: true, height: true, mime: true }),
  origin: ImageRecord.shape.origin,
  /** ISO 8601, local time with its offset. */
  added: z.string(),
  rating: Rating,
  /** Null for an imported picture. */
  edit: z
    .strictObject({
      engine: EngineId,
      model: ModelId,
      /** Says that a practice result is not made by the model it is named like. */
      note: z.string().nullable(),
      prompt: z.string(),
      seed: Seed,
      params: z.record(z.string(), z.unknown()),
      ...LocalParts.shape,
      source: z.strictObject({ name: z.string(), sha256: Sha256 }),
      /** When it was asked for. */
      at: z.string(),
    })
    .nullable(),
  /** Of a finished picture: the raw result it was made from, how, and what was counted in its file. Masks are named by their SHA-256. */
  finished: z
    .strictObject({
      rawSha256: Sha256,
      recipe: FinishRecipe,
      maskSha256: Sha256,
      certificate: Certificate,
    })
    .nullable(),
  /** Of a merged picture: the three pictures it was made of, and what was chosen where two changed the same part. */
  merged: z
    .strictObject({ baseSha256: Sha256, leftSha256: Sha256, rightSha256: Sha256, recipe: MergeRecipe })
    .nullable(),
});
export type Recipe = z.infer<typeof Recipe>;
