/** Where a picture's own bytes are. */
export function imageUrl(sha256: string): string {
  return `/image/${sha256}`;
}

/** Where the smallest thumbnail is that is sharp at `size` CSS pixels on this screen. */
export function thumbUrl(sha256: string, size: number): string {
  return `/thumb/${sha256}?w=${size * devicePixelRatio > 320 ? 1024 : 256}`;
}
