import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isManaged, type UpdateOffer, type UpdatePhase, type UpdateState } from '@shared/domain/update.ts';
import { errorValueOf } from '@shared/errors.ts';
import { z } from 'zod';
import { writeFileAtomic } from '../files/write-file-atomic.ts';
import type { Http } from '../http/http.ts';
import type { Clock, Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { codeOf } from '../system-codes.ts';
import { systemFailure } from '../system-failure.ts';
import { writeFailure } from '../write-failure.ts';
import { chooseUpdate, refuse } from './choose-update.ts';
import { type Feed, type FeedLimits, openFeed } from './feed.ts';
import { type AppControl, installUpdate } from './install-update.ts';
import type { Installation } from './installation.ts';
import { LIST_NAMES, publicKeyOf, type ReleaseFile } from './release-list.ts';
import type { UpdateConfig } from './update-config.ts';

export interface UpdateOptions {
  readonly userData: string;
  readonly version: string;
  readonly installation: Installation;
  readonly config: UpdateConfig;
  /** The address in the settings, which counts before that of the build. */
  readonly chosenFeed: () => string | null;
  readonly http: () => Promise<Http>;
  readonly control: AppControl;
  readonly clock: Clock;
  readonly log: Log;
  readonly changed: (state: UpdateState) => void;
  readonly limits?: FeedLimits;
}

/** Checks for, downloads and installs updates. Makes requests only when it is called. */
export interface UpdateService {
  state(): UpdateState;
  check(): Promise<UpdateState>;
  download(): Promise<UpdateState>;
  /** Stops a check or a download. */
  cancel(): UpdateState;
  install(): Promise<UpdateState>;
}

/** What is remembered of lists seen before. */
const Seen = z.object({ sequence: z.int().nonnegative() });

export function createUpdateService(options: UpdateOptions): UpdateService {
  const { userData, version, installation, config, chosenFeed, control, clock, log, changed } = options;
  const folder = join(userData, 'updates');
  const keys = config.keys.map(publicKeyOf);
  const seenFile = openJsonFile(join(userData, 'updates.json'));
  let sequence = readSequence(seenFile.read());
  let phase: UpdatePhase = { kind: 'idle' };
  let found: { readonly offer: UpdateOffer; readonly entry: ReleaseFile } | null = null;
  /** Whether the file of `found` is in `folder`, as a whole and verified. */
  let isHere = false;
  let active: AbortController | null = null;
  // Files of earlier starts.
  const swept = rm(folder, { recursive: true, force: true }).catch(() => {});

  const address = () => chosenFeed() ?? config.feed;
  const state = (): UpdateState => ({
    install: installation.install,
    hasBuiltInFeed: config.feed !== null,
    hasKey: keys.length > 0,
    phase,
  });
  function setPhase(next: UpdatePhase): void {
    phase = next;
    changed(state());
  }

  /** Runs one job at a time, with the feed. A canceled one returns to `before`. */
  async function whileBusy(
    before: UpdatePhase,
    work: (feed: Feed, signal: AbortSignal) => Promise<UpdatePhase>,
  ): Promise<UpdateState> {
    if (active) return state();
    const stop = new AbortController();
    active = stop;
    try {
      if (isManaged(installation.install)) throw refuse({ reason: 'update-by-system' });
      const feed = address();
      if (feed === null) throw refuse({ reason: 'update-no-feed' });
      if (keys.length === 0) throw refuse({ reason: 'update-no-key' });
      const http = await options.http();
      const { limits } = options;
      // A job that was canceled too late has ended: what it returns is true.
      setPhase(await work(openFeed({ http, address: feed, signal: stop.signal, limits }), stop.signal));
    } catch (error) {
      if (stop.signal.aborted) setPhase(before);
      else fail(error);
    } finally {
      active = null;
    }
    return state();
  }

  function fail(error: unknown): void {
    const value = errorValueOf(systemFailure(error));
    log.warn('update refused', { error: String(error) });
    const retry = found === null ? 'check' : isHere ? 'install' : 'download';
    setPhase({ kind: 'failed', error: value, offer: found?.offer ?? null, retry });
  }

  async function accept(seen: number): Promise<void> {
    if (seen <= sequence) return;
    await seenFile.write({ sequence: seen });
    sequence = seen;
  }

  return {
    state,

    check() {
      return whileBusy({ kind: 'idle' }, async (feed) => {
        found = null;
        isHere = false;
        setPhase({ kind: 'checking' });
        const { system } = installation;
        if (system === null) throw refuse({ reason: 'update-other-system' });
        const text = await feed.list(LIST_NAMES[system]);
        const { list, file } = chooseUpdate(text, { version, installation, keys, sequence, now: clock() });
        await accept(list.sequence);
        if (file === null) return { kind: 'current' };
        const offer: UpdateOffer = {
          version: list.version,
          releasedAt: list.releaseDate,
          file: file.url,
          bytes: file.size,
          notes: list.releaseNotes ?? null,
        };
        found = { offer, entry: file };
        return { kind: 'available', offer };
      });
    },

    async download() {
      if (found === null || isHere) return state();
      const { offer, entry } = found;
      return whileBusy({ kind: 'available', offer }, async (feed, signal) => {
        setPhase({ kind: 'downloading', offer, doneBytes: 0 });
        await swept;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // Not executable: nothing of it is run before it is verified.
        await writeFileAtomic(join(folder, entry.url), async (file) => {
          await feed.file(entry, file, progressTo(offer));
          signal.throwIfAborted();
        });
        isHere = true;
        return { kind: 'ready', offer };
      });
    },

    cancel() {
      active?.abort();
      return state();
    },

    async install() {
      if (found === null || !isHere || active) return state();
      const { offer, entry } = found;
      setPhase({ kind: 'installing', offer });
      try {
        await installUpdate(installation, { path: join(folder, entry.url), entry }, control);
        // It stays so if the user keeps the app open.
        setPhase({ kind: 'ready', offer });
      } catch (error) {
        // A file that was changed or is gone must be downloaded again.
        if (errorValueOf(error).code === 'update-refused' || codeOf(error) === 'ENOENT') isHere = false;
        fail(await writeFailure(error, installation.appImage ?? folder));
      }
      return state();
    },
  };

  /** Reports whole percents. */
  function progressTo(offer: UpdateOffer): (doneBytes: number) => void {
    let reported = 0;
    return (doneBytes) => {
      const percent = Math.floor((doneBytes / offer.bytes) * 100);
      if (percent === reported) return;
      reported = percent;
      setPhase({ kind: 'downloading', offer, doneBytes });
    };
  }
}

/** A missing or damaged file is as if no list had been seen: the expiry of lists still limits a replay. */
function readSequence(content: ReturnType<ReturnType<typeof openJsonFile>['read']>): number {
  const seen = Seen.safeParse(content.state === 'whole' ? content.value : null);
  return seen.success ? seen.data.sequence : 0;
}
