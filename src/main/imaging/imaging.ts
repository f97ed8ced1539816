import { EDGE_LIMITS, EXPORT_MIMES } from '@shared/domain/export.ts';
import { type EncodedMime, type ImageMime, isForeign, MAX_PIXELS } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import { DECODE_LIMIT_MS, FOREIGN_LIMIT_FACTOR, type JobResult } from '@shared/imaging.ts';
import type { Imaging } from '../ports.ts';
import type { Broker } from './broker.ts';

/**
 * Time limit (ms) for comparing, filtering and converting: up to two decodes and one encode of 100
 * megapixels.
 */
const WORK_LIMIT_MS = 60_000;

/** Implements the `Imaging` port with a broker. */
export function createImaging(
  broker: Broker,
  limits: { readonly decodeMs: number } = { decodeMs: DECODE_LIMIT_MS },
): Imaging {
  const decodeLimit = (mime: ImageMime) => limits.decodeMs * (isForeign(mime) ? FOREIGN_LIMIT_FACTOR : 1);
  return {
    async inspect(picture, thumbs, signal) {
      const done = await broker.submit({
        spec: {
          kind: 'inspect',
          limitMs: decodeLimit(picture.mime),
          mime: picture.mime,
          maxPixels: MAX_PIXELS,
          thumbs: thumbs.map((thumb) => thumb.size),
        },
        inputs: [picture.path],
        outputs: new Map(thumbs.map((thumb) => [`thumb-${thumb.size}`, thumb.path])),
        signal,
      });
      return unwrap(done, 'inspect');
    },
    async needsDisplay(picture) {
      const done = await broker.submit({
        spec: { kind: 'check-display', limitMs: decodeLimit(picture.mime), mime: picture.mime },
        inputs: [picture.path],
      });
      return unwrap(done, 'check-display').needsDisplay;
    },
    async compare(a, b, { findShift, signal }) {
      const done = await broker.submit({
        spec: { kind: 'compare', limitMs: WORK_LIMIT_MS, mimes: [a.mime, b.mime], findShift },
        inputs: [a.path, b.path],
        signal,
      });
      return unwrap(done, 'compare');
    },
    async practice(source, edit, outPath, { signal, onStep }) {
      const { prompt, params, seed } = edit.request;
      const done = await broker.submit({
        spec: { kind: 'practice', limitMs: WORK_LIMIT_MS, mime: source.mime, prompt, params, seed },
        inputs: [source.path],
        outputs: new Map([['result', outPath]]),
        signal,
        // Step 0 is only a sign of life.
        onStep: (step, steps) => step > 0 && onStep(step, steps),
      });
      return unwrap(done, 'practice');
    },
    async convert(picture, to, outPath, options = {}) {
      const { maxPixels = MAX_PIXELS, maxEdge = null, quality = null, signal } = options;
      const done = await broker
        .submit({
          spec: {
            kind: 'convert',
            limitMs: WORK_LIMIT_MS,
            mime: picture.mime,
            to,
            maxPixels,
            maxEdge,
            quality,
          },
          inputs: [picture.path],
          outputs: new Map([['result', outPath]]),
          signal,
        })
        .catch((error: unknown) => {
          throw error instanceof Failure && error.code === 'format-too-small' ? tooLongFor(to) : error;
        });
      return unwrap(done, 'convert');
    },
    async prepare(source, { prepare: { region, pad }, protect }, to, outPath, { maxPixels, signal }) {
      const done = await broker.submit({
        spec: {
          kind: 'prepare',
          limitMs: WORK_LIMIT_MS,
          mime: source.mime,
          region,
          pad,
          protect: protect !== null,
          to,
          maxPixels,
        },
        inputs: present(source.path, protect),
        outputs: new Map([['result', outPath]]),
        signal,
      });
      return unwrap(done, 'prepare');
    },
    async findMask(source, result, { prepare: { region, pad }, find }, outPath, { signal } = {}) {
      const done = await broker.submit({
        spec: {
          kind: 'find-mask',
          limitMs: WORK_LIMIT_MS,
          mimes: [source.mime, result.mime],
          region,
          pad,
          find,
        },
        inputs: [source.path, result.path],
        outputs: new Map([['mask', outPath]]),
        signal,
      });
      return unwrap(done, 'find-mask');
    },
    async finish(source, result, input, { picturePath, maskPath }, { signal, onStep = () => {} } = {}) {
      const { prepare, recipe, mask, protect, matchTo } = input;
      // The page finds a drawn mask by its index among the inputs.
      if ((recipe.mask.kind === 'drawn') !== (mask !== null)) throw new Failure('internal');
      if ((recipe.matchTo !== undefined) !== (matchTo !== null)) throw new Failure('internal');
      const { region, pad } = prepare;
      const done = await broker.submit({
        spec: {
          kind: 'finish',
          limitMs: WORK_LIMIT_MS,
          mimes: [source.mime, result.mime],
          region,
          pad,
          recipe,
          protect: protect !== null,
          matchTo: matchTo?.mime ?? null,
        },
        inputs: present(source.path, result.path, mask, protect, matchTo?.path ?? null),
        outputs: new Map([
          ['result', picturePath],
          ['mask', maskPath],
        ]),
        signal,
        // Step 0 is only a sign of life.
        onStep: (step, steps) => step > 0 && onStep(step, steps),
      });
      return unwrap(done, 'finish');
    },
    async certify(source, finished, maskPath, { signal } = {}) {
      const done = await broker.submit({
        spec: { kind: 'certify', limitMs: WORK_LIMIT_MS, mimes: [source.mime, finished.mime] },
        inputs: [source.path, finished.path, maskPath],
        signal,
      });
      return unwrap(done, 'certify');
    },
    async planMerge(base, a, b, { signal } = {}) {
      const done = await broker.submit({
        spec: { kind: 'plan-merge', limitMs: WORK_LIMIT_MS, mimes: [base.mime, a.mime, b.mime] },
        inputs: [base.path, a.path, b.path],
        signal,
      });
      return unwrap(done, 'plan-merge');
    },
    async merge(base, a, b, choices, outPath, { signal, onStep = () => {} } = {}) {
      const done = await broker.submit({
        spec: {
          kind: 'merge',
          limitMs: WORK_LIMIT_MS,
          mimes: [base.mime, a.mime, b.mime],
          choices: [...choices],
        },
        inputs: [base.path, a.path, b.path],
        outputs: new Map([['result', outPath]]),
        signal,
        onStep: (step, steps) => step > 0 && onStep(step, steps),
      });
      return unwrap(done, 'merge');
    },
    async blame(pictures, outPath, { signal } = {}) {
      const done = await broker.submit({
        spec: {
          kind: 'blame',
          limitMs: WORK_LIMIT_MS,
          mimes: pictures.map(({ file }) => file.mime),
          parents: pictures.map(({ parents }) => [...parents]),
        },
        inputs: pictures.map(({ file }) => file.path),
        outputs: new Map([['map', outPath]]),
        signal,
      });
      return unwrap(done, 'blame');
    },
  };
}

/** Returns a failure with the format's maximum size and the formats with a larger one. */
function tooLongFor(mime: EncodedMime): Failure {
  const max = EDGE_LIMITS[mime];
  const others = Object.values(EXPORT_MIMES).filter((other) => EDGE_LIMITS[other] > max);
  return new Failure('format-too-small', { reason: 'edge-too-long', params: { mime, max, others } });
}

function present(...paths: (string | null)[]): string[] {
  return paths.filter((path) => path !== null);
}

type ValueOf<K> = Extract<JobResult, { kind: K }>['value'];

function unwrap<K extends JobResult['kind']>(result: JobResult, kind: K): ValueOf<K> {
  if (result.kind !== kind) throw new Failure('internal');
  return result.value as ValueOf<K>;
}
