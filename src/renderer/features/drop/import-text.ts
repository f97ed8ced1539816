import type { ImportProgress } from '@shared/domain/import.ts';
import { t } from '@shared/i18n/index.ts';

/** Returns a summary of an import beyond what is visible, or null. `firstName` is its first picture's name. */
export function importSummary(progress: ImportProgress, firstName: string | null): string | null {
  const words = t.transfer.import;
  if (progress.state === 'cancelled') return words.cancelled(progress.added, progress.total);
  const said = [knownText(progress, firstName), progress.lacking ? words.lacking(progress.lacking) : null];
  return said.filter((sentence) => sentence !== null).join('. ') || null;
}

/** Returns what was already in the library, or null. */
function knownText(progress: ImportProgress, firstName: string | null): string | null {
  const words = t.transfer.import;
  if (progress.duplicates === 0) return null;
  if (progress.duplicates === 1 && progress.added === 0 && firstName !== null)
    return words.isThere(firstName);
  const known = words.wereThere(progress.duplicates);
  return progress.added > 0 ? words.added(progress.added, known) : known;
}
