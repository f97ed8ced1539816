/** Folders in which systems, network drives and other programs keep what is theirs: previews, deleted files, snapshots. */
const SYSTEM_FOLDERS = new Set([
  // Synology, QNAP
  '@eadir',
  '#recycle',
  '#snapshot',
  '@recycle',
  '@recently-snapshot',
  // Windows
  '$recycle.bin',
  'recycler',
  'recycled',
  'system volume information',
  // macOS, and archives packed there
  '__macosx',
  'network trash folder',
  'temporary items',
  // Linux
  'lost+found',
]);
/** Files that systems leave in folders without being asked. */
const SYSTEM_FILES = new Set(['thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini', 'icon\r']);

/** Whether a file or folder belongs to a system or another program, and nobody means it when they drop the folder around it. */
export function isSystemItem(name: string): boolean {
  const key = name.toLowerCase();
  // The second half of a file that macOS writes where a disk cannot hold both; `.DS_Store`.
  if (key.startsWith('._') || key === '.ds_store') return true;
  return SYSTEM_FOLDERS.has(key) || SYSTEM_FILES.has(key);
}

/** Whether an entry of a dropped folder is left out: hidden, or a system's. */
export function isLeftOut(name: string): boolean {
  return name.startsWith('.') || isSystemItem(name);
}
