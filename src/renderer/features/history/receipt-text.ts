import type { EngineId } from '@shared/domain/model.ts';
import type { RunReceipt } from '@shared/domain/receipt.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';
import { z } from 'zod';
import { chargeText } from '../../format/charge.ts';
import { echoText } from '../../format/echo.ts';
import { bytesText } from '../../format/file-info.ts';
import { runStateText } from '../../format/run-status.ts';
import { durationText, whenText } from '../../format/time.ts';

const Sent = z.object({ sha256: z.string(), bytes: z.number(), mime: z.string() });

/** The displayed part of an engine's notes. Everything else is in the JSON. */
const Notes = z.object({
  to: z.string().optional().catch(undefined),
  body: z.unknown().optional(),
  bodySha256: z.string().optional().catch(undefined),
  bodyBytes: z.number().optional().catch(undefined),
  workflow: z.object({ name: z.string(), sha256: z.string() }).optional().catch(undefined),
  picture: Sent.optional().catch(undefined),
  mask: Sent.optional().catch(undefined),
  prepared: Sent.optional().catch(undefined),
  references: z.array(Sent).optional().catch(undefined),
  credits: z.object({ used: z.number().nullable(), limit: z.number().nullable() }).nullish().catch(undefined),
});

export interface ReceiptLine {
  readonly label: string;
  readonly value: string;
  /** A hash or an id, shown in a monospaced font. */
  readonly exact?: true;
}

/** Formats a receipt as lines. */
export function receiptLines({ run, events, receipt }: RunReceipt, engine: EngineId): readonly ReceiptLine[] {
  const words = t.history.receipt;
  const notes = Notes.parse(receipt);
  // A local engine uploads nothing.
  const picture = notes.picture ?? notes.prepared;
  const first = events[0];
  const last = events.at(-1);
  const lines: (ReceiptLine | null)[] = [
    first ? { label: words.queued, value: whenText(first.at) } : null,
    ...events.slice(1).map(({ state, at }, n): ReceiptLine => {
      const after = durationText(Math.max(0, at - (events[n]?.at ?? at)));
      return { label: runStateText({ ...run, state }, engine, undefined), value: words.after(after) };
    }),
    first && last && last !== first
      ? { label: words.inAll, value: durationText(Math.max(0, last.at - first.at)) }
      : null,
    line(words.charge, chargeText(run, engine)),
    line(words.echo, echoText(run)),
    line(words.credits, creditsText(notes.credits ?? null)),
    line(words.sentTo, notes.to ?? null),
    line(words.workflow, notes.workflow?.name ?? null),
    exact(words.workflowHash, notes.workflow?.sha256),
    line(words.picture, picture ? `${picture.mime}, ${bytesText(picture.bytes)}` : null),
    exact(words.pictureHash, picture?.sha256),
    exact(words.maskHash, notes.mask?.sha256),
    ...(notes.references ?? []).map(({ sha256 }, at) => exact(t.references.hash(at + 1), sha256)),
    line(words.request, notes.bodyBytes === undefined ? null : bytesText(notes.bodyBytes)),
    exact(words.requestHash, notes.bodySha256),
    exact(words.remoteId(engineName(engine)), run.remoteId),
  ];
  return lines.filter((each) => each !== null);
}

/** Returns the request exactly as sent, or null. */
export function sentJson({ receipt }: RunReceipt): string | null {
  return receipt.body === undefined ? null : JSON.stringify(receipt.body, null, 2);
}

/** Formats the whole receipt as text. */
export function receiptText(receipt: RunReceipt): string {
  return JSON.stringify(receipt, null, 2);
}

function line(label: string, value: string | null): ReceiptLine | null {
  return value === null ? null : { label, value };
}

function exact(label: string, value: string | null | undefined): ReceiptLine | null {
  return value ? { label, value, exact: true } : null;
}

/** The service reports the account's totals, one call late. */
function creditsText(credits: { used: number | null; limit: number | null } | null): string | null {
  if (!credits || credits.used === null) return null;
  const words = t.history.receipt;
  const used = words.creditsUsed(credits.used);
  return credits.limit === null ? used : words.creditsOf(used, credits.limit);
}
