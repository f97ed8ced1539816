import type { Bridge } from '@shared/contract.ts';
import {
  DEFAULT_FIND,
  DEFAULT_FINISH,
  type FindMask,
  type FinishedPicture,
  type FinishProgress,
  type FinishRecipe,
  LIGHT_FINISH,
} from '@shared/domain/finish.ts';
import type { AppError } from '@shared/errors.ts';
import { createStore } from 'zustand/vanilla';
import { CallError, callMain, errorOf } from '../../bridge/index.ts';
import type { LightFit } from '../../canvas/finish-preview/messages.ts';

/** A raw result and its source. */
export interface FinishTarget {
  readonly rawId: number;
  readonly sourceId: number;
}

/**
 * Settings of a finish: a recipe whose mask is a choice, because a painted mask is stored only with the
 * finish.
 */
export interface FinishDraft extends Omit<FinishRecipe, 'mask'> {
  readonly mask: FinishRecipe['mask']['kind'];
  readonly find: FindMask;
}

/** What a result changed, loaded onto its source, and the revision of the source's painted mask at that time. */
export interface LoadedMask {
  readonly rawId: number;
  readonly revision: number;
}

/**
 * Whether the mask found for a result has been painted on since. The results of one source share its painted mask, and
 * each one changed another place.
 */
export function isPaintedOn(
  found: LoadedMask | null,
  { rawId }: Pick<FinishTarget, 'rawId'>,
  revision: number,
): boolean {
  return found?.rawId === rawId && found.revision !== revision;
}

export interface FinishState {
  /** The result the panel is open for, or null. */
  readonly target: FinishTarget | null;
  readonly draft: FinishDraft;
  /** Progress of active finishes, 0 to 1, by raw result. */
  readonly works: ReadonlyMap<number, number>;
  /** Why a raw result's last finish failed. */
  readonly problems: ReadonlyMap<number, AppError>;
  /** The raw result being searched for changes. */
  readonly finding: number | null;
  /** Share of the picture found changed, 0 to 1. Null before the first search. */
  readonly foundShare: number | null;
  readonly found: LoadedMask | null;
  /** Whether only light and color changed in the raw result that was previewed last. */
  readonly lightFit: { readonly rawId: number; readonly fit: LightFit } | null;
  /** Carries light and color over to the original, and shows the result. */
  carryOver(target: FinishTarget): Promise<void>;
  setLightFit(rawId: number, fit: LightFit): void;
  /** Puts the changed area back with the default recipe, and shows the result. */
  putBack(target: FinishTarget): Promise<void>;
  /** Opens the panel with a version's recipe or the default one. */
  openPanel(target: FinishTarget, recipe: FinishRecipe): void;
  closePanel(): void;
  change(patch: Partial<FinishDraft>): void;
  /** Makes a version with the current settings, and shows it. */
  keep(): Promise<void>;
  cancel(rawId: number): void;
  /** Makes an editable mask of the changed area. */
  findChanged(target: FinishTarget): Promise<void>;
  setProgress(progress: FinishProgress): void;
}

export type FinishStore = ReturnType<typeof createFinishStore>;

interface Deps {
  readonly masks: {
    /** Loads a source's painted mask if needed. */
    open(sourceId: number): Promise<void>;
    /** Stores a source's painted mask as a file. Null if nothing is painted. */
    freeze(sourceId: number): Promise<string | null>;
    /** Replaces a source's painted mask with the mask of this hash. */
    load(sourceId: number, sha256: string): Promise<void>;
    /** Changes with the painted mask. */
    revisionOf(sourceId: number): number;
  };
  /** Shows a finished picture beside its source. */
  readonly show: (target: FinishTarget, finished: FinishedPicture) => void;
}

/** Delay (ms) after the last slider step before changes are searched. */
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
        // Canceled by the user.
        if (problem.reason !== 'finish-cancelled') setProblem(rawId, problem);
      } finally {
        setWork(rawId, null);
      }
    };

    /** Whether the found mask has been painted on since. */
    const isPainted = (target: FinishTarget) =>
      isPaintedOn(get().found, target, masks.revisionOf(target.sourceId));

    return {
      target: null,
      draft: draftOf(DEFAULT_FINISH),
      works: new Map(),
      problems: new Map(),
      finding: null,
      foundShare: null,
      found: null,
      lightFit: null,
      carryOver: (target) => make(target, () => Promise.resolve(LIGHT_FINISH)),
      setLightFit: (rawId, fit) => set({ lightFit: { rawId, fit } }),
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
          if (choice === 'found' && !isPainted(target)) return { ...rest, mask: { kind: 'found', ...find } };
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
          const found = { rawId, revision: masks.revisionOf(sourceId) };
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
