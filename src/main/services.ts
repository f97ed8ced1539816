import type { Out } from '@shared/contract.ts';
import type { PurgeResult, Target } from '@shared/domain/library-command.ts';
import type { EngineId } from '@shared/domain/model.ts';
import type { Network } from '@shared/domain/network.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import type { Settings, SettingsPatch } from '@shared/domain/settings.ts';
import type { KeyService } from './api-key/key-service.ts';
import type { BackupService } from './backups/backup-service.ts';
import type { SecondPlaceService } from './backups/second-place.ts';
import type { BlameService } from './blame/blame-service.ts';
import type { Bus } from './bus.ts';
import type { CommandService } from './commands/command-service.ts';
import type { ShownFile } from './display/display-copies.ts';
import type { EditService } from './edits/edit-service.ts';
import type { RunManyInput } from './edits/run-many.ts';
import type { EngineModule } from './engines/module.ts';
import type { Environment } from './env.ts';
import type { DragOut } from './export/drag-out.ts';
import type { ExportMany } from './export/export-many.ts';
import type { ExportService } from './export/export-service.ts';
import type { FinishMany } from './finish/finish-many.ts';
import type { FinishService } from './finish/finish-service.ts';
import type { HealthService } from './health/health-service.ts';
import type { Http } from './http/http.ts';
import type { ImageService } from './images/image-service.ts';
import type { ImportDialogs } from './import/import-dialogs.ts';
import type { ImportService } from './import/import-service.ts';
import type { Keeper } from './keeper/keeper.ts';
import type { ListService } from './lists/list-service.ts';
import type { MaskService } from './masks/mask-service.ts';
import type { MergeService } from './merge/merge-service.ts';
import type { Clock, Desktop, Elapsed, Imaging, Keyring, Log, PictureFile } from './ports.ts';
import type { PresetService } from './presets/preset-service.ts';
import type { Scheduler } from './queue/scheduler.ts';
import type { Strays } from './rescue/strays.ts';
import type { SettingsStore } from './settings/settings-store.ts';
import type { Troubles } from './troubles.ts';
import type { UsageService } from './usage/usage-service.ts';
import type { WatchService } from './watch/watch-service.ts';
import type { WorkflowService } from './workflows/workflow-service.ts';

/** What the services depend on. Independent of Electron. */
export interface AppDependencies {
  readonly userData: string;
  /** Folder of the sample pictures. */
  readonly samples: string;
  readonly environment: Environment;
  readonly settings: SettingsStore;
  readonly imaging: Imaging;
  readonly desktop: Desktop;
  readonly keyring: Keyring;
  /** The engines of this build; default: the table. */
  readonly engines?: readonly EngineModule[];
  /** The operating system's network flag. */
  readonly osOnline: () => boolean;
  /** The operating system's network stack, including its proxy. */
  readonly systemHttp: () => Http;
  readonly log: Log;
  /** Redacts a secret in the log from now on. */
  readonly hideSecret: (secret: string) => void;
  readonly clock: Clock;
  readonly elapsed: Elapsed;
  /** Windows, menu and guard subscribe to it. It belongs to this library only. */
  readonly bus: Bus;
  readonly troubles: Troubles;
  readonly keeper: Keeper;
  /** Closes everything permanently because the database is damaged. */
  readonly damaged: () => void;
  /** Delay (ms) after the start before the database is checked. */
  readonly checkDelayMs?: number;
  /** Closes and reopens all services, because another library replaced the open one. */
  readonly reopen: () => void;
  /** Time limit (ms) for parts that hang while closing. */
  readonly closeLimitMs?: number;
}

/** The services that answer the calls of the contract. */
export interface Services {
  readonly images: ImageService;
  readonly lists: ListService;
  readonly commands: CommandService;
  purge(target: Target): Promise<PurgeResult>;
  readonly backups: BackupService;
  readonly secondPlace: SecondPlaceService;
  readonly health: HealthService;
  readonly strays: Strays;
  readonly imports: ImportService;
  readonly importDialogs: ImportDialogs;
  readonly edits: EditService;
  runMany(input: RunManyInput): Promise<Out<'edit.runMany'>>;
  readonly watches: WatchService;
  readonly queue: Scheduler;
  /** Reports that data read seemed damaged. */
  suspectDamage(): void;
  readonly finishes: FinishService;
  readonly merges: MergeService;
  readonly blames: BlameService;
  readonly finishMany: FinishMany;
  readonly presets: PresetService;
  readonly export: ExportService;
  readonly exportMany: ExportMany;
  readonly dragOut: DragOut;
  /** Files served by the app protocol. */
  readonly pictures: {
    picture(sha256: string): Promise<ShownFile | null>;
    thumb(sha256: string, size: 256 | 1024): Promise<PictureFile | null>;
    receive: ImportService['receive'];
    mask: MaskService['file'];
    takeMask: MaskService['take'];
    blame: BlameService['file'];
    preview: Scheduler['preview'];
  };
  changeSettings(patch: SettingsPatch): Promise<Settings>;
  readonly key: KeyService;
  readonly workflows: WorkflowService;
  /** A page of the engines and models. */
  engineList(after: number): Out<'engine.list'>;
  /** Reads model files again, and asks an engine's service about its models if that is due. */
  refreshEngines(engine: EngineId | null): void;
  readonly usage: UsageService;
  network(): Network;
  /** The machine woke up: retries what waits. */
  machineWokeUp(): void;
  receipt(runId: number): RunReceipt;
  reveal(): void;
  /** See `closeServices`. */
  close(closeWindows?: () => Promise<void>): Promise<void>;
}
