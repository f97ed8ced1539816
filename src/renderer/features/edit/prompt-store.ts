import type { Bridge } from '@shared/contract.ts';
import type { UsedPrompt } from '@shared/domain/preset.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import type { EditStore } from './edit-store.ts';

/** Number of prompts requested at a time while stepping back. */
const STEP_PAGE = 100;
const COMPLETIONS = 6;
const LISTED = 50;
/** Shorter texts match too much for a useful list. */
const COMPLETE_FROM = 2;

export interface PromptState {
  /** Prompts that complete the text, newest first. */
  readonly completions: readonly UsedPrompt[];
  /** The one that *Tab* accepts. */
  readonly active: number;
  /** Content of the list of earlier prompts. Null until requested. */
  readonly listed: readonly UsedPrompt[] | null;
  /** Searches prompts that complete a text typed at its end. */
  complete(text: string): Promise<void>;
  moveActive(by: number): void;
  /** Hides the completions until more is typed. */
  dismiss(): void;
  /** Returns the text that *Tab* would accept, or null. */
  offered(): string | null;
  /**
   * Returns the prompt one step before (1) or after (-1) the form's. The text before the first step is kept
   * as the newest. Null if there is none.
   */
  step(by: 1 | -1): Promise<string | null>;
  /** Loads the list of earlier prompts with this prefix. */
  list(beginning: string): Promise<void>;
  /** Stops suggesting it. *Undo* restores it. */
  forget(prompt: string): Promise<void>;
  /** An edit was queued or a prompt forgotten: drops the loaded lists. */
  refresh(): void;
}

export type PromptStore = ReturnType<typeof createPromptStore>;

/** The used prompts: for stepping, completion and selection. */
export function createPromptStore(bridge: Bridge, edit: EditStore, changes: ChangesStore) {
  /** A late answer to an earlier request is dropped. */
  let question = 0;
  /** Stepping through earlier prompts: the list and the position. -1 is the initial text. */
  let walk: { readonly draft: string; readonly prompts: readonly string[]; readonly at: number } | null =
    null;
  let listedFor = '';

  const prompts = async (beginning: string, limit: number): Promise<readonly UsedPrompt[]> => {
    try {
      return (await callMain(bridge.edit.prompts({ beginning, limit }))).prompts;
    } catch {
      // No completions are better than an error at every letter.
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
      // After typing, stepping starts over from the new text.
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
