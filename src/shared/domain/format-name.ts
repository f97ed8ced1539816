/** Format names, the same in every language. */
const NAMES: Readonly<Record<string, string>> = {
  webp: 'WebP',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  png: 'PNG',
  'image/webp': 'WebP',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
};

/** Returns the name of a format by wire value or type. Unknown ones are returned unchanged. */
export function formatName(format: string): string {
  return NAMES[format] ?? format;
}
