import { createHash } from 'node:crypto';
import type { Call } from '@shared/channels.ts';
import type { PressId } from '@shared/domain/press.ts';
import type { Press } from '../library/ledger/presses.ts';

/** Returns a press with a digest of its request that doesn't depend on the order of fields. */
export function pressOf(call: Call, id: PressId, asked: object): Press {
  const text = JSON.stringify([call, sorted(asked)]);
  return { id, asked: createHash('sha256').update(text).digest('hex') };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.map(([name, inner]) => [name, sorted(inner)]);
}
