import { describe, expect, it } from 'vitest';
import { withLimit } from '../../src/main/with-limit.ts';

const NEVER = new Promise<never>(() => {});
const HOUR_MS = 3_600_000;

describe('withLimit', () => {
  it('resolves like the work if it is in time', async () => {
    expect(await withLimit(Promise.resolve('done'), HOUR_MS, () => 'late')).toBe('done');
  });

  it('rejects like the work', async () => {
    await expect(withLimit(Promise.reject(new Error('broken')), HOUR_MS, () => 'late')).rejects.toThrow(
      'broken',
    );
  });

  it('resolves with what `late` returns when the work takes longer', async () => {
    expect(await withLimit(NEVER, 1, () => 'late')).toBe('late');
  });

  it('rejects with what `late` throws', async () => {
    const late = () => {
      throw new Error('no answer');
    };
    await expect(withLimit(NEVER, 1, late)).rejects.toThrow('no answer');
  });

  it('rejects when the signal fires first', async () => {
    const abort = new AbortController();
    const result = withLimit(NEVER, HOUR_MS, () => 'late', abort.signal);
    abort.abort();
    await expect(result).rejects.toThrow(/abort/i);
  });
});
