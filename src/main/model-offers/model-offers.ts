import type { EngineId } from '@shared/domain/model.ts';
import { ModelOffer } from '@shared/domain/model-offer.ts';
import { z } from 'zod';
import type { ListedModel } from '../engines/module.ts';
import { HttpError } from '../http/http.ts';
import type { Clock, Elapsed, Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Pause after a request that reached nobody. */
const UNREACHED_PAUSE_MS = 60 * 60 * 1000;
/** Maximum number of models kept of one engine. */
const OFFERS_MAX = 500;

const KeptEngine = z.strictObject({
  engine: ModelOffer.shape.engine,
  /** When the service was asked last, whatever it answered. */
  triedAt: z.number(),
  offers: z.array(ModelOffer).max(OFFERS_MAX),
});
type KeptEngine = z.infer<typeof KeptEngine>;
const Kept = z.strictObject({ version: z.literal(1), engines: z.array(KeptEngine).max(100) });

export interface ModelOffersDeps {
  /** The file with the last answers. */
  readonly path: string;
  /** Requests an engine's list. Null: the engine has none. */
  readonly list: (engine: EngineId) => ((signal: AbortSignal) => Promise<readonly ListedModel[]>) | null;
  /** Whether the user has set the engine up. Other services are never contacted. */
  readonly isSetUp: (engine: EngineId) => boolean;
  readonly isOnline: () => boolean;
  /** The offers of an engine changed. */
  readonly changed: () => void;
  readonly clock: Clock;
  readonly elapsed: Elapsed;
  readonly log: Log;
}

/** What services say about their models: asked for at most once a day, and kept with the date of the answer. */
export interface ModelOffers {
  /** The last known ones, also offline. */
  offers(): readonly ModelOffer[];
  /** Requests an engine's list in the background if the last one is a day old. Never throws. */
  refresh(engine: EngineId): void;
  close(): Promise<void>;
}

export function createModelOffers(deps: ModelOffersDeps): ModelOffers {
  const { list, isSetUp, isOnline, changed, clock, elapsed, log } = deps;
  const file = openJsonFile(deps.path);
  let kept: ReadonlyMap<EngineId, KeptEngine> | null = null;
  const pausedUntil = new Map<EngineId, number>();
  const asking = new Map<EngineId, Promise<void>>();
  const stop = new AbortController();

  /** Read on first use. Content that is damaged, or of a newer version, is only the end of a cache. */
  function known(): ReadonlyMap<EngineId, KeptEngine> {
    if (kept) return kept;
    const content = file.read();
    const parsed = Kept.safeParse(content.state === 'whole' ? content.value : null);
    kept = new Map((parsed.data?.engines ?? []).map((one) => [one.engine, one]));
    return kept;
  }

  function isDue(engine: EngineId): boolean {
    if (asking.has(engine) || elapsed() < (pausedUntil.get(engine) ?? 0)) return false;
    const tried = known().get(engine)?.triedAt;
    // A time in the future comes from a clock that was wrong.
    return tried === undefined || Math.abs(clock() - tried) >= DAY_MS;
  }

  async function ask(
    engine: EngineId,
    request: (signal: AbortSignal) => Promise<readonly ListedModel[]>,
  ): Promise<void> {
    let listed: readonly ListedModel[] = [];
    try {
      listed = await request(stop.signal);
    } catch (error) {
      if (stop.signal.aborted) return;
      log.info('no list of models', {
        engine,
        error: error instanceof HttpError ? error.kind : String(error),
      });
      pausedUntil.set(engine, elapsed() + UNREACHED_PAUSE_MS);
      if (error instanceof HttpError && !error.sent) return;
    }
    const triedAt = clock();
    const offers = listed.slice(0, OFFERS_MAX).map((one) => ({ engine, ...one, askedAt: triedAt }));
    // An answer without any of our models says nothing about them.
    const isNew = offers.length > 0;
    const before = known().get(engine)?.offers ?? [];
    kept = new Map([...known(), [engine, { engine, triedAt, offers: isNew ? offers : before }]]);
    try {
      await file.write({ version: 1, engines: [...kept.values()] });
    } finally {
      if (isNew) changed();
    }
  }

  return {
    offers: () => [...known().values()].flatMap(({ offers }) => offers),
    refresh(engine) {
      const request = list(engine);
      if (!request || stop.signal.aborted || !isSetUp(engine) || !isOnline() || !isDue(engine)) return;
      const asked = ask(engine, request)
        .catch((error: unknown) => log.warn('failed to keep the list of models', { error: String(error) }))
        .finally(() => asking.delete(engine));
      asking.set(engine, asked);
    },
    async close() {
      stop.abort();
      await Promise.all(asking.values());
    },
  };
}
