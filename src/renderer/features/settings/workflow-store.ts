import type { Bridge, Reply } from '@shared/contract.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { ChosenWorkflow } from '@shared/domain/workflow.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface WorkflowState {
  /** The workflow of each engine that has one, once it is loaded. */
  readonly chosen: Readonly<Record<EngineId, ChosenWorkflow>>;
  readonly busy: boolean;
  load(engine: EngineId): Promise<void>;
  /** Opens the file dialog. */
  choose(engine: EngineId): Promise<void>;
  drop(engine: EngineId, file: File): Promise<void>;
  /** Returns to the built-in workflow, with *Undo* in a toast. */
  useBuiltIn(engine: EngineId): Promise<void>;
}

export function createWorkflowStore(bridge: Bridge, toasts: ToastStore, flushSettings: () => Promise<void>) {
  return createStore<WorkflowState>()((set, get) => {
    const applyReply = async (reply: Promise<Reply<ChosenWorkflow>>): Promise<boolean> => {
      try {
        const next = await callMain(reply);
        set(({ chosen }) => ({ chosen: { ...chosen, [next.engine]: next } }));
        return true;
      } catch (error) {
        showErrorToast(toasts, error);
        return false;
      }
    };
    /** Settings are written first, because choosing a workflow writes them too. */
    const change = async (call: () => Promise<Reply<ChosenWorkflow>>): Promise<boolean> => {
      if (get().busy) return false;
      set({ busy: true });
      try {
        await flushSettings();
        return await applyReply(call());
      } finally {
        set({ busy: false });
      }
    };
    return {
      chosen: {},
      busy: false,
      load: async (engine) => void (await applyReply(bridge.workflow.state({ engine }))),
      choose: async (engine) => void (await change(() => bridge.workflow.choose({ engine }))),
      drop: async (engine, file) => void (await change(() => bridge.dropWorkflow(engine, file))),
      useBuiltIn: async (engine) => {
        const before = get().chosen[engine]?.current;
        if (!(await change(() => bridge.workflow.use({ engine, sha256: null })))) return;
        toasts.getState().show({
          message: () => t.workflow.usesBuiltIn,
          ...(before &&
            !before.isBuiltIn && {
              action: {
                label: () => t.common.undo,
                run: () => void change(() => bridge.workflow.use({ engine, sha256: before.sha256 })),
              },
            }),
        });
      },
    };
  });
}
