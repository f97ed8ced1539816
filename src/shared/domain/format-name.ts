/** Names of formats, the same in every language. */
const NAMES: Readonly<Record<string, string>> = {
  webp: 'WebP',
  jpg: 'JPEG',
  png: 'PNG',
  'image/webp': 'WebP',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
};

/** What a format is called, by its value on the wire or its type; the value itself for any other. */
export function formatName(format: string): string {
  return NAMES[format] ?? format;
}
