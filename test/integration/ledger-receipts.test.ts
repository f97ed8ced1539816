import { RunReceipt } from '@shared/domain/receipt.ts';
import { isSettled } from '@shared/domain/run.ts';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { bounded } from '../../src/main/library/ledger/receipts.ts';
import { messageBytes } from '../../src/main/library/message-size.ts';
import { openRig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { fc } from '../fixtures/property.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import type { FaultInput } from '../onemin-server/faults.ts';
import { startRig } from '../onemin-server/rig.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

describe('the receipt of a run of the real engine', () => {
  it('contains request and answer without secrets, after any error', async () => {
    const service = await startRig({ team: 'Very Private Team' });
    onTestFinished(() => service.stop());
    const rig = await openRig(folder.path, { engines: [service.engine] });
    rig.queue.start();
    const sourceImageId = await rig.addSource();
    const faults: readonly (FaultInput | null)[] = [
      null,
      { at: 'feature', kind: 'moderated' },
      { at: 'feature', kind: 'after-last-byte' },
      { at: 'feature', kind: 'failure', reason: `bad https://x.example/a?X-Sig=abc ${service.api.key}` },
      { at: 'feature', kind: 'result-object', form: 'absolute' },
      { at: 'download', kind: 'truncated', times: 1 },
      { at: 'feature', kind: 'status', status: 524 },
    ];
    const ends: string[] = [];
    for (const fault of faults) {
      await service.api.faults.clear();
      if (fault) await service.api.faults.add(fault);
      const { run } = rig.edits.run({ sourceImageId, request: requestOf('1min.ai', 'a red door') });
      await until('settled', () => isSettled(rig.ledger.runById(run.id).state));
      const receipt = RunReceipt.parse(rig.ledger.receiptOfRun(run.id));
      ends.push(receipt.run.state);
      expect(receipt.events.map(({ state }) => state).at(-1)).toBe(receipt.run.state);
      expect(receipt.receipt).toMatchObject({
        bodySha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        body: { promptObject: { prompt: 'a red door', seed: 7 } },
      });
      const text = JSON.stringify(receipt);
      expect(messageBytes(receipt)).toBeLessThan(60_000);
      for (const secret of [service.api.key, 'Very Private Team', 'Ada Lovelace', 'X-Sig', 'API-KEY'])
        expect(text).not.toContain(secret);
      // A signed link carries its permission in its query.
      expect(text).not.toMatch(/https?:\/\/[^"\s]*\?(?!\[signed\])/);
    }
    expect(new Set(ends)).toEqual(new Set(['saved', 'failed', 'uncertain']));
    expect(service.api.violations).toEqual([]);
    await rig.close();
  });
});

describe('a receipt', () => {
  it('fits into one message, whatever an engine recorded', () => {
    const key = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('__proto__', 'constructor'));
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat(80_000).map((length) => '改'.repeat(length)),
      fc.nat(200_000).map((length) => '\u0000'.repeat(length)),
    );
    const wide = fc.nat(3000).map((length) => Array<unknown>(length).fill({ some: ['entry'] }));
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 14, depthSize: 'small' },
        fc.oneof(
          text,
          wide,
          fc.double({ noNaN: true, noDefaultInfinity: true }),
          fc.boolean(),
          fc.constant(null),
        ),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(key, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(key, json, { maxKeys: 30 }), (receipt) => {
        const shown = bounded(receipt, 50_000);
        expect(messageBytes(shown)).toBeLessThanOrEqual(50_000);
        RunReceipt.shape.receipt.parse(shown);
        // A short one is shown unchanged.
        if (messageBytes(receipt) < 300) expect(JSON.stringify(shown)).toBe(JSON.stringify(receipt));
      }),
      { numRuns: 150 },
    );
  });

  it('marks where it was truncated', () => {
    const receipt = { note: 'short', answer: 'a'.repeat(70_000), list: Array(5000).fill('entry') };
    expect(bounded(receipt, 50_000)).toMatchObject({
      note: 'short',
      answer: expect.stringMatching(/^a{9000}… \[70000 characters\]$/),
      list: expect.arrayContaining(['… [5000 entries]']),
    });
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`field ${n}`, 'x'.repeat(300)]));
    expect(bounded(wide, 50_000)).toMatchObject({ '…': '[3000 entries]' });
  });

  it('of a run that waited for days shows its first and last states', async () => {
    const rig = await openRig(folder.path, { engines: [puppetEngine()], paused: true });
    const { runId } = rig.ledger.addEdit(await rig.addSource(), requestOf('1min.ai'), 1);
    for (let at = 2; at < 1000; at += 2) {
      rig.ledger.moveRun(runId, 'queued', 'uploading', { at });
      rig.ledger.moveRun(runId, 'uploading', 'queued', { at: at + 1 });
    }
    const { events } = rig.ledger.receiptOfRun(runId);
    expect(events).toHaveLength(120);
    expect([events[0]?.at, events[1]?.at, events.at(-1)?.at]).toEqual([1, 881, 999]);
    expect(() => rig.ledger.receiptOfRun(404)).toThrow('not-found: run-gone');
    await rig.close();
  });
});
