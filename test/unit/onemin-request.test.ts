import { expect, test } from 'vitest';
import { checkEdit, wireRequest } from '../../src/main/engines/onemin/request.ts';
import { resultLinks } from '../../src/main/engines/onemin/result-links.ts';
import { recordStatus, resultNames } from '../../src/main/engines/onemin/wire.ts';
import type { EditRequest } from '../../src/shared/domain/edit.ts';
import type { ParamSpec } from '../../src/shared/domain/model.ts';
import { Failure } from '../../src/shared/errors.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';
import { fc } from '../fixtures/property.ts';
import { FeatureBody } from '../onemin-server/schema.ts';

function valueFor(spec: ParamSpec): fc.Arbitrary<number | string | boolean> {
  if (spec.kind === 'switch') return fc.boolean();
  if (spec.kind === 'choice') return fc.constantFrom(...spec.choices);
  return spec.integer
    ? fc.integer({ min: spec.min, max: spec.max })
    : fc.double({ min: spec.min, max: spec.max, noNaN: true });
}
const request: fc.Arbitrary<EditRequest> = fc
  .tuple(
    fc.record(Object.fromEntries(FLUX_2_DEV.params.map((spec) => [spec.key, valueFor(spec)]))),
    fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
    fc.integer({ min: 1, max: 2_147_483_647 }),
  )
  .map(([params, prompt, seed]) => ({ engine: '1min.ai', model: 'flux-2-dev', params, prompt, seed }));

test('the strict server accepts every request the form can make, with every field included', () => {
  fc.assert(
    fc.property(request, fc.boolean(), (made, asynchronous) => {
      const wire = wireRequest(
        checkEdit(made, FLUX_2_DEV, []),
        { source: 'images/a.png', mask: null },
        asynchronous,
      );
      const parsed = FeatureBody.parse(JSON.parse(wire.bytes.toString('utf8')));
      const sent = (wire.body as { promptObject: Record<string, unknown> }).promptObject;
      expect(Object.keys(sent).sort()).toEqual(Object.keys(parsed.promptObject).sort());
      expect(parsed.promptObject.seed).toBe(made.seed);
      expect(parsed.async).toBe(asynchronous ? true : undefined);
      expect(typeof sent.megapixels).toBe('string');
    }),
    { numRuns: 300 },
  );
});

test('the same request gives the same bytes', () => {
  fc.assert(
    fc.property(request, (made) => {
      const shuffled = { ...made, params: Object.fromEntries(Object.entries(made.params).reverse()) };
      const hashOf = (one: EditRequest) =>
        wireRequest(checkEdit(one, FLUX_2_DEV, []), { source: 'a', mask: null }, false).sha256;
      expect(hashOf(shuffled)).toBe(hashOf(made));
    }),
  );
});

test('a value outside the table is refused before anything is sent', () => {
  const bad: EditRequest = {
    engine: '1min.ai',
    model: 'flux-2-dev',
    prompt: 'x',
    seed: 1,
    params: { steps: 51 },
  };
  expect(() => checkEdit(bad, FLUX_2_DEV, [])).toThrow(Failure);
  let refused: unknown;
  try {
    checkEdit({ ...bad, params: { nope: 1 } }, FLUX_2_DEV, []);
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({
    fields: [{ field: 'nope', reason: 'param-unknown', params: { model: 'flux-2-dev', param: 'nope' } }],
  });
});

test('parses records in all known forms', () => {
  expect(recordStatus({ status: 'SUCCESS' })).toBe('done');
  expect(recordStatus({ status: 'Failed' })).toBe('failed');
  expect(recordStatus({ status: 'PROCESSING' })).toBe('processing');
  expect(recordStatus({ status: 'NEW_WORD' })).toBe('processing');
  expect(recordStatus({ aiRecordDetail: { resultObject: 'a.webp' } })).toBe('done');
  expect(resultNames({ aiRecordDetail: { resultObject: 'a.webp' } })).toEqual(['a.webp']);
  expect(resultNames({ aiRecordDetail: { resultObject: [1, '', 'a.webp', null] } })).toEqual(['a.webp']);
  expect(resultNames({})).toEqual([]);
});

test('returns links in documented order: the record’s own, then the two hosts', () => {
  const key = 'development/images/a b_edited.webp';
  const path = 'development/images/a%20b_edited.webp';
  const [links] = resultLinks(
    {
      aiRecord: {
        temporaryUrl: `https://s3.us-east-1.amazonaws.com/asset.1min.ai/${path}?X-Amz-Signature=1`,
        aiRecordDetail: { resultObject: [key] },
      },
      temporaryUrl: `https://asset.1min.ai/${path}?s=2`,
    },
    { localOrigin: null },
  );
  expect(links?.signed.map((url) => url.search)).toEqual(['?X-Amz-Signature=1', '?s=2']);
  expect(links?.plain.map((url) => url.href)).toEqual([
    `https://asset.1min.ai/${path}`,
    `https://s3.us-east-1.amazonaws.com/asset.1min.ai/${path}`,
  ]);
});

test('no text yields a link to another host', () => {
  fc.assert(
    fc.property(fc.string(), fc.oneof(fc.webUrl(), fc.string()), (name, url) => {
      const answer = { aiRecord: { temporaryUrl: url, aiRecordDetail: { resultObject: [name, url] } } };
      for (const { signed, plain } of resultLinks(answer, { localOrigin: null })) {
        for (const link of [...signed, ...plain]) {
          expect(['asset.1min.ai', 's3.us-east-1.amazonaws.com']).toContain(link.hostname);
          expect(link.protocol).toBe('https:');
        }
      }
    }),
    { numRuns: 1000 },
  );
});
