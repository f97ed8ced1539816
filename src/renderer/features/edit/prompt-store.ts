import type { Bridge } from '@shared/contract.ts';
import type { UsedPrompt } from '@shared/domain/preset.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import type { EditStore } from './edit-store.ts';

/** Prompts asked for at a time while a person steps back through them. */
const STEP_PAGE = 100;
const COMPLETIONS = 6;
const LISTED = 50;
/** Fewer letters begin too much to be worth a list. */
const COMPLETE_FROM = 2;

export interface PromptState {
  /** Prompts that continue what is written, newest first; none while there is nothing to offer. */
  readonly completions: readonly UsedPrompt[];
  /** The one that *Tab* takes. */
  readonly active: number;
  /** What the list of earlier prompts shows; null until it was asked for. */
  readonly listed: readonly UsedPrompt[] | null;
  /** Looks for prompts that continue a text that is being typed at its end. */
  complete(text: string): Promise<void>;
  moveActive(by: number): void;
  /** Nothing is offered until more is typed. */
  dismiss(): void;
  /** The text that *Tab* would take, or null. */
  offered(): string | null;
  /**
   * The prompt so many steps before (1) or after (-1) the one that is in the form; what was written before the first step is kept
   * as the newest of all. Null when there is none.
   */
  step(by: 1 | -1): Promise<string | null>;
  /** Reads the list of earlier prompts that begin so. */
  list(beginning: string): Promise<void>;
  /** They are offered no more; *Undo* brings one back. */
  forget(prompt: string): Promise<void>;
  /** An edit was queued or a prompt forgotten: what was read is old. */
  refresh(): void;
}

export type PromptStore = ReturnType<typeof createPromptStore>;

/** The prompts that were used: to step through, to complete, to choose from. */
export function createPromptStore(bridge: Bridge, edit: EditStore, changes: ChangesStore) {
  /** A late answer to an older question is dropped. */
  let question = 0;
  /** The walk through earlier prompts: they and where it is; -1 is the text it began with. */
  let walk: { readonly draft: string; readonly prompts: readonly string[]; readonly at: number } | null =
    null;
  let listedFor = '';

  const prompts = async (beginning: string, limit: number): Promise<readonly UsedPrompt[]> => {
    try {
      return (await callMain(bridge.edit.prompts({ beginning, limit }))).prompts;
    } catch {
      // Nothing that is offered is better than a message at every letter.
      return [];
    }
  };

  return createStore<PromptState>()((set, get) => ({
    completions: [],
    active: 0,
    listed: null,
    complete: async (text) => {
      const mine = ++question;
      if (text.trim().length < COMPLETE_FROM) return set({ completions: [], active: 0 });
      const found = await prompts(text, COMPLETIONS + 1);
      if (mine !== question) return;
      const begun = text.trimStart().length;
      const completions = found.filter(({ prompt }) => prompt.length > begun).slice(0, COMPLETIONS);
      set({ completions, active: 0 });
    },
    moveActive: (by) =>
      set((state) => ({
        active: Math.min(state.completions.length - 1, Math.max(0, state.active + by)),
      })),
    dismiss: () => {
      question += 1;
      if (get().completions.length > 0) set({ completions: [], active: 0 });
    },
    offered: () => get().completions[get().active]?.prompt ?? null,
    step: async (by) => {
      get().dismiss();
      const now = edit.getState().prompt;
      const shown = walk && (walk.prompts[walk.at] ?? walk.draft);
      // Whoever wrote something since begins anew from there.
      if (!walk || shown !== now) {
        if (by < 0) return null;
        const found = await prompts('', STEP_PAGE);
        const earlier = found.map(({ prompt }) => prompt).filter((prompt) => prompt !== now.trim());
        walk = { draft: now, prompts: earlier, at: -1 };
      }
      const at = walk.at + by;
      if (at < -1 || at >= walk.prompts.length) return null;
      walk = { ...walk, at };
      return walk.prompts[at] ?? walk.draft;
    },
    list: async (beginning) => {
      listedFor = beginning;
      const listed = await prompts(beginning, LISTED);
      if (listedFor === beginning) set({ listed });
    },
    forget: async (prompt) => {
      await changes.getState().run({ do: 'forget-prompt', prompt });
    },
    refresh: () => {
      walk = null;
      if (get().listed) void get().list(listedFor);
      const completions = get().completions;
      if (completions.length > 0) void get().complete(edit.getState().prompt);
    },
  }));
}
