import type { EchoDifference } from '@shared/domain/run.ts';
import type { RecordAnswer } from './wire.ts';

/** Maximum number of differences kept, and maximum number of characters of a value. */
const DIFFERENCES_MAX = 16;
const VALUE_MAX = 80;

/**
 * Compares the request with the service's echo of it and returns the values the service changed. `body` is
 * the request as sent. Fields without an echo are skipped, and so are the paths of the pictures, which the service may
 * move.
 */
export function echoDifferences(body: unknown, answer: RecordAnswer): readonly EchoDifference[] {
  const sent = asObject(asObject(body)?.promptObject);
  const echoed = asObject(answer.aiRecord?.aiRecordDetail?.promptObject);
  if (!sent || !echoed) return [];
  return Object.entries(sent)
    .filter(
      ([name, value]) =>
        !/^(image|mask)_?url$/i.test(name) && echoed[name] != null && !isSame(value, echoed[name]),
    )
    .slice(0, DIFFERENCES_MAX)
    .map(([name, value]) => ({ name, sent: textOf(value), used: textOf(echoed[name]) }));
}

/** Compares numbers by value and text without regard to whitespace. */
function isSame(sent: unknown, used: unknown): boolean {
  const [one, other] = [plain(sent), plain(used)];
  if (one === other) return true;
  return one !== '' && other !== '' && Number(one) === Number(other);
}

function plain(value: unknown): string {
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/\s+/g, ' ').trim();
}

function textOf(value: unknown): string {
  const text = plain(value);
  return text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX - 1)}…` : text;
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
