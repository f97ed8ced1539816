/** One file in the app's archive. */
export interface PackedFile {
  /** Path in the archive, with slashes and without a leading one. */
  readonly path: string;
  readonly bytes: number;
}

/** Everything allowed in the archive. A file that matches no pattern was packed by accident. */
const ALLOWED = [
  /^package\.json$/,
  /^out\/main\/(index|keeper)\.js$/,
  /^out\/main\/chunks\/[\w-]+\.js$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/renderer\/(index|settings|help|imaging|trouble)\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|wasm|webp)$/,
  /^node_modules\/better-sqlite3\/(LICENSE|package\.json|lib\/[\w/-]+\.js|prebuilds\/[\w-]+\.node|build\/Release\/better_sqlite3\.node)$/,
];

/**
 * Maximum size of each part in kilobytes, about a quarter above its current size. The start reads the first
 * two, so making them larger is a decision to make here.
 */
const LIMITS: readonly { readonly part: string; readonly pattern: RegExp; readonly kilobytes: number }[] = [
  { part: 'the entry of main', pattern: /^out\/main\/index\.js$/, kilobytes: 800 },
  { part: 'the preload', pattern: /^out\/preload\//, kilobytes: 10 },
  { part: 'all of main', pattern: /^out\/main\//, kilobytes: 3_100 },
  { part: 'the code of the pages', pattern: /^out\/renderer\/.*\.(js|css|html)$/, kilobytes: 2_200 },
  { part: 'the pictures of the guides', pattern: /\.webp$/, kilobytes: 1_500 },
  { part: 'the set of decoders', pattern: /\.wasm$/, kilobytes: 4_000 },
];

/** Returns the problems of the archive's content. */
export function contentProblems(files: readonly PackedFile[]): string[] {
  const problems = files
    .filter(({ path }) => !ALLOWED.some((pattern) => pattern.test(path)))
    .map(({ path }) => `${path} does not belong into the package`);
  for (const { part, pattern, kilobytes } of LIMITS) {
    const found = files.filter(({ path }) => pattern.test(path));
    const sum = Math.ceil(found.reduce((total, { bytes }) => total + bytes, 0) / 1000);
    if (found.length === 0) problems.push(`${part} is missing`);
    if (sum > kilobytes) problems.push(`${part}: ${sum} kB, more than ${kilobytes}`);
  }
  return problems;
}
