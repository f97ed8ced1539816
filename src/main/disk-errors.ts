/** Codes of a disk or a database that takes nothing now and may take it later. */
const REFUSED =
  /^(disk-full|disk-failed|library-(read-only|locked|gone)|ENOSPC|EDQUOT|EROFS|EIO|SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN)\w*)$/;
const FULL = /^(disk-full|ENOSPC|EDQUOT|SQLITE_FULL)$/;

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : '';
}

/** Whether a write failed because of the disk, so that the same write may succeed later. */
export function isRefusedWrite(error: unknown): boolean {
  return REFUSED.test(codeOf(error));
}

/** Whether there is no room: as the file system says it, the database, or a `Failure`. */
export function isDiskFull(error: unknown): boolean {
  return FULL.test(codeOf(error));
}
