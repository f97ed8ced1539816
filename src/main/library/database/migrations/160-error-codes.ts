import type Database from 'better-sqlite3';
import { CODE_SENTENCES, REASON_SENTENCES, SENTENCES_WITH_BLANKS } from './old-sentences.ts';

/**
 * Errors as data: a reason, its parameters as JSON, and the server's quote. They replace `error_detail`, a
 * localized sentence. A sentence that no version wrote becomes a quote.
 */
export const errorCodes = `
ALTER TABLE runs ADD COLUMN error_reason TEXT;
ALTER TABLE runs ADD COLUMN error_params TEXT;
ALTER TABLE runs ADD COLUMN error_quote TEXT;
`;

interface Explained {
  readonly reason: string | null;
  readonly params: Readonly<Record<string, string | number | null>> | null;
  readonly quote: string | null;
}

const BLANK = /\{(\w+)\}/g;
const PATTERNS = { quote: '(.*)', cause: '(.*)', number: '(\\d[\\d.,]*)' };

interface Pattern {
  readonly reason: string | null;
  readonly blanks: readonly string[];
  readonly matches: RegExp;
}

function patternOf(reason: string | null, template: string): Pattern {
  const blanks = [...template.matchAll(BLANK)].map(([, blank]) => blank ?? '');
  const escaped = template.split(BLANK).map((part, at) => {
    if (at % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return part === 'quote' || part === 'cause' ? PATTERNS[part] : PATTERNS.number;
  });
  return { reason, blanks, matches: new RegExp(`^${escaped.join('')}$`, 's') };
}

/** Returns a parser of old sentences in all languages. */
function createReader(): (code: string, detail: string) => Explained {
  const nothing = { reason: null, params: null, quote: null };
  const codes = new Map(
    Object.entries(CODE_SENTENCES).flatMap(([code, all]) => all.map((one) => [one, code])),
  );
  const reasons = new Map(
    Object.entries(REASON_SENTENCES).flatMap(([reason, all]) => all.map((one) => [one, reason])),
  );
  const patterns = SENTENCES_WITH_BLANKS.flatMap(([reason, ...templates]) =>
    templates.map((template) => patternOf(reason, template)),
  );

  function filled({ reason, blanks, matches }: Pattern, detail: string): Explained | null {
    const values = matches.exec(detail)?.slice(1);
    if (!values) return null;
    const params: Record<string, string | number | null> = {};
    let quote: string | null = null;
    for (const [at, blank] of blanks.entries()) {
      const value = values[at] ?? '';
      if (blank === 'quote') quote = value;
      else if (blank === 'cause') {
        const cause = codes.get(value);
        if (cause === undefined) return null;
        params[blank] = cause;
      } else {
        // The service formats amounts in English.
        const amount = Number(value.replaceAll(',', ''));
        if (Number.isNaN(amount)) return null;
        params[blank] = amount;
      }
    }
    // The sentence contained either the number or the cause.
    if (quote !== null && (reason === 'edit-refused' || reason === 'picture-refused')) params.status = null;
    return { reason, params: Object.keys(params).length > 0 ? params : null, quote };
  }

  return (code, detail) => {
    if (codes.get(detail) === code) return nothing;
    const reason = reasons.get(detail);
    if (reason !== undefined) return { ...nothing, reason };
    for (const pattern of patterns) {
      const found = filled(pattern, detail);
      if (found) return found;
    }
    return { ...nothing, quote: detail.slice(0, 500) };
  };
}

/** Parses every stored sentence, then drops its column. */
export function readOldSentences(db: Database.Database): void {
  const read = createReader();
  const rows = db
    .prepare('SELECT id, error_code AS code, error_detail AS detail FROM runs WHERE error_detail IS NOT NULL')
    .all() as { readonly id: number; readonly code: string | null; readonly detail: string }[];
  const write = db.prepare(
    'UPDATE runs SET error_reason = ?, error_params = ?, error_quote = ? WHERE id = ?',
  );
  for (const { id, code, detail } of rows) {
    const { reason, params, quote } = read(code ?? '', detail);
    write.run(reason, params && JSON.stringify(params), quote, id);
  }
  db.exec('ALTER TABLE runs DROP COLUMN error_detail');
}
