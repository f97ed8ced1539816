import type { Bridge } from '@shared/contract.ts';
import type { EditEntry } from '@shared/domain/edit.ts';
import { engineCatalog, modelsOf } from '@shared/domain/engine-catalog.ts';
import type { EngineId, Model } from '@shared/domain/model.ts';
import type { AppError } from '@shared/errors.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, errorOf } from '../../bridge/index.ts';
import { createPresses, type Presses } from '../../stores/presses.ts';

export interface ChallengeState {
  /** The edit to run on another engine, or null while the dialog is closed. */
  readonly entry: EditEntry | null;
  /** The other model. Null: there is none. */
  readonly model: Model | null;
  readonly sending: boolean;
  /** Why it was not queued. */
  readonly problem: AppError | null;
  open(entry: EditEntry): void;
  close(): void;
  choose(model: Model): void;
  /** Queues the edit on the chosen model. Returns null if it was refused or repeats the previous press. */
  run(): Promise<EditEntry | null>;
}

interface ChallengeDeps {
  readonly hasKey: (engine: EngineId) => boolean;
  readonly presses?: Presses;
}

/** Returns all models that are offered but the edit's own one, in the order of the engines. */
export function otherModels({ edit: { request } }: EditEntry): readonly Model[] {
  return engineCatalog()
    .engines.flatMap(({ id }) => modelsOf(id))
    .filter(({ engine, id }) => engine !== request.engine || id !== request.model);
}

/** The dialog that runs an edit on another engine or model. */
export function createChallengeStore(bridge: Bridge, { hasKey, presses = createPresses() }: ChallengeDeps) {
  return createStore<ChallengeState>()((set, get) => ({
    entry: null,
    model: null,
    sending: false,
    problem: null,
    open: (entry) => {
      const choices = otherModels(entry);
      const model = choices.find(({ engine }) => hasKey(engine)) ?? choices[0] ?? null;
      set({ entry, model, sending: false, problem: null });
    },
    close: () => set({ entry: null, problem: null }),
    choose: (model) => set({ model, problem: null }),
    run: async () => {
      const { entry, model, sending } = get();
      if (!entry || !model || sending) return null;
      set({ sending: true, problem: null });
      const editId = entry.edit.id;
      const { engine, id } = model;
      try {
        const queued = await presses.once(`challenge ${editId} ${engine} ${id}`, (press) =>
          callMain(bridge.edit.challenge({ press, editId, engine, model: id })),
        );
        if (get().entry === entry) set({ entry: null, sending: false });
        return queued ?? null;
      } catch (error) {
        // The dialog may show another edit by now.
        if (get().entry === entry) set({ problem: errorOf(error), sending: false });
        return null;
      }
    },
  }));
}
