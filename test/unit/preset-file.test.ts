import { describe, expect, it } from 'vitest';
import { engineCatalog } from '../../src/shared/domain/engine-catalog.ts';
import type { ParamSpec } from '../../src/shared/domain/model.ts';
import { freeName, type NewPreset, PresetContent } from '../../src/shared/domain/preset.ts';
import { readPresetFile, writePresetFile } from '../../src/shared/domain/preset-file.ts';
import { explain } from '../../src/shared/i18n/error-message.ts';
import { fc } from '../fixtures/property.ts';

const envelope = { format: 'reseed-presets', version: 1 };
const good = { name: 'Night', engine: 'practice', model: 'practice-filters', prompt: 'night' };
const read = (...presets: unknown[]) => readPresetFile(JSON.stringify({ ...envelope, presets }));

function fitting(spec: ParamSpec): fc.Arbitrary<number | string | boolean> {
  switch (spec.kind) {
    case 'number':
      return spec.integer
        ? fc.integer({ min: spec.min, max: spec.max })
        : fc.double({ min: spec.min, max: spec.max, noNaN: true }).map((value) => value + 0);
    case 'choice':
      return fc.constantFrom(...spec.choices);
    case 'switch':
      return fc.boolean();
  }
}

const preset: fc.Arbitrary<NewPreset> = fc.constantFrom(...engineCatalog().models).chain((model) =>
  fc
    .record(
      {
        prompt: fc.string({ minLength: 1, maxLength: 200 }).map((text) => text.trim()),
        // Some models have none.
        ...(model.params.length > 0 && {
          params: fc
            .record(Object.fromEntries(model.params.map((spec) => [spec.key, fitting(spec)])), {
              requiredKeys: [],
            })
            .filter((params) => Object.keys(params).length > 0),
        }),
        seed: fc.integer({ min: 1, max: 2_147_483_647 }),
      },
      { requiredKeys: [] },
    )
    .map((sets) => ({
      name: 'A preset',
      content: { engine: model.engine, model: model.id, ...sets } as PresetContent,
    }))
    .filter(({ content }) => PresetContent.safeParse(content).success),
);

describe('a file of presets', () => {
  it('brings back every preset that was written', () => {
    fc.assert(
      fc.property(fc.array(preset, { maxLength: 20 }), (presets) => {
        expect(readPresetFile(writePresetFile(presets))).toEqual({
          ok: true,
          // What JSON can't represent is not restored.
          presets: JSON.parse(JSON.stringify(presets)),
          refused: [],
        });
      }),
    );
  });

  it('never throws for any content, and imports only applicable presets', () => {
    const junk = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => JSON.stringify({ ...envelope, presets: [value] }) ?? ''),
      fc
        .dictionary(
          fc.constantFrom('name', 'engine', 'model', 'prompt', 'params', 'seed', '__proto__', 'x'),
          fc.oneof(fc.anything(), fc.constantFrom('practice', 'practice-filters', 'flux-2-dev', 'Night', 7)),
        )
        .map((row) => JSON.stringify({ ...envelope, presets: [row, good] })),
    );
    fc.assert(
      fc.property(junk, (text) => {
        const file = readPresetFile(text);
        if (file.ok) for (const { content } of file.presets) PresetContent.parse(content);
        else expect(explain(file.problem('a.json'))).toContain('a.json');
      }),
      { numRuns: 500 },
    );
  });

  it('is refused as a whole, with its reason, if it is another kind of file', () => {
    const problem = (text: string) => {
      const file = readPresetFile(text);
      return file.ok ? null : file.problem('a.json');
    };
    expect(problem('not json')).toEqual({ reason: 'preset-file-not-json', params: { file: 'a.json' } });
    expect(problem('[]')).toMatchObject({ reason: 'preset-file-other' });
    expect(problem(JSON.stringify({ ...envelope, version: 2, presets: [], other: 1 }))).toMatchObject({
      reason: 'preset-file-newer',
    });
    expect(problem(JSON.stringify({ ...envelope, presets: [], other: 1 }))).toMatchObject({
      reason: 'preset-file-other',
    });
    expect(problem(JSON.stringify({ ...envelope, presets: Array(1001).fill(good) }))).toEqual({
      reason: 'preset-file-too-many',
      params: { file: 'a.json', max: 1000 },
    });
    expect(problem(`\ufeff${JSON.stringify({ ...envelope, presets: [good] })}`)).toBeNull();
  });

  it('reports preset and field of what it rejects, and imports the others', () => {
    const file = read(
      good,
      { ...good, name: 'Wrong seed', seed: 0 },
      { ...good, name: 'From the future', model: 'flux-9' },
      { ...good, name: ' ' },
      { ...good, name: 'Too many steps', params: { steps: 51 } },
      { ...good, name: 'Other field', color: 'red' },
      { name: 'Empty', engine: 'practice', model: 'practice-filters' },
      7,
      { ...good, name: 'Wrong engine', engine: '1min.ai' },
    );
    expect(file).toMatchObject({ ok: true, presets: [{ name: 'Night' }] });
    const told = (file.ok ? file.refused : []).map(({ preset: name, place, field }) => [
      name ?? place,
      field,
    ]);
    expect(told).toEqual([
      ['Wrong seed', 'seed'],
      ['From the future', 'model'],
      [4, 'name'],
      ['Too many steps', 'steps'],
      ['Other field', 'color'],
      ['Empty', ''],
      [8, ''],
      ['Wrong engine', 'model'],
    ]);
  });

  it('imports a preset without a setting its model doesn’t have, and reports it', () => {
    const file = read({ ...good, params: { steps: 12, sparkle: 3 } });
    expect(file).toMatchObject({ presets: [{ content: { params: { steps: 12 } } }] });
    expect(file.ok && file.refused).toEqual([
      {
        preset: 'Night',
        field: 'sparkle',
        reason: 'param-unknown',
        params: { model: 'practice-filters', param: 'sparkle' },
        place: 1,
        takenWithout: true,
      },
    ]);
  });
});

describe('the name of a preset from elsewhere', () => {
  it('gets the first free number, and stays within a hundred characters', () => {
    const taken = new Set(['Night', 'Night (2)', 'x'.repeat(100)]);
    expect(freeName('Day', (name) => taken.has(name))).toBe('Day');
    expect(freeName('Night', (name) => taken.has(name))).toBe('Night (3)');
    expect(freeName('Night (2)', (name) => taken.has(name))).toBe('Night (3)');
    expect(freeName('x'.repeat(100), (name) => taken.has(name))).toBe(`${'x'.repeat(96)} (2)`);
  });
});
