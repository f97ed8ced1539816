import type { RunReceipt } from '@shared/domain/receipt.ts';
import { describe, expect, it } from 'vitest';
import { checkEdit, wireRequest } from '../../src/main/engines/onemin/request.ts';
import { wireRows } from '../../src/renderer/features/edit/wire-rows.ts';
import { receiptLines, sentJson } from '../../src/renderer/features/history/receipt-text.ts';
import { defaultParams } from '../../src/shared/domain/model.ts';
import { editEntry, editRequest, imageRecord } from '../fakes/records.ts';
import { FLUX_2_DEV } from '../fixtures/engine-catalog.ts';

const AT = 1_700_000_000_000;
const { run } = editEntry(1, imageRecord(1), { state: 'saved', remoteId: 'uuid-1', charged: 'yes' });
const receipt: RunReceipt = {
  run,
  events: [
    { state: 'queued', at: AT },
    { state: 'uploading', at: AT + 1_000 },
    { state: 'sending', at: AT + 3_000 },
    { state: 'saved', at: AT + 15_000 },
  ],
  receipt: {
    to: 'https://api.1min.ai/api/features',
    body: { type: 'IMAGE_EDITOR' },
    bodySha256: 'ab'.repeat(32),
    bodyBytes: 380,
    picture: { path: 'images/1.png', sha256: 'cd'.repeat(32), bytes: 48_000, mime: 'image/png' },
    credits: { used: 15_000, limit: null },
  },
};
const shown = (one: RunReceipt) =>
  Object.fromEntries(receiptLines(one, '1min.ai').map(({ label, value }) => [label, value]));

describe('a receipt', () => {
  it('shows states, times, costs and the request', () => {
    expect(shown(receipt)).toMatchObject({
      Uploading: 'after 1.0 s',
      'Sent, waiting': 'after 2.0 s',
      Done: 'after 12 s',
      'Total time': '15 s',
      Cost: 'You were charged.',
      'Picture (as sent)': 'image/png, 48 KB',
      Request: '380 bytes',
      'Request hash': 'ab'.repeat(32),
      '1min.ai ID': 'uuid-1',
    });
    expect(shown(receipt).Credits).toMatch(/^15.?000 used in total on the account$/);
    expect(sentJson(receipt)).toBe('{\n  "type": "IMAGE_EDITOR"\n}');
  });
  it('omits missing or malformed parts, and never fails on them', () => {
    const strange = { ...receipt, receipt: { bodyBytes: 'many', picture: 7, credits: 'none' } };
    expect(Object.keys(shown(strange))).not.toEqual(expect.arrayContaining(['Request']));
    expect(sentJson(strange)).toBeNull();
    expect(receiptLines({ run, events: [], receipt: {} }, 'comfyui')).toEqual([
      { label: 'ComfyUI ID', value: 'uuid-1', exact: true },
    ]);
  });
});

describe('what will be sent', () => {
  it.each([false, true])(
    'lists exactly the fields on the wire with their values (asynchronous: %s)',
    (later) => {
      const params = defaultParams(FLUX_2_DEV);
      const request = editRequest({ engine: '1min.ai', model: 'flux-2-dev', params: { ...params } });
      const { body } = wireRequest(
        checkEdit(request, FLUX_2_DEV, []),
        { source: 'images/1.png', mask: null },
        later,
      );
      const { promptObject, ...head } = body as { promptObject: Record<string, unknown> };
      const sent = Object.entries({ ...head, ...promptObject }).map(([name, value]) => [name, String(value)]);
      const rows = wireRows(
        FLUX_2_DEV,
        { prompt: request.prompt, values: params, seed: request.seed },
        later,
      );
      const told = rows.map(({ name, value }) => [name, name === 'imageUrl' ? 'images/1.png' : value]);
      expect(Object.fromEntries(told)).toEqual(Object.fromEntries(sent));
      expect(told).toHaveLength(sent.length);
    },
  );
});
