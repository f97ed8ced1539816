import { challengeLimits, challengeRequest } from '@shared/domain/challenge.ts';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { modelOf } from '@shared/domain/engine-catalog.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { defaultParams, type Model } from '@shared/domain/model.ts';
import { NewEditRequest } from '@shared/domain/new-edit-request.ts';
import { describe, expect, it } from 'vitest';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';

const PRACTICE = modelOf('practice');
const request = {
  engine: '1min.ai',
  model: FLUX_2_DEV.id,
  prompt: 'a red door',
  params: { ...defaultParams(FLUX_2_DEV), strength: 0.35, steps: 50 },
  seed: 77,
};
const edit = { request, references: [], ...NO_LOCAL_PARTS };

describe('the request of a challenge', () => {
  it('keeps prompt, seed and every parameter that both models have', () => {
    const made = challengeRequest(request, PRACTICE);
    expect(made).toMatchObject({ engine: 'practice', model: PRACTICE.id, prompt: 'a red door', seed: 77 });
    expect(made.params.strength).toBe(0.35);
    expect(Object.keys(made.params)).toEqual(PRACTICE.params.map(({ key }) => key));
  });

  it.each(['practice', '1min.ai', 'comfyui', 'openai-images'])('is a valid new request of %s', (engine) => {
    const made = challengeRequest(request, modelOf(engine));
    expect(NewEditRequest.parse(made)).toEqual(made);
  });

  it('uses the default for a value that the other model doesn’t take', () => {
    const narrow: Model = {
      ...FLUX_2_DEV,
      id: 'narrow',
      params: FLUX_2_DEV.params.map((spec) =>
        spec.key === 'steps' && spec.kind === 'number' ? { ...spec, max: 30 } : spec,
      ),
    };
    expect(challengeRequest(request, narrow).params.steps).toBe(28);
    const { replaced, missing, added } = challengeLimits(edit, narrow, FLUX_2_DEV);
    expect(replaced.map(({ spec, value }) => [spec.key, value])).toEqual([['steps', 50]]);
    expect([missing, added]).toEqual([[], []]);
  });
});

describe('the limits of a challenge', () => {
  const without = (key: string) => FLUX_2_DEV.params.filter((spec) => spec.key !== key);

  it('are none for a model that has all of it', () => {
    expect(challengeLimits(edit, { ...FLUX_2_DEV, id: 'twin' }, FLUX_2_DEV)).toEqual({
      missing: [],
      replaced: [],
      added: [],
      prompt: false,
      seed: false,
      mask: false,
      references: null,
    });
  });

  it('name parameters that the model lacks or ignores, and those that only it has', () => {
    const other: Model = {
      ...FLUX_2_DEV,
      id: 'other',
      params: without('guidance').map((spec) =>
        spec.key === 'goFast' ? { ...spec, hasNoEffect: true } : spec,
      ),
    };
    expect(challengeLimits(edit, other, FLUX_2_DEV).missing.toSorted()).toEqual(['goFast', 'guidance']);
    const back = { ...edit, request: challengeRequest(request, other) };
    expect(challengeLimits(back, FLUX_2_DEV, other).added.map(({ key }) => key)).toEqual(['guidance']);
  });

  it('name a prompt, a seed and a mask that the model doesn’t take', () => {
    const finish = {
      ...DEFAULT_FINISH,
      mask: { kind: 'drawn' as const, sha256: 'a'.repeat(64), featherPx: 0 },
    };
    const blind: Model = { ...FLUX_2_DEV, id: 'blind', prompt: null, seed: null };
    expect(challengeLimits({ ...edit, finish }, blind, FLUX_2_DEV)).toMatchObject({
      prompt: true,
      seed: true,
      mask: true,
    });
    const masked: Model = {
      ...blind,
      pictures: { ...blind.pictures, mask: 'mask' },
      capabilities: { ...blind.capabilities, mask: true },
    };
    expect(challengeLimits({ ...edit, finish }, masked, FLUX_2_DEV).mask).toBe(false);
  });
});
