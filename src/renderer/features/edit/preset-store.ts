import type { Bridge } from '@shared/contract.ts';
import { isBlank } from '@shared/domain/blank.ts';
import type { EditRequest } from '@shared/domain/edit.ts';
import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { freeName, type NewPreset, type Preset, type PresetContent } from '@shared/domain/preset.ts';
import type { PresetImport } from '@shared/domain/preset-file.ts';
import { t } from '@shared/i18n/index.ts';
import { paramLabel } from '@shared/i18n/model-text.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import type { ChangesStore } from '../../stores/changes-store.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';
import type { EditStore } from './edit-store.ts';

/** A request, or the form's content so far: the source of a new preset. */
export type PresetSource = Pick<EditRequest, 'engine' | 'model' | 'params'> & {
  readonly prompt?: string;
  readonly seed?: number;
};

/** Content of the popover. */
export type PresetView =
  | { readonly kind: 'list' }
  | { readonly kind: 'save'; readonly source: PresetSource }
  | { readonly kind: 'rename'; readonly preset: Preset }
  | { readonly kind: 'refused'; readonly taken: PresetImport };

export interface PresetState {
  /** The user's own, in creation order. */
  readonly presets: readonly Preset[];
  /** Null while the popover is closed. */
  readonly view: PresetView | null;
  /** Opens the list and loads it if needed. */
  open(): void;
  close(): void;
  showList(): void;
  /** Asks for the name and content of a preset made from a request; default: the form's. */
  showSaveForm(request?: PresetSource): void;
  showRenameForm(preset: Preset): void;
  load(): Promise<void>;
  /** Main reports that they changed. */
  refresh(): void;
  /** Applies a preset to the form, with *Undo*. */
  apply(preset: NewPreset & { readonly id?: number }): void;
  /**
   * Saves under a new name, or replaces the preset with that name. Returns false if it was refused, which was
   * shown.
   */
  save(name: string, content: PresetContent): Promise<boolean>;
  /** Updates its parts from the form. */
  update(preset: Preset): Promise<void>;
  rename(preset: Preset, name: string): Promise<boolean>;
  duplicate(preset: NewPreset): Promise<void>;
  remove(preset: Preset): Promise<void>;
  /** All of them if none is named. */
  exportFile(ids: readonly number[] | null): Promise<void>;
  importFile(): Promise<void>;
}

export type PresetStore = ReturnType<typeof createPresetStore>;

interface PresetStoreDeps {
  readonly toasts: ToastStore;
  readonly changes: ChangesStore;
  readonly edit: EditStore;
  /** Makes the edit panel visible. */
  readonly showPanel: () => void;
}

