/** Whether a URL's host name is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * Whether a token sent to this address could be read on its way: plain http to another machine. An address without
 * a scheme is http.
 */
export function isExposed(address: string): boolean {
  const [, scheme = 'http', host] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\[[^\]]*\]|[^:/?#\s]+)/i.exec(address.trim()) ?? [];
  return host !== undefined && scheme.toLowerCase() === 'http' && !isLoopback(host.toLowerCase());
}
