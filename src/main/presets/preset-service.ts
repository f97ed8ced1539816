import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Out } from '@shared/contract.ts';
import type { UsedPrompt } from '@shared/domain/preset.ts';
import { PRESET_FILE_MAX, readPresetFile, writePresetFile } from '@shared/domain/preset-file.ts';
import { Failure } from '@shared/errors.ts';
import type { CommandService } from '../commands/command-service.ts';
import { presetDialogTitle, presetFileName } from '../export/export-text.ts';
import { AS_SYSTEM_SETS, writeFileAtomic } from '../files/write-file-atomic.ts';
import type { WriteDb } from '../library/database/db.ts';
import { truncateToMessageSize } from '../library/message-size.ts';
import { presetsAfter, presetUsed } from '../library/presets/presets.ts';
import { promptsBeginning } from '../library/presets/prompts.ts';
import type { Clock, Desktop } from '../ports.ts';
import { saveFailure } from '../write-failure.ts';

/** Reads, exports and imports presets and used prompts. Commands change them. */
export interface PresetService {
  /** Returns as many as fit into one message. */
  list(after: number): Out<'preset.list'>;
  /** Counts that a preset was applied. */
  used(id: number): void;
  /** Throws `disk-full`, `file-unreadable`. */
  exportFile(ids: readonly number[] | null): Promise<Out<'preset.exportFile'>>;
  /** Throws `file-unreadable` with a reason if the file isn't an export of presets. */
  importFile(): Promise<Out<'preset.importFile'>>;
  prompts(beginning: string, limit: number): UsedPrompt[];
}

interface PresetServiceDeps {
  readonly db: WriteDb;
  readonly commands: Pick<CommandService, 'run'>;
  readonly desktop: Pick<Desktop, 'pickFile' | 'pickSaveFile'>;
  readonly clock: Clock;
}

/** Maximum number of refusals listed individually. */
const REFUSALS_TOLD = 50;

export function createPresetService({ db, commands, desktop, clock }: PresetServiceDeps): PresetService {
  return {
    list(after) {
      const found = presetsAfter(db, after);
      const presets = truncateToMessageSize(found);
      return { presets, more: presets.length < found.length };
    },
    used: (id) => presetUsed(db, id, clock()),
    async exportFile(ids) {
      const wanted = ids && new Set(ids);
      const presets = presetsAfter(db, 0).filter(({ id }) => !wanted || wanted.has(id));
      if (presets.length === 0) throw new Failure('not-found');
      const [only] = presets;
      const name = presets.length === 1 && only ? only.name : presetFileName();
      const target = await desktop.pickSaveFile(`${fileName(name)}.json`);
      if (target === null) return { savedTo: null };
      try {
        await writeFileAtomic(target, writePresetFile(presets), AS_SYSTEM_SETS);
      } catch (error) {
        throw await saveFailure(error, target);
      }
      return { savedTo: basename(target) };
    },
    async importFile() {
      const path = await desktop.pickFile({ title: presetDialogTitle(), extensions: ['json'] });
      if (path === null) return { taken: null };
      const file = basename(path);
      const read = readPresetFile(await textOf(path));
      if (!read.ok) throw new Failure('file-unreadable', read.problem(file));
      const presets = read.presets.map(({ name, content }) => ({ name, content }));
      if (presets.length > 0) await commands.run({ do: 'import-presets', presets });
      const refused = read.refused.slice(0, REFUSALS_TOLD);
      return { taken: { file, count: presets.length, refused, refusedCount: read.refused.length } };
    },
    prompts: (beginning, limit) => promptsBeginning(db, beginning, limit),
  };
}

/** Throws `file-too-large`, `file-unreadable`. */
async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= PRESET_FILE_MAX) return await readFile(path, 'utf8');
  } catch {
    throw new Failure('file-unreadable');
  }
  throw new Failure('file-too-large', { reason: 'preset-file-too-large' });
}

/** Makes a name valid in a file system. */
function fileName(name: string): string {
  return name.replace(/[<>:"/\\|?*]/g, '_').replace(/^\.+/, '_');
}