/** Prompts and settings with a name. */
export function createPresetStore(bridge: Bridge, { toasts, changes, edit, showPanel }: PresetStoreDeps) {
  let loaded = false;
  return createStore<PresetState>()((set, get) => {
    const say = (error: unknown) => showErrorToast(toasts, error);
    const show = (view: PresetView) => {
      showPanel();
      if (!loaded) void get().load();
      set({ view });
    };
    const isTaken = (name: string) => namedLike(get().presets, name) !== undefined;

    return {
      presets: [],
      view: null,
      open: () => show({ kind: 'list' }),
      close: () => set({ view: null }),
      showList: () => set({ view: { kind: 'list' } }),
      showSaveForm: (request) => show({ kind: 'save', source: request ?? formSource(edit) }),
      showRenameForm: (preset) => set({ view: { kind: 'rename', preset } }),
      load: async () => {
        loaded = true;
        try {
          const presets: Preset[] = [];
          for (let more = true; more; ) {
            const page = await callMain(bridge.preset.list({ after: presets.at(-1)?.id ?? 0 }));
            presets.push(...page.presets);
            more = page.more && page.presets.length > 0;
          }
          set({ presets });
        } catch (error) {
          loaded = false;
          say(error);
        }
      },
      refresh: () => {
        if (loaded) void get().load();
      },
      apply: ({ id, name, content }) => {
        const { prompt, values, seed } = edit.getState();
        const without = edit.getState().applyPreset(content);
        const labels = () => without.map((key) => paramLabel(key));
        set({ view: null });
        toasts.getState().show({
          message: () =>
            without.length === 0
              ? t.edit.presets.applied(name)
              : t.edit.presets.appliedWithout(name, labels().join(', ')),
          action: {
            label: () => t.common.undo,
            run: () => edit.getState().setDraft({ prompt, values, seed }),
          },
        });
        if (id === undefined) return;
        set((state) => ({
          presets: state.presets.map((each) =>
            each.id === id ? { ...each, uses: each.uses + 1, usedAt: Date.now() } : each,
          ),
        }));
        callMain(bridge.preset.used({ id })).catch(say);
      },
      save: async (name, content) => {
        const there = namedLike(get().presets, name);
        const done = there
          ? await changes
              .getState()
              .run({ do: 'change-preset', preset: there.id, content }, { preset: there.name })
          : await changes.getState().run({ do: 'save-preset', name, content });
        return done !== null;
      },
      update: async (preset) => {
        const content = contentOf(formSource(edit), partsOf(preset.content));
        await changes
          .getState()
          .run({ do: 'change-preset', preset: preset.id, content }, { preset: preset.name });
      },
      rename: async (preset, name) =>
        (await changes.getState().run({ do: 'change-preset', preset: preset.id, name })) !== null,
      duplicate: async ({ name, content }) => {
        await changes.getState().run({ do: 'save-preset', name: freeName(name, isTaken), content });
      },
      remove: async (preset) => {
        await changes.getState().run({ do: 'delete-preset', preset: preset.id }, { preset: preset.name });
      },
      exportFile: async (ids) => {
        try {
          const { savedTo } = await callMain(bridge.preset.exportFile({ ids: ids && [...ids] }));
          if (savedTo) toasts.getState().show({ message: () => t.common.savedTo(savedTo), tone: 'good' });
        } catch (error) {
          say(error);
        }
      },
      importFile: async () => {
        try {
          const { taken } = await callMain(bridge.preset.importFile({}));
          if (!taken) return;
          if (taken.refusedCount > 0) set({ view: { kind: 'refused', taken } });
          if (taken.count === 0) return;
          changes.getState().showUndoToast(() => t.edit.presets.imported(taken.count));
        } catch (error) {
          say(error);
        }
      },
    };
  });
}

/** Returns the preset with this name, by the comparison of names. */
export function namedLike(presets: readonly Preset[], name: string): Preset | undefined {
  const key = (text: string) => text.trim().normalize('NFKC').toLowerCase();
  return presets.find((preset) => key(preset.name) === key(name));
}

/** The parts of a request that a preset sets. */
export interface PresetParts {
  readonly prompt: boolean;
  /** Keys of parameters. */
  readonly params: readonly string[];
  readonly seed: boolean;
}

export function partsOf({ prompt, params, seed }: PresetContent): PresetParts {
  return { prompt: prompt !== undefined, params: Object.keys(params ?? {}), seed: seed !== undefined };
}

/** Returns the content of a preset with these parts of a request, as far as it has them. */
export function contentOf(source: PresetSource, parts: PresetParts): PresetContent {
  const { engine, model, prompt, params, seed } = source;
  const chosen = Object.entries(params).filter(([key]) => parts.params.includes(key));
  return {
    engine,
    model,
    ...(parts.prompt && prompt && !isBlank(prompt) && { prompt }),
    ...(chosen.length > 0 && { params: Object.fromEntries(chosen) }),
    ...(parts.seed && seed !== undefined && { seed }),
  };
}

/** Returns the form's content without incomplete values. */
function formSource(edit: EditStore): PresetSource {
  const { prompt, values, seed } = edit.getState();
  const model = chosenModel(edit.getState());
  const params = model.params.flatMap(({ key }) => {
    const value = values[key];
    return value === null || value === undefined ? [] : [[key, value] as const];
  });
  const words = prompt.trim();
  return {
    engine: model.engine,
    model: model.id,
    params: Object.fromEntries(params),
    ...(!isBlank(words) && { prompt: words }),
    ...(seed !== null && { seed }),
  };
}
