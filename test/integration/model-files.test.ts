import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineCatalog } from '@shared/domain/engine-catalog.ts';
import { ModelFile } from '@shared/domain/model.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../../src/main/engines/json-lines.ts';
import { readModelFiles } from '../../src/main/engines/model-files.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { tempFolder } from '../fixtures/ledger-rig.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

const own = { ...FLUX_2_DEV, id: 'my-flux' };
const write = (name: string, content: unknown) =>
  writeFileSync(
    join(folder.path, name),
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  );
const read = () => readModelFiles(folder.path, engineCatalog());
/** The line of a text in a file, from 1. */
const lineOf = (name: string, text: string) =>
  readFileSync(join(folder.path, name), 'utf8').split(text)[0]?.split('\n').length;

describe('the user’s model files', () => {
  it('are read, with or without the name of their schema', () => {
    write('one.json', own);
    write('two.json', { $schema: 'model.schema.json', ...own, id: 'other' });
    write('notes.txt', 'not a model');
    expect(read()).toEqual({ models: [own, { ...own, id: 'other' }], refused: [] });
  });

  it('are none without the folder', () => {
    rmSync(folder.path, { recursive: true });
    expect(read()).toEqual({ models: [], refused: [] });
  });

  it('are refused with line and reason, and the others are used', () => {
    write('a-good.json', own);
    write('b-text.json', '{\n  "id": "x",\n  oops\n}');
    write('c-field.json', { ...own, id: 'c', grade: 'great' });
    write('d-default.json', {
      ...own,
      id: 'd',
      params: own.params.map((spec) => (spec.key === 'steps' ? { ...spec, default: 51 } : spec)),
    });
    write('e-twice.json', own);
    write('f-engine.json', { ...own, engine: 'nowhere' });
    write('g-more.json', { ...own, id: 'g', price: 3 });
    write('h-large.json', ' '.repeat(100_001));
    write('i-same-key.json', { ...own, id: 'i', params: [own.params[0], own.params[0]] });
    mkdirSync(join(folder.path, 'j-folder.json'));
    const { models, refused } = read();
    expect(models).toEqual([own]);
    const steps = lineOf('d-default.json', '"default": 51');
    expect(refused).toEqual([
      { file: 'b-text.json', line: 3, reason: 'not-json', field: '' },
      {
        file: 'c-field.json',
        line: lineOf('c-field.json', '"grade"'),
        reason: 'wrong-field',
        field: 'grade',
      },
      { file: 'd-default.json', line: steps, reason: 'wrong-default', field: 'params.1.default' },
      { file: 'e-twice.json', line: 2, reason: 'id-taken', field: 'id' },
      { file: 'f-engine.json', line: 3, reason: 'unknown-engine', field: 'engine' },
      { file: 'g-more.json', line: lineOf('g-more.json', '"price"'), reason: 'wrong-field', field: 'price' },
      { file: 'h-large.json', line: null, reason: 'too-large', field: '' },
      {
        file: 'i-same-key.json',
        line: expect.any(Number),
        reason: 'key-taken',
        field: 'params.1.key',
      },
      { file: 'j-folder.json', line: null, reason: 'unreadable', field: '' },
    ]);
  });

  it('have a published schema that agrees with the app’s', () => {
    const published: unknown = JSON.parse(readFileSync('resources/models/model.schema.json', 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(ModelFile, { io: 'input' }))));
  });
});

describe('the lines of a JSON text', () => {
  it.each([
    ['{"a": [1, {"b": "\\"}"}]}', true],
    ['[]', true],
    ['{"a" 1}', false],
    ['[1,]', false],
    ['{"a": 01}', false],
    ['"open', false],
    ['1 2', false],
    ['', false],
  ])('are known exactly for valid JSON: %s', (text, ok) => {
    expect(readJsonLines(text).ok).toBe(ok);
  });

  it('are those of the nearest field that exists', () => {
    const json = readJsonLines('{\n "a": {\n  "b": 1\n }\n}');
    expect(json.ok && [json.lineOf(['a', 'b']), json.lineOf(['a', 'x']), json.lineOf(['y'])]).toEqual([
      3, 2, 1,
    ]);
  });
});
