import type { Out, ParsedIn } from '@shared/contract.ts';
import type { KeyStatus } from '@shared/domain/key.ts';
import type { PurgeDone, Target } from '@shared/domain/library-command.ts';
import type { Network } from '@shared/domain/network.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import type { Settings, SettingsPatch } from '@shared/domain/settings.ts';
import type { Comparison } from '@shared/domain/verdict.ts';
import type { OrganiseService } from './commands/organise-service.ts';
import type { ShownFile } from './display/display-copies.ts';
import type { EditService } from './edits/edit-service.ts';
import type { RunManyInput } from './edits/run-many.ts';
import type { Environment } from './env.ts';
import type { DragOut } from './export/drag-out.ts';
import type { ExportMany } from './export/export-many.ts';
import type { ExportService } from './export/export-service.ts';
import type { Http } from './http/http.ts';
import type { ImportService } from './import/import-service.ts';
import type { MoneyService } from './money/money-service.ts';
import type { Clock, Desktop, Elapsed, Emit, Imaging, Keyring, Log } from './ports.ts';
import type { PresetService } from './presets/preset-service.ts';
import type { Scheduler } from './queue/scheduler.ts';
import type { Strays } from './rescue/strays.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { Troubles } from './troubles.ts';

/** The world the services live in; nothing here knows Electron. */
export interface World {
  readonly userData: string;
  /** Folder of the sample pictures. */
  readonly samples: string;
  readonly environment: Environment;
  readonly settings: SettingsStore;
  readonly imaging: Imaging;
  readonly desktop: Desktop;
  readonly keyring: Keyring;
  /** What the operating system believes of the network. */
  readonly osOnline: () => boolean;
  /** The operating system's own way to the network, proxy and all. */
  readonly systemHttp: () => Http;
  readonly log: Log;
  /** Blanks a secret out of the log from now on. */
  readonly hideSecret: (secret: string) => void;
  readonly clock: Clock;
  readonly elapsed: Elapsed;
  readonly emit: Emit;
  readonly troubles: Troubles;
  /** Closes all of this and opens it anew: another library has taken the place of the one that is open. */
  readonly reopen: () => void;
  /** Paid calls went out or came back. */
  readonly paidChanged?: () => void;
  /** Longest time that closing waits for what hangs, in milliseconds. */
  readonly closeLimitMs?: number;
}

/** All that the calls of the contract are answered from. */
export interface Services {
  readonly library: {
    images(ids: readonly number[]): Out<'library.images'>;
  };
  readonly organise: OrganiseService;
  purge(target: Target): Promise<PurgeDone>;
  readonly strays: Strays;
  readonly imports: ImportService;
  readonly edits: EditService;
  runMany(input: RunManyInput): Promise<Out<'edit.runMany'>>;
  readonly queue: Scheduler;
  readonly presets: PresetService;
  readonly export: ExportService;
  readonly exportMany: ExportMany;
  readonly dragOut: DragOut;
  /** What the app protocol serves. */
  readonly pictures: {
    picture(sha256: string): Promise<ShownFile | null>;
    thumb(sha256: string, size: 256 | 1024): Promise<string | null>;
    receive: ImportService['receive'];
  };
  compare(a: number, b: number): Promise<Comparison>;
  pickPictures(): Promise<Out<'import.pick'>>;
  addSamples(): Promise<Out<'import.samples'>>;
  changeSettings(patch: SettingsPatch): Promise<Settings>;
  readonly key: {
    status(): KeyStatus;
    /** Whether there was a stored key of which nothing could be read. */
    readonly damaged: boolean;
    set(input: ParsedIn<'key.set'>): Promise<KeyStatus>;
    clear(): KeyStatus;
    test(): Promise<Out<'key.test'>>;
  };
  readonly money: MoneyService;
  network(): Network;
  /** The machine was asleep: what waits is tried at once. */
  machineWokeUp(): void;
  receipt(runId: number): RunReceipt;
  uploadPreview(imageId: number): Promise<Out<'upload.preview'>>;
  reveal(): void;
  /**
   * Stops everything and leaves the library in order. `closeWindows` is called when all is written down: a page asks no library
   * that is closed.
   */
  close(closeWindows?: () => Promise<void>): Promise<void>;
}
