import type { Bridge } from '@shared/contract.ts';
import { type EditEntry, type EditRequest, type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { defaultParams, type EngineId, modelOf } from '@shared/domain/model.ts';
import type { PresetContent } from '@shared/domain/preset.ts';
import { seedProblem } from '@shared/domain/seed.ts';
import type { Settings } from '@shared/domain/settings.ts';
import type { AppError, ErrorCode, Explanation } from '@shared/errors.ts';
import { fieldErrors } from '@shared/field-errors.ts';
import { createStore } from 'zustand/vanilla';
import { CallError, callMain, errorOf } from '../../bridge/index.ts';
import { type Attention, createAttention } from '../../stores/attention.ts';
import { createPresses, type Presses } from '../../stores/presses.ts';
import { type DraftValue, draftErrors, type EditDraft, fits, parseDraft, rollSeed } from './edit-draft.ts';

export interface EditState extends EditDraft {
  readonly seedLocked: boolean;
  /** What is wrong, by field: `prompt`, `seed`, or a parameter's key. */
  readonly errors: Readonly<Record<string, Explanation>>;
  /** What stopped the run and belongs to no field. */
  readonly problem: AppError | null;
  readonly submitting: boolean;
  /** The field that the form shall focus, until it has. */
  readonly focus: { readonly field: string } | null;
  /** As the form was left, as far as it fits the engine. */
  start(engine: EngineId, settings: Pick<Settings, 'seedLocked' | 'draft'>): void;
  setPrompt(prompt: string): void;
  setEngine(engine: EngineId): void;
  setParam(key: string, value: DraftValue): void;
  resetParam(key: string): void;
  /** Every parameter back to its default. */
  resetParams(): void;
  /** Several parameters at once. */
  setParams(values: Readonly<Record<string, DraftValue>>): void;
  setSeed(seed: number | null): void;
  drawSeed(): void;
  setSeedLocked(locked: boolean): void;
  /** Checks one field, when the person leaves it. */
  touchField(field: string): void;
  requestFocus(field: string): void;
  clearFocusRequest(): void;
  /** Fills the form with a past request, to go on from there (*Edit again*). */
  fillFrom(request: EditRequest): void;
  /** Takes what a preset sets, as far as it fits the engine; the keys of the parameters that do not. */
  applyPreset(content: PresetContent): readonly string[];
  /** Puts back what was in the form. */
  setDraft(draft: Pick<EditState, 'prompt' | 'values' | 'seed'>): void;
  /** Something that belongs to no field keeps the edit from being run. */
  setProblem(problem: AppError): void;
  /** What stopped the last edit, when it was for one of these reasons, is put right. */
  clearObstacle(...codes: readonly ErrorCode[]): void;
  /** How often the person changed the form: pushing twice without a change in between is one press. */
  revision(): number;
  /** The request in the form; null when something is wrong with it, which is then said there. */
  compose(): EditRequest | null;
  /** Sends what was composed, and rolls the next seed; null when it was refused, which is then said in the form. */
  send<T>(call: () => Promise<T>): Promise<T | null>;
  /**
   * Queues the edit; null when the form or the main process refused it, undefined when the push belongs to a press that was
   * carried out, or is being carried out.
   */
  submit(sourceImageId: number | null): Promise<EditEntry | null | undefined>;
}

/** What is set for a picture besides the request: what of it leaves, and how the answer comes back. */
export interface LocalPartsSource {
  /** Freezes it for an edit. */
  freeze(imageId: number): Promise<LocalParts>;
  /** Changes with it, so that a press after a change is another one. */
  revisionOf(imageId: number): string;
}

const NO_PARTS: LocalPartsSource = {
  freeze: () => Promise.resolve(NO_LOCAL_PARTS),
  revisionOf: () => '',
};

export type EditStore = ReturnType<typeof createEditStore>;

/** The edit being composed. It outlives the selection: the same words can go to the next picture. */
export function createEditStore(
  bridge: Bridge,
  attention: Attention = createAttention(),
  presses: Presses = createPresses(),
  parts: LocalPartsSource = NO_PARTS,
) {
  let revision = 0;
  return createStore<EditState>()((set, get) => {
    /** From here on a push means another edit. */
    const changed = () => {
      revision += 1;
    };
    const clear = (field: string) => {
      if (!(field in get().errors)) return;
      const { [field]: _, ...errors } = get().errors;
      set({ errors });
    };
    /** Says what is wrong; the first wrong field gets the focus, unless the person has gone elsewhere since the press. */
    const refuse = (errors: readonly (readonly [string, Explanation])[], pressed = attention.now()) =>
      set((state) => ({
        errors: Object.fromEntries(errors),
        focus: attention.hasStayed(pressed) ? { field: errors[0]?.[0] ?? 'prompt' } : state.focus,
        submitting: false,
      }));

    return {
      prompt: '',
      engine: 'practice',
      values: defaultParams(modelOf('practice')),
      seed: rollSeed(),
      seedLocked: false,
      errors: {},
      problem: null,
      submitting: false,
      focus: null,
      start: (engine, { seedLocked, draft }) =>
        set(({ seed }) => ({
          engine,
          seedLocked,
          prompt: draft?.prompt ?? '',
          seed: draft && seedProblem(draft.seed) === null ? draft.seed : seed,
          values: {
            ...defaultParams(modelOf(engine)),
            ...Object.fromEntries(Object.entries(draft?.values ?? {}).filter(fits(engine))),
          },
        })),
      setPrompt: (prompt) => {
        changed();
        set({ prompt, problem: null });
        clear('prompt');
      },
      setEngine: (engine) => {
        changed();
        set((state) => ({
          engine,
          values: { ...defaultParams(modelOf(engine)), ...state.values },
          errors: {},
          problem: null,
        }));
      },
      setParam: (key, value) => {
        changed();
        set((state) => ({ values: { ...state.values, [key]: value } }));
        clear(key);
      },
      resetParam: (key) => {
        const value = defaultParams(modelOf(get().engine))[key];
        if (value !== undefined) get().setParam(key, value);
      },
      resetParams: () => get().setParams(defaultParams(modelOf(get().engine))),
      setParams: (values) => {
        changed();
        set((state) => ({
          values: { ...state.values, ...values },
          errors: Object.fromEntries(Object.entries(state.errors).filter(([field]) => !(field in values))),
        }));
      },
      setSeed: (seed) => {
        changed();
        set({ seed });
        clear('seed');
      },
      drawSeed: () => get().setSeed(rollSeed()),
      setSeedLocked: (seedLocked) => set({ seedLocked }),
      touchField: (field) => {
        // An empty prompt is no mistake until it is sent.
        if (field === 'prompt') return;
        const found = draftErrors(get()).find(([name]) => name === field);
        if (found) set((state) => ({ errors: { ...state.errors, [field]: found[1] } }));
      },
      requestFocus: (field) => set({ focus: { field } }),
      clearFocusRequest: () => set({ focus: null }),
      fillFrom: (request) => {
        changed();
        set({
          prompt: request.prompt,
          engine: request.engine,
          values: { ...defaultParams(modelOf(request.engine)), ...request.params },
          seed: request.seed,
          errors: {},
          problem: null,
          focus: { field: 'prompt' },
        });
      },
      applyPreset: ({ prompt, params = {}, seed }) => {
        const isTaken = fits(get().engine);
        const entries = Object.entries(params);
        get().setDraft({
          prompt: prompt ?? get().prompt,
          values: { ...get().values, ...Object.fromEntries(entries.filter(isTaken)) },
          seed: seed ?? get().seed,
        });
        return entries.filter((entry) => !isTaken(entry)).map(([key]) => key);
      },
      setDraft: ({ prompt, values, seed }) => {
        changed();
        set({ prompt, values, seed, errors: {}, problem: null });
      },
      setProblem: (problem) => set({ problem, submitting: false }),
      clearObstacle: (...codes) => {
        const code = get().problem?.code;
        if (code && codes.includes(code)) set({ problem: null });
      },
      revision: () => revision,
      compose: () => {
        const { data, error } = parseDraft(get());
        if (data) return data;
        refuse(fieldErrors(error).map(({ field, ...why }) => [field, why]));
        return null;
      },
      send: async (call) => {
        const pressed = attention.now();
        const { seed } = get();
        set({ submitting: true, errors: {}, problem: null });
        try {
          const answer = await call();
          set({ submitting: false });
          // A seed that was typed meanwhile is for the next edit. Rolling one is not the person's change: pushing again right away
          // is still the same press.
          if (!get().seedLocked && get().seed === seed) {
            set({ seed: rollSeed() });
            clear('seed');
          }
          return answer;
        } catch (error) {
          const known = ['prompt', 'seed', 'engine', ...modelOf(get().engine).params.map((spec) => spec.key)];
          const fields = error instanceof CallError ? error.fields : [];
          if (fields.length > 0 && fields.every(({ field }) => known.includes(field)))
            refuse(
              fields.map(({ field, ...why }) => [field, why]),
              pressed,
            );
          else get().setProblem(errorOf(error));
          return null;
        }
      },
      submit: async (sourceImageId) => {
        if (get().submitting) return undefined;
        if (sourceImageId === null) {
          get().setProblem({ code: 'bad-request', reason: 'no-picture-selected' });
          return null;
        }
        const thing = `run ${sourceImageId} ${revision} ${parts.revisionOf(sourceImageId)}`;
        if (presses.isSame(thing)) return presses.once(thing, () => Promise.resolve(null));
        const request = get().compose();
        if (!request) return null;
        return presses.once(thing, (press) =>
          get().send(async () => {
            const { prepare, finish } = await parts.freeze(sourceImageId);
            return callMain(bridge.edit.run({ press, sourceImageId, request, prepare, finish }));
          }),
        );
      },
    };
  });
}
