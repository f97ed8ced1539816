import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ONEMIN_MODELS } from '../../src/main/engines/onemin/models/index.ts';
import { checkEdit, wireRequest } from '../../src/main/engines/onemin/request.ts';
import type { EditRequest } from '../../src/shared/domain/edit.ts';
import { capabilitiesOf, modelOf } from '../../src/shared/domain/engine-catalog.ts';
import { defaultParams, type Model, ModelFile } from '../../src/shared/domain/model.ts';
import { NewEditRequest } from '../../src/shared/domain/new-edit-request.ts';
import { fc } from '../fixtures/property.ts';
import { pageOf } from '../onemin-server/pages.ts';

const FOLDER = 'src/main/engines/onemin/models';
const documented = ONEMIN_MODELS.filter(({ id }) => id !== 'flux-2-dev');

const request = (model: Model, more: Partial<EditRequest> = {}): EditRequest => ({
  engine: '1min.ai',
  model: model.id,
  prompt: 'a hat',
  params: defaultParams(model),
  seed: 42,
  ...more,
});
const promptObject = (model: Model, edit: EditRequest): Record<string, unknown> => {
  const { body } = wireRequest(
    checkEdit(edit, model, [{ role: 'source' }, ...(model.needsMask ? [{ role: 'mask' as const }] : [])]),
    { source: 'images/a.png', mask: model.needsMask ? 'images/m.png' : null },
    false,
  );
  expect(body).toMatchObject({ type: model.apiType, model: model.apiModel });
  return body.promptObject as Record<string, unknown>;
};

describe('the models of 1min.ai', () => {
  it('are one valid file each, FLUX.2 dev first', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
    expect(ONEMIN_MODELS.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
    expect(modelOf('1min.ai').id).toBe('flux-2-dev');
    for (const file of files) {
      const model: unknown = JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
      expect(ModelFile.parse(model), file).toEqual(model);
    }
  });

  it.each(documented.map((model) => [model.id, model] as const))(
    '%s names its page, and was not tried',
    (_, model) => {
      expect(model.source).toMatch(
        /^https:\/\/docs\.1min\.ai\/docs\/api\/ai-for-image\/[a-z-]+\/[a-z0-9-]+$/,
      );
      expect(model.grade).toBe('documented');
      expect(capabilitiesOf(model).seed).toBe(model.seed === null ? 'none' : 'similar');
      expect(capabilitiesOf(model).mask).toBe(model.pictures.mask !== undefined);
    },
  );

  it.each(documented.map((model) => [model.id, model] as const))(
    '%s sends the object of its page’s example',
    (_, model) => {
      const page = pageOf(model.apiType, model.apiModel);
      if (!page) throw new Error('no page');
      const { example } = page;
      const values = model.params.flatMap(({ key, wire }) =>
        example[wire] === undefined ? [] : [[key, example[wire] as string | number | boolean] as const],
      );
      const edit = request(model, {
        ...(typeof example.prompt === 'string' && { prompt: example.prompt }),
        ...(typeof example.seed === 'number' && { seed: example.seed }),
        params: { ...defaultParams(model), ...Object.fromEntries(values) },
      });
      const sent = promptObject(model, edit);
      expect(page.prompt.safeParse(sent).error).toBeUndefined();
      for (const [name, value] of Object.entries(example))
        expect(sent[name], name).toEqual(/Url$/.test(name) ? expect.any(String) : value);
      expect(page.prompt.safeParse(example).error).toBeUndefined();
    },
  );

  it.each(documented.map((model) => [model.id, model] as const))(
    '%s can only ask for what its page allows',
    (_, model) => {
      const page = pageOf(model.apiType, model.apiModel);
      const params = fc.record(
        Object.fromEntries(
          model.params.map((spec) => [
            spec.key,
            spec.kind === 'switch'
              ? fc.boolean()
              : spec.kind === 'choice'
                ? fc.constantFrom(...spec.choices)
                : spec.integer
                  ? fc.integer({ min: spec.min, max: spec.max })
                  : fc.double({ min: spec.min, max: spec.max, noNaN: true }),
          ]),
        ),
      );
      fc.assert(
        fc.property(params, (chosen) => {
          const sent = promptObject(model, request(model, { params: chosen }));
          expect(page?.prompt.safeParse(sent).error).toBeUndefined();
        }),
        { numRuns: 50 },
      );
    },
  );

  it('refuse a prompt that is too long for them', () => {
    const model = ONEMIN_MODELS.find(({ id }) => id === 'gpt-image-2');
    if (!model) throw new Error('no model');
    const fits = NewEditRequest.safeParse(request(model, { prompt: 'x'.repeat(4_000) }));
    const long = NewEditRequest.safeParse(request(model, { prompt: 'x'.repeat(4_001) }));
    expect(fits.success).toBe(true);
    expect(long.error?.issues.map(({ path }) => path)).toEqual([['prompt']]);
  });
});
