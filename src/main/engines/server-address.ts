/**
 * Parses the address of a server as the user enters it: http or https, with an optional port and path. Without a
 * scheme, http. Null for anything else, such as one with a user name, a query or a fragment.
 */
export function parseAddress(text: string): string | null {
  const trimmed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
  if (/[\s?#\\]/.test(full) || !URL.canParse(full)) return null;
  const url = new URL(full);
  if (!['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (url.hostname === '') return null;
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
