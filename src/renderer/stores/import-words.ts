import type { ImportProgress } from '@shared/domain/import.ts';

function pictures(count: number): string {
  return count === 1 ? '1 picture' : `${count.toLocaleString()} pictures`;
}

/** What to say at the end of a drop beyond what the eye sees, or null. `firstName` is its first picture's name. */
export function importSummary(progress: ImportProgress, firstName: string | null): string | null {
  if (progress.state === 'cancelled')
    return `Cancelled: ${progress.added.toLocaleString()} of ${pictures(progress.total)} added.`;
  if (progress.duplicates === 0) return null;
  if (progress.duplicates === 1 && progress.added === 0 && firstName !== null)
    return `${firstName} is already in your library`;
  const known = `${pictures(progress.duplicates)} ${progress.duplicates === 1 ? 'was' : 'were'} already in your library`;
  return progress.added > 0 ? `${pictures(progress.added)} added; ${known}` : known;
}

/** The heading of the report on files that were left out. */
export function refusedHeading(progress: ImportProgress): string {
  const left = progress.refused.length;
  return left === 1 ? '1 file was not added' : `${left} files were not added`;
}
