import type { Refusal } from '@shared/domain/import.ts';

/** Refusals with the same reason together, in the order in which each reason came first. */
export function byReason(refusals: readonly Refusal[]): { reason: string; names: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { name, message } of refusals) {
    const names = groups.get(message);
    if (names) names.push(name);
    else groups.set(message, [name]);
  }
  return [...groups].map(([reason, names]) => ({ reason, names }));
}
