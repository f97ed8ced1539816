import { arch, cpus, homedir, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { t } from '@shared/i18n/index.ts';
import { app, dialog, screen } from 'electron';
import type { ReportFacts } from '../diagnostics/report-files.ts';
import { readLogs, saveReport } from '../diagnostics/save-report.ts';
import type { Desktop, Log } from '../ports.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Troubles } from '../troubles.ts';

interface DiagnosticsDeps {
  readonly desktop: Desktop;
  readonly settings: Pick<SettingsStore, 'get'>;
  readonly troubles: Pick<Troubles, 'list'>;
  readonly log: Log;
}

export interface Diagnostics {
  showLogs(): void;
  /** Saves a report where the user wants it. Never throws. */
  save(): Promise<void>;
}

/** Log files and reports: what the Help menu offers when something went wrong, also without a library. */
export function createDiagnostics({ desktop, settings, troubles, log }: DiagnosticsDeps): Diagnostics {
  const logs = join(app.getPath('userData'), 'logs');
  const collect = async (): Promise<ReportFacts> => ({
    versions: {
      reseed: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
    },
    system: {
      platform: platform(),
      arch: arch(),
      release: release(),
      desktop: process.env.XDG_CURRENT_DESKTOP ?? '',
      locale: app.getLocale(),
      processors: cpus().length,
      memory: totalmem(),
      displays: screen
        .getAllDisplays()
        .map(({ size, scaleFactor }) => `${size.width}x${size.height} at ${scaleFactor}`)
        .join(', '),
      gpu: app.getGPUFeatureStatus().gpu_compositing,
    },
    settings: settings.get(),
    troubles: troubles.list(),
    logs: await readLogs(logs),
    home: homedir(),
  });
  return {
    showLogs: () => desktop.reveal(join(logs, 'reseed.log')),
    async save() {
      try {
        await saveReport(desktop, Date.now(), collect);
      } catch (error) {
        log.error('failed to save diagnostics', { error: String(error) });
        dialog.showErrorBox(t.shell.diagnostics.title, t.shell.diagnostics.failed);
      }
    },
  };
}
