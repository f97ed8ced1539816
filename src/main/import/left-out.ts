/**
 * Folders where systems, network drives and other programs keep their own data: previews, deleted files,
 * snapshots.
 */
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
/** Files that systems create in folders. */
const SYSTEM_FILES = new Set(['thumbs.db', 'ehthumbs.db', 'ehthumbs_vista.db', 'desktop.ini', 'icon\r']);

/**
 * Whether a file or folder belongs to a system or another program, so that users don't expect it to be
 * imported with its folder.
 */
export function isSystemItem(name: string): boolean {
  const key = name.toLowerCase();
  // Resource forks that macOS writes on foreign disks, and `.DS_Store`.
  if (key.startsWith('._') || key === '.ds_store') return true;
  return SYSTEM_FOLDERS.has(key) || SYSTEM_FILES.has(key);
}

/** Whether an entry of a dropped folder is skipped because it is hidden or belongs to a system. */
export function isLeftOut(name: string): boolean {
  return name.startsWith('.') || isSystemItem(name);
}
