import type { Bridge } from '@shared/contract.ts';
import type { BackupDifference, BackupListed, SecondPlace } from '@shared/domain/backup.ts';
import { t } from '@shared/i18n/index.ts';
import { createStore } from 'zustand/vanilla';
import { callMain, messageOf } from '../../bridge/index.ts';
import { showErrorToast } from '../../stores/error-toast.ts';
import type { ToastStore } from '../../stores/toast-store.ts';

export interface BackupState {
  /** Newest first. Null until loaded. */
  readonly backups: readonly BackupListed[] | null;
  /** Message why they could not be loaded. */
  readonly problem: string | null;
  /** The backup to be restored, and what that would change. */
  readonly preview: { readonly backup: BackupListed; readonly difference: BackupDifference } | null;
  /** The second place that the library is copied to. Null until loaded. */
  readonly place: SecondPlace | null;
  /** A longer operation is active. */
  readonly busy: boolean;
  load(): Promise<void>;
  setPlace(place: SecondPlace): void;
  pickPlace(): Promise<void>;
  clearPlace(): Promise<void>;
  copyNow(): Promise<void>;
  backUp(): Promise<void>;
  showPreview(backup: BackupListed): Promise<void>;
  closePreview(): void;
  /** Restores the previewed backup. The windows reload. */
  restore(): Promise<void>;
}

/** The library's backups. */
export function createBackupStore(bridge: Bridge, toasts: ToastStore) {
  return createStore<BackupState>()((set, get) => {
    /** One at a time. Errors are shown. */
    async function whileBusy(work: () => Promise<void>): Promise<void> {
      if (get().busy) return;
      set({ busy: true });
      try {
        await work();
      } catch (error) {
        showErrorToast(toasts, error);
      } finally {
        set({ busy: false });
      }
    }
    return {
      backups: null,
      place: null,
      problem: null,
      preview: null,
      busy: false,
      async load() {
        try {
          set({ place: await callMain(bridge.backups.place({})) });
          const { backups } = await callMain(bridge.backups.list({}));
          set({ backups, problem: null });
        } catch (error) {
          set({ problem: messageOf(error) });
        }
      },
      backUp: () =>
        whileBusy(async () => {
          await callMain(bridge.backups.backUp({}));
          toasts.getState().show({ tone: 'good', message: () => t.settings.backups.made });
          await get().load();
        }),
      showPreview: (backup) =>
        whileBusy(async () => {
          const difference = await callMain(bridge.backups.preview({ name: backup.name }));
          set({ preview: { backup, difference } });
        }),
      setPlace: (place) => set({ place }),
      pickPlace: () => whileBusy(async () => set({ place: await callMain(bridge.backups.pickPlace({})) })),
      clearPlace: () => whileBusy(async () => set({ place: await callMain(bridge.backups.clearPlace({})) })),
      copyNow: () => whileBusy(async () => void (await callMain(bridge.backups.copyNow({})))),
      closePreview: () => set({ preview: null }),
      restore: () =>
        whileBusy(async () => {
          const { preview } = get();
          if (preview) await callMain(bridge.backups.restore({ name: preview.backup.name }));
          set({ preview: null });
        }),
    };
  });
}
