import type { NamedError } from '@shared/errors.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';

/** Name of a refused file or picture. */
export function refusedName({ name }: NamedError): string {
  return name ?? t.transfer.gone;
}

/** Groups refusals by reason, in the order of their first occurrence. */
export function byReason(refusals: readonly NamedError[]): { reason: string; names: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const refusal of refusals) {
    const reason = errorMessage(refusal);
    const names = groups.get(reason);
    if (names) names.push(refusedName(refusal));
    else groups.set(reason, [refusedName(refusal)]);
  }
  return [...groups].map(([reason, names]) => ({ reason, names }));
}
