import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineCatalog } from '@shared/domain/engine-catalog.ts';
import { type Model, ModelFile, type ParamSpec } from '@shared/domain/model.ts';
import type { ModelRefusal } from '@shared/domain/model-file.ts';
import { parseParam } from '@shared/domain/params.ts';
import { readJsonLines } from './json-lines.ts';

/** Maximum size of a model file, in bytes, and maximum number of files. */
const FILE_MAX = 100_000;
const FILES_MAX = 200;

export interface ModelFiles {
  readonly models: readonly Model[];
  readonly refused: readonly ModelRefusal[];
}

/**
 * Reads the user's models: each `.json` file of a folder is one. A wrong file is refused with the line and the
 * reason, and the others are used. A folder that doesn't exist has none.
 */
export function readModelFiles(folder: string, { engines, models }: EngineCatalog): ModelFiles {
  const found: Model[] = [];
  const refused: ModelRefusal[] = [];
  for (const file of jsonFiles(folder)) {
    const read = readModelFile(join(folder, file));
    if ('model' in read) {
      const { model } = read;
      const isSame = (other: Model) => other.engine === model.engine && other.id === model.id;
      if (!engines.some(({ id }) => id === model.engine))
        refused.push({ file, line: read.lineOf(['engine']), reason: 'unknown-engine', field: 'engine' });
      else if ([...models, ...found].some(isSame))
        refused.push({ file, line: read.lineOf(['id']), reason: 'id-taken', field: 'id' });
      else found.push(model);
    } else refused.push({ file, ...read });
  }
  return { models: found, refused };
}

function jsonFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .slice(0, FILES_MAX);
  } catch {
    return [];
  }
}

type Read =
  | { readonly model: Model; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | Omit<ModelRefusal, 'file'>;

function readModelFile(path: string): Read {
  let text: string;
  try {
    if (statSync(path).size > FILE_MAX) return { line: null, reason: 'too-large', field: '' };
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return { line: null, reason: 'unreadable', field: '' };
  }
  const json = readJsonLines(text);
  if (!json.ok) return { line: json.line, reason: 'not-json', field: '' };
  const parsed = ModelFile.safeParse(withoutSchema(json.value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])];
    return { line: json.lineOf(path), reason: 'wrong-field', field: path.map(String).join('.') };
  }
  const model = parsed.data;
  const wrong = model.params.findIndex((spec) => !hasSoundDefault(spec));
  if (wrong >= 0) {
    const path = ['params', wrong, 'default'];
    return { line: json.lineOf(path), reason: 'wrong-default', field: path.join('.') };
  }
  const twice = model.params.findIndex(
    ({ key }, at) => model.params.findIndex((one) => one.key === key) < at,
  );
  if (twice >= 0) {
    const path = ['params', twice, 'key'];
    return { line: json.lineOf(path), reason: 'key-taken', field: path.join('.') };
  }
  return { model, lineOf: json.lineOf };
}

function hasSoundDefault(spec: ParamSpec): boolean {
  return 'value' in parseParam(spec, spec.default);
}

/** A file may name its schema for an editor. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { $schema: _, ...rest } = value as Record<string, unknown>;
  return rest;
}
