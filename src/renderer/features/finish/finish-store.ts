import type { Bridge } from '@shared/contract.ts';
import {
  DEFAULT_FIND,
  DEFAULT_FINISH,
  type FindMask,
  type FinishedPicture,
  type FinishProgress,
  type FinishRecipe,
} from '@shared/domain/finish.ts';
import type { AppError } from '@shared/errors.ts';
import { createStore } from 'zustand/vanilla';
import { CallError, callMain, errorOf } from '../../bridge/index.ts';

/** A raw result, and the picture that it goes back into. */
export interface FinishTarget {
  readonly rawId: number;
  readonly sourceId: number;
}

/** What can be set of a finish: a recipe whose mask is a choice, as a painted one is frozen only when it is kept. */
export interface FinishDraft extends Omit<FinishRecipe, 'mask'> {
  readonly mask: FinishRecipe['mask']['kind'];
  readonly find: FindMask;
}

/** A mask that was found and loaded onto a source, and the revision the source's painted mask had then. */
export interface LoadedMask {
  readonly sourceId: number;
  readonly revision: number;
}

/** Returns whether a source's mask was found and has been painted on since. */
export function isPaintedOn(found: LoadedMask | null, sourceId: number, revision: number): boolean {
  return found?.sourceId === sourceId && found.revision !== revision;
}

export interface FinishState {
  /** What the panel is open for; null while it is closed. */
  readonly target: FinishTarget | null;
  readonly draft: FinishDraft;
  /** How far the finishes are that are being made, 0 to 1, by raw result. */
  readonly works: ReadonlyMap<number, number>;
  /** Why the last finish of a raw result could not be made. */
  readonly problems: ReadonlyMap<number, AppError>;
  /** The raw result whose change is being looked for. */
  readonly finding: number | null;
  /** Part of the picture that was found changed, 0 to 1; null until something was looked for. */
  readonly foundShare: number | null;
  readonly found: LoadedMask | null;
  /** Puts what changed back as is usual, and shows it. */
  putBack(target: FinishTarget): Promise<void>;
  /** Opens the panel, with the recipe of a version or the usual one. */
  openPanel(target: FinishTarget, recipe: FinishRecipe): void;
  closePanel(): void;
  change(patch: Partial<FinishDraft>): void;
  /** Makes a version of what is set, and shows it. */
  keep(): Promise<void>;
  cancel(rawId: number): void;
  /** Makes a mask of what changed, to be painted on. */
  findChanged(target: FinishTarget): Promise<void>;
  setProgress(progress: FinishProgress): void;
}

export type FinishStore = ReturnType<typeof createFinishStore>;

interface Deps {
  readonly masks: {
    /** Reads the painted mask of a source, unless it is there already. */
    open(sourceId: number): Promise<void>;
    /** The painted mask of a source as a file that is kept; null when nothing is painted. */
    freeze(sourceId: number): Promise<string | null>;
    /** Replaces the painted mask of a source by the mask of this hash. */
    load(sourceId: number, sha256: string): Promise<void>;
    /** Changes with each change of the painted mask. */
    revisionOf(sourceId: number): number;
  };
  /** Shows a finished picture beside its source. */
  readonly show: (target: FinishTarget, finished: FinishedPicture) => void;
}

/** Delay (ms) after the last step of a slider before the change is looked for. */
const FIND_AFTER_MS = 150;

export function createFinishStore(bridge: Bridge, { masks, show }: Deps) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFind = 0;

  return createStore<FinishState>()((set, get) => {
    const setProblem = (rawId: number, problem: AppError | null) =>
      set(({ problems }) => {
        const next = new Map(problems);
        if (problem) next.set(rawId, problem);
        else next.delete(rawId);
        return { problems: next };
      });
    const setWork = (rawId: number, share: number | null) =>
      set(({ works }) => {
        const next = new Map(works);
        if (share === null) next.delete(rawId);
        else next.set(rawId, share);
        return { works: next };
      });

    const make = async (target: FinishTarget, recipeOf: () => Promise<FinishRecipe>) => {
      const { rawId } = target;
      if (get().works.has(rawId)) return;
      setProblem(rawId, null);
      setWork(rawId, 0);
      try {
        const recipe = await recipeOf();
        show(target, await callMain(bridge.finish.make({ imageId: rawId, recipe })));
      } catch (error) {
        const problem = errorOf(error);
        // The user stopped it.
        if (problem.reason !== 'finish-cancelled') setProblem(rawId, problem);
      } finally {
        setWork(rawId, null);
      }
    };

    /** Whether the found mask was painted on since. */
    const isPainted = (sourceId: number) => isPaintedOn(get().found, sourceId, masks.revisionOf(sourceId));

    return {
      target: null,
      draft: draftOf(DEFAULT_FINISH),
      works: new Map(),
      problems: new Map(),
      finding: null,
      foundShare: null,
      found: null,
      putBack: (target) => make(target, () => Promise.resolve(DEFAULT_FINISH)),
      openPanel: (target, recipe) => {
        set({ target, draft: draftOf(recipe), foundShare: null });
        void masks.open(target.sourceId);
      },
      closePanel: () => {
        clearTimeout(timer);
        set({ target: null });
      },
      change: (patch) => {
        set(({ draft }) => ({ draft: { ...draft, ...patch } }));
        const { target } = get();
        if (!patch.find || !target) return;
        clearTimeout(timer);
        timer = setTimeout(() => void get().findChanged(target), FIND_AFTER_MS);
      },
      keep: async () => {
        const { target, draft } = get();
        if (!target) return;
        const { mask: choice, find, ...rest } = draft;
        await make(target, async () => {
          if (choice === 'all') return { ...rest, mask: { kind: 'all' } };
          if (choice === 'found' && !isPainted(target.sourceId))
            return { ...rest, mask: { kind: 'found', ...find } };
          const sha256 = await masks.freeze(target.sourceId);
          if (sha256 === null) throw new CallError({ code: 'bad-request', reason: 'mask-missing' });
          return { ...rest, mask: { kind: 'drawn', sha256 } };
        });
      },
      cancel: (rawId) => {
        void callMain(bridge.finish.cancel({ imageId: rawId })).catch((error: unknown) =>
          setProblem(rawId, errorOf(error)),
        );
      },
      findChanged: async (target) => {
        const { rawId, sourceId } = target;
        const mine = ++lastFind;
        set({ finding: rawId });
        setProblem(rawId, null);
        try {
          const { find } = get().draft;
          const { sha256, insideShare } = await callMain(bridge.finish.findMask({ imageId: rawId, find }));
          if (mine !== lastFind) return;
          await masks.load(sourceId, sha256);
          const found = { sourceId, revision: masks.revisionOf(sourceId) };
          set({ foundShare: insideShare, found });
        } catch (error) {
          if (mine === lastFind) setProblem(rawId, errorOf(error));
        } finally {
          if (mine === lastFind) set({ finding: null });
        }
      },
      setProgress: ({ imageId, step, steps }) => {
        if (get().works.has(imageId)) setWork(imageId, step / steps);
      },
    };
  });
}

function draftOf({ mask, ...rest }: FinishRecipe): FinishDraft {
  const find =
    mask.kind === 'found' ? { threshold: mask.threshold, leastShare: mask.leastShare } : DEFAULT_FIND;
  return { ...rest, mask: mask.kind, find };
}
