/** One request of the imaging page, as listed in `shared/imaging.ts`. */
export type Route =
  | { readonly to: 'next'; readonly windowId: number }
  | { readonly to: 'in'; readonly job: number; readonly index: number }
  | { readonly to: 'out'; readonly job: number; readonly name: string }
  | { readonly to: 'step' | 'done'; readonly job: number };

export type RouteTo<To extends Route['to']> = Extract<Route, { readonly to: To }>;

/** Parses a request. Null if it isn't part of the protocol. */
export function parseRoute(method: string, pathname: string): Route | null {
  const parts = /^\/(next|in|out|step|done)\/(\d{1,15})(?:\/([\w-]{1,40}))?$/.exec(pathname);
  if (!parts) return null;
  const [, to, id, rest] = parts;
  if (method === 'GET' && to === 'next' && rest === undefined) return { to, windowId: Number(id) };
  const job = Number(id);
  if (method === 'GET' && to === 'in' && rest && /^\d{1,3}$/.test(rest))
    return { to, job, index: Number(rest) };
  if (method === 'PUT' && to === 'out' && rest) return { to, job, name: rest };
  if (method === 'POST' && (to === 'step' || to === 'done') && rest === undefined) return { to, job };
  return null;
}
