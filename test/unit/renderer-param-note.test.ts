import { describe, expect, it } from 'vitest';
import {
  breaksRepeatability,
  type NoteContext,
  paramNote,
  seedNote,
} from '../../src/renderer/features/edit/param-note.ts';
import { renderPractice } from '../../src/renderer/imaging/practice/render.ts';
import { defaultParams, type Model, type ParamValue } from '../../src/shared/domain/model.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { FLUX_2_DEV, PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';

function note(model: Model, key: string, values: Record<string, ParamValue>, source?: NoteContext['source']) {
  const spec = model.params.find((param) => param.key === key);
  if (!spec) throw new Error(key);
  return paramNote(spec, {
    engine: model.engine,
    values: { ...defaultParams(model), ...values },
    source,
  });
}

describe('notes on parameters', () => {
  it('state what has no effect, neutrally', () => {
    expect(note(FLUX_2_DEV, 'quality', { format: 'png' })?.text).toMatch(/lossless/);
    expect(note(FLUX_2_DEV, 'quality', { format: 'webp' })).toBeUndefined();
    expect(note(PRACTICE_FILTERS, 'disableSafetyChecker', {})).toEqual({
      text: 'No effect with Practice: the built-in filters have no safety checker.',
      warns: false,
    });
    expect(note(FLUX_2_DEV, 'disableSafetyChecker', {})).toBeUndefined();
    const shape = { width: 1600, height: 900 };
    expect(note(FLUX_2_DEV, 'aspectRatio', { aspectRatio: '16:9' }, shape)?.text).toMatch(/already/);
    expect(note(FLUX_2_DEV, 'aspectRatio', { aspectRatio: '3:2' }, shape)).toBeUndefined();
    expect(note(FLUX_2_DEV, 'aspectRatio', {}, shape)).toBeUndefined();
  });

  it('warn about results that can’t be reproduced, and about paying for nothing', () => {
    expect(note(FLUX_2_DEV, 'goFast', { goFast: true })).toMatchObject({ warns: true });
    expect(note(PRACTICE_FILTERS, 'goFast', { goFast: true })).toBeUndefined();
    expect(note(FLUX_2_DEV, 'strength', { strength: 0 })).toMatchObject({ warns: true });
    expect(note(FLUX_2_DEV, 'steps', { strength: 0 })).toBeUndefined();
    const fast = { values: { goFast: true } };
    expect(breaksRepeatability({ engine: '1min.ai', ...fast })).toBe('goFast');
    expect(breaksRepeatability({ engine: 'practice', ...fast })).toBeNull();
  });

  it('use the window’s language', () => {
    setLocale('de');
    expect(note(PRACTICE_FILTERS, 'steps', { strength: 0 })?.text).toBe(
      'Ohne Wirkung, solange Stärke 0 ist.',
    );
    setLocale('en');
  });

  it('about practice are true: settings without effect change no pixel, the others do', () => {
    const other: Readonly<Record<string, ParamValue>> = { steps: 5, guidance: 8, goFast: true };
    const words = { engine: 'practice', source: undefined } as const;
    for (const strength of [0, 0.8])
      for (const [key, value] of Object.entries(other)) {
        const same = render({ strength }, 1) === render({ strength, [key]: value }, 1);
        expect(note(PRACTICE_FILTERS, key, { strength, [key]: value }) !== undefined, key).toBe(same);
        const values = { ...defaultParams(PRACTICE_FILTERS), strength };
        expect(seedNote({ ...words, values }) !== undefined).toBe(
          render({ strength }, 1) === render({ strength }, 2),
        );
      }
  });
});

/** The pixels of a small picture after a practice edit. */
function render(params: Record<string, ParamValue>, seed: number): string {
  const [width, height] = [48, 32];
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 31 + (i >> 6) * 17) % 256,
  );
  const request = { prompt: 'watercolor', seed, params: { ...defaultParams(PRACTICE_FILTERS), ...params } };
  const rendering = renderPractice({ width, height, data }, request);
  for (;;) {
    const { done, value } = rendering.next();
    if (done) return Buffer.from(value.data).toString('base64');
  }
}
