import { readFile, writeFile } from 'node:fs/promises';
import type { Elapsed, EnginePreview, Imaging, Log } from '../ports.ts';

/** Minimum time (ms) between two previews of a run. Each is decoded and encoded once. */
const GAP_MS = 1_000;
/** Largest preview in bytes. ComfyUI's have about 30 kB. */
const BYTES_MAX = 2 * 1024 * 1024;
/** Longest edge in pixels. */
const EDGE_MAX = 512;
/** Previews that are kept. A page may ask for one that was just replaced, or whose run has just ended. */
const KEPT = 16;

/**
 * Pictures of unfinished results. What a server sends is untrusted: only what the imaging window decoded and
 * encoded again is shown. In memory only, the newest few.
 */
export interface RunPreviews {
  /**
   * Takes a picture, unless the last one was taken just before. A bad one ends the previews of its run. Resolves when
   * no file of it is left. Never rejects.
   */
  take(runId: number, preview: EnginePreview): Promise<void>;
  forget(runId: number): void;
  /** Returns a preview as WebP, or null if it isn't among the newest. */
  bytes(runId: number, number: number): Uint8Array<ArrayBuffer> | null;
}

interface Shown {
  number: number;
  /** Since when the next one may be taken. */
  nextAt: number;
  isBad: boolean;
}

export function createRunPreviews({
  imaging,
  tempPath,
  discard,
  stop,
  elapsed,
  log,
  changed,
}: {
  readonly imaging: Pick<Imaging, 'convert'>;
  readonly tempPath: (extension: string) => string;
  readonly discard: (path: string) => Promise<void>;
  /** Fires when the queue stops. */
  readonly stop: AbortSignal;
  readonly elapsed: Elapsed;
  readonly log: Log;
  /** A run has a new preview. */
  readonly changed: (runId: number, number: number) => void;
}): RunPreviews {
  const runs = new Map<number, Shown>();
  const kept: { readonly runId: number; readonly number: number; readonly bytes: Uint8Array<ArrayBuffer> }[] =
    [];

  async function show(runId: number, shown: Shown, { mime, bytes }: EnginePreview): Promise<void> {
    const from = tempPath(mime === 'image/png' ? 'png' : 'jpg');
    const to = tempPath('webp');
    try {
      await writeFile(from, bytes);
      const options = { maxEdge: EDGE_MAX, quality: 0.8, signal: stop };
      await imaging.convert({ path: from, mime }, 'image/webp', to, options);
      const made = new Uint8Array(await readFile(to));
      // It may have ended meanwhile.
      if (runs.get(runId) !== shown) return;
      shown.number += 1;
      kept.push({ runId, number: shown.number, bytes: made });
      if (kept.length > KEPT) kept.shift();
      changed(runId, shown.number);
    } catch (error) {
      shown.isBad = true;
      log.info('preview not shown', { runId, error: String(error) });
    } finally {
      shown.nextAt = elapsed() + GAP_MS;
      await Promise.all([discard(from), discard(to)]).catch(() => {});
    }
  }

  return {
    async take(runId, preview) {
      const shown = runs.get(runId) ?? { number: 0, nextAt: 0, isBad: false };
      runs.set(runId, shown);
      if (shown.isBad || elapsed() < shown.nextAt || preview.bytes.length > BYTES_MAX) return;
      // Until it is shown, further ones are left out.
      shown.nextAt = Number.POSITIVE_INFINITY;
      await show(runId, shown, preview);
    },
    forget: (runId) => void runs.delete(runId),
    bytes: (runId, number) =>
      kept.findLast((each) => each.runId === runId && each.number === number)?.bytes ?? null,
  };
}
