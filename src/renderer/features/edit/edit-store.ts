import type { Bridge } from '@shared/contract.ts';
import { type EditEntry, type EditRequest, type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import {
  availableEngine,
  chosenModel,
  findModel,
  modelOf,
  offeredModel,
  PRACTICE,
} from '@shared/domain/engine-catalog.ts';
import { defaultParams, type EngineId, type Model, type ModelId } from '@shared/domain/model.ts';
import { PRACTICE_FILTERS } from '@shared/domain/practice-filters.ts';
import type { PresetContent } from '@shared/domain/preset.ts';
import { referenceLimit } from '@shared/domain/reference.ts';
import { seedProblem } from '@shared/domain/seed.ts';
import type { Settings } from '@shared/domain/settings.ts';
import type { AppError, ErrorCode, Explanation } from '@shared/errors.ts';
import { fieldErrors } from '@shared/field-errors.ts';
import { createStore } from 'zustand/vanilla';
import { CallError, callMain, errorOf } from '../../bridge/index.ts';
import { type Attention, createAttention } from '../../stores/attention.ts';
import { createPresses, type Presses } from '../../stores/presses.ts';
import { type DraftValue, draftErrors, type EditDraft, fits, parseDraft, rollSeed } from './edit-draft.ts';
import { withMovedReference, withReferences } from './reference-list.ts';

export interface EditState extends EditDraft {
  /** Images that are sent beside the source, in order. More than the model takes are kept for another one. */
  readonly references: readonly number[];
  readonly seedLocked: boolean;
  /** Errors by field: `prompt`, `seed`, or a parameter's key. */
  readonly errors: Readonly<Record<string, Explanation>>;
  /** An error that prevented the run and belongs to no field. */
  readonly problem: AppError | null;
  readonly submitting: boolean;
  /** The field that the form should focus, until it has. */
  readonly focus: { readonly field: string } | null;
  /**
   * Restores the form's last content as far as it fits the model. An engine that is gone is replaced by the
   * first one.
   */
  start(
    engine: EngineId,
    settings: Pick<Settings, 'seedLocked' | 'draft'> & Partial<Pick<Settings, 'models'>>,
  ): void;
  setPrompt(prompt: string): void;
  /** Chooses an engine, with the model that was used with it last or its default. */
  setEngine(engine: EngineId): void;
  setModel(engine: EngineId, model: ModelId): void;
  /** The engines and models changed. */
  applyCatalog(): void;
  setParam(key: string, value: DraftValue): void;
  resetParam(key: string): void;
  /** Resets every parameter to its default. */
  resetParams(): void;
  /** Sets several parameters. */
  setParams(values: Readonly<Record<string, DraftValue>>): void;
  addReferences(imageIds: readonly number[]): void;
  removeReference(imageId: number): void;
  /** Moves a reference picture by some places. */
  moveReference(imageId: number, by: number): void;
  setSeed(seed: number | null): void;
  drawSeed(): void;
  setSeedLocked(locked: boolean): void;
  /** Validates a field when the focus leaves it. */
  touchField(field: string): void;
  requestFocus(field: string): void;
  clearFocusRequest(): void;
  /** Fills the form with an earlier request and its reference pictures (*Edit again*). */
  fillFrom(request: EditRequest, references?: readonly number[]): void;
  /** Applies the part of a preset that fits the engine. Returns the keys of parameters that don't. */
  applyPreset(content: PresetContent): readonly string[];
  /** Restores the form's content. */
  setDraft(draft: Pick<EditState, 'prompt' | 'values' | 'seed'>): void;
  /** Shows an error that belongs to no field. */
  setProblem(problem: AppError): void;
  /** Clears the error if its reason, one of these codes, was fixed. */
  clearObstacle(...codes: readonly ErrorCode[]): void;
  /** Number of changes to the form: repeating a press without a change is the same press. */
  revision(): number;
  /** Returns the form's request. Null if it is invalid, which is then shown. */
  compose(): EditRequest | null;
  /**
   * Sends the request and rolls the next seed. Returns null if it was refused, which is then shown in the
   * form.
   */
  send<T>(call: () => Promise<T>): Promise<T | null>;
  /**
   * Queues the edit. Returns null if the form or main refused it, undefined if the press repeats an earlier
   * one.
   */
  submit(sourceImageId: number | null): Promise<EditEntry | null | undefined>;
}

/** A picture's settings besides the request: what is sent of it, and how the result comes back. */
export interface LocalPartsSource {
  /** Stores the parts for an edit. */
  freeze(imageId: number): Promise<LocalParts>;
  /** Changes with the parts, so that a press after a change is a new one. */
  revisionOf(imageId: number): string;
}

const NO_PARTS: LocalPartsSource = {
  freeze: () => Promise.resolve(NO_LOCAL_PARTS),
  revisionOf: () => '',
};

/** Returns the reference pictures that are sent: as many as the model takes. */
export function sentReferences(state: Pick<EditState, 'engine' | 'model' | 'references'>): readonly number[] {
  return state.references.slice(0, referenceLimit(chosenModel(state)));
}

export type EditStore = ReturnType<typeof createEditStore>;

/** The edit being composed. It outlives the selection: the same prompt can be used on the next picture. */
export function createEditStore(
  bridge: Bridge,
  attention: Attention = createAttention(),
  presses: Presses = createPresses(),
  parts: LocalPartsSource = NO_PARTS,
) {
  let revision = 0;
  return createStore<EditState>()((set, get) => {
    /** From here on a press means another edit. */
    const changed = () => {
      revision += 1;
    };
    const clear = (field: string) => {
      if (!(field in get().errors)) return;
      const { [field]: _, ...errors } = get().errors;
      set({ errors });
    };
    /** Shows the errors and focuses the first invalid field, unless the user has moved on since the press. */
    const refuse = (errors: readonly (readonly [string, Explanation])[], pressed = attention.now()) =>
      set((state) => ({
        errors: Object.fromEntries(errors),
        focus: attention.hasStayed(pressed) ? { field: errors[0]?.[0] ?? 'prompt' } : state.focus,
        submitting: false,
      }));

    /** The model that the form was filled for, as it was then: the catalog may have another version, or none. */
    let filledFor: Model = PRACTICE_FILTERS;
    const setReferences = (change: (list: readonly number[]) => readonly number[]) => {
      const references = change(get().references);
      if (references === get().references) return;
      changed();
      set({ references, problem: null });
    };

    /** The model last used with each engine. */
    const used = new Map<EngineId, ModelId>();
    const lastModel = (engine: EngineId) => offeredModel(engine, used.get(engine) ?? '') ?? modelOf(engine);
    const choose = (model: Model) => {
      changed();
      used.set(model.engine, model.id);
      const untouched = defaultParams(filledFor);
      filledFor = model;
      set((state) => {
        const isKept = fits(model);
        const own = new Set(model.params.map(({ key }) => key));
        // Values of other models stay in the form; one that this model refuses gets its default. One that was never
        // changed is dropped: a workflow for four steps must not run with another model's 28.
        const kept = Object.entries(state.values).filter(
          (entry) =>
            entry[1] === null || (entry[1] !== untouched[entry[0]] && (!own.has(entry[0]) || isKept(entry))),
        );
        return {
          engine: model.engine,
          model: model.id,
          values: { ...defaultParams(model), ...Object.fromEntries(kept) },
          errors: {},
          problem: null,
        };
      });
    };

    return {
      prompt: '',
      engine: PRACTICE,
      model: PRACTICE_FILTERS.id,
      values: defaultParams(PRACTICE_FILTERS),
      references: [],
      seed: rollSeed(),
      seedLocked: false,
      errors: {},
      problem: null,
      submitting: false,
      focus: null,
      start: (wanted, { seedLocked, draft, models = {} }) => {
        const engine = availableEngine(wanted);
        for (const [each, id] of Object.entries(models)) used.set(each, id);
        const model = lastModel(engine);
        filledFor = model;
        set(({ seed }) => ({
          engine,
          model: model.id,
          seedLocked,
          prompt: draft?.prompt ?? '',
          references: draft?.references ?? [],
          seed: draft && seedProblem(draft.seed) === null ? draft.seed : seed,
          values: {
            ...defaultParams(model),
            ...Object.fromEntries(Object.entries(draft?.values ?? {}).filter(fits(model))),
          },
        }));
      },
      setPrompt: (prompt) => {
        changed();
        set({ prompt, problem: null });
        clear('prompt');
      },
      setEngine: (engine) => choose(lastModel(engine)),
      setModel: (engine, id) => choose(offeredModel(engine, id) ?? modelOf(engine)),
      applyCatalog: () => {
        const engine = availableEngine(get().engine);
        const model = chosenModel({ engine, model: get().model });
        if (JSON.stringify(model) !== JSON.stringify(filledFor)) choose(model);
      },
      setParam: (key, value) => {
        changed();
        set((state) => ({ values: { ...state.values, [key]: value } }));
        clear(key);
      },
      resetParam: (key) => {
        const value = defaultParams(chosenModel(get()))[key];
        if (value !== undefined) get().setParam(key, value);
      },
      resetParams: () => get().setParams(defaultParams(chosenModel(get()))),
      setParams: (values) => {
        changed();
        set((state) => ({
          values: { ...state.values, ...values },
          errors: Object.fromEntries(Object.entries(state.errors).filter(([field]) => !(field in values))),
        }));
      },
      addReferences: (imageIds) => setReferences((list) => withReferences(list, imageIds)),
      removeReference: (imageId) => setReferences((list) => list.filter((id) => id !== imageId)),
      moveReference: (imageId, by) => setReferences((list) => withMovedReference(list, imageId, by)),
      setSeed: (seed) => {
        changed();
        set({ seed });
        clear('seed');
      },
      drawSeed: () => get().setSeed(rollSeed()),
      setSeedLocked: (seedLocked) => set({ seedLocked }),
      touchField: (field) => {
        // An empty prompt is an error only on sending.
        if (field === 'prompt') return;
        const found = draftErrors(get()).find(([name]) => name === field);
        if (found) set((state) => ({ errors: { ...state.errors, [field]: found[1] } }));
      },
      requestFocus: (field) => set({ focus: { field } }),
      clearFocusRequest: () => set({ focus: null }),
      fillFrom: (request, references = []) => {
        changed();
        // What this build doesn't have anymore is replaced, and the settings that fit are kept.
        const known = offeredModel(request.engine, request.model);
        const isKnown = findModel(request.engine, request.model) !== null;
        const model = known ?? chosenModel(isKnown ? request : get());
        const params = Object.entries(request.params).filter(known ? () => true : fits(model));
        filledFor = model;
        set({
          prompt: request.prompt,
          engine: model.engine,
          model: model.id,
          values: {
            ...defaultParams(model),
            ...Object.fromEntries(params),
          },
          references,
          seed: request.seed,
          errors: {},
          problem: null,
          focus: { field: 'prompt' },
        });
      },
      applyPreset: ({ prompt, params = {}, seed }) => {
        const isTaken = fits(chosenModel(get()));
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
          // A seed typed in the meantime is for the next edit. Rolling one isn't a user change, so repeating
          // the press immediately is still the same press.
          if (!get().seedLocked && get().seed === seed) {
            set({ seed: rollSeed() });
            clear('seed');
          }
          return answer;
        } catch (error) {
          const known = ['prompt', 'seed', 'engine', ...chosenModel(get()).params.map((spec) => spec.key)];
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
        const referenceIds = [...sentReferences(get())];
        return presses.once(thing, (press) =>
          get().send(async () => {
            const { prepare, finish } = await parts.freeze(sourceImageId);
            return callMain(
              bridge.edit.run({ press, sourceImageId, request, referenceIds, prepare, finish }),
            );
          }),
        );
      },
    };
  });
}
