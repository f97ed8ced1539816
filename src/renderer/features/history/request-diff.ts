import type { EditEntry } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, modelLabel } from '@shared/i18n/model-text.ts';
import { localPartRows } from './local-parts-text.ts';
import { requestRows } from './request-text.ts';
import { type DiffPart, diffWords, wordCount } from './word-diff.ts';

/** Differences between two edits' requests. The first is the older one. */
export interface RequestDiff {
  readonly prompt: readonly DiffPart[];
  /** All other differences, with both values. */
  readonly rows: readonly { readonly label: string; readonly before: string; readonly after: string }[];
}

export function diffRequests(a: EditEntry, b: EditEntry): RequestDiff {
  const before = new Map(rowsOf(a));
  const after = new Map(rowsOf(b));
  const labels = [...new Set([...before.keys(), ...after.keys()])];
  return {
    prompt: diffWords(a.edit.request.prompt, b.edit.request.prompt),
    rows: labels
      .map((label) => ({
        label,
        before: before.get(label) ?? t.history.notSent,
        after: after.get(label) ?? t.history.notSent,
      }))
      .filter((row) => row.before !== row.after),
  };
}

function rowsOf({ edit, sourceName }: EditEntry): [string, string][] {
  const { request } = edit;
  return [
    [t.history.seed, String(request.seed)],
    [t.history.engine, engineName(request.engine)],
    [t.history.model, modelLabel(request.model)],
    ...requestRows(request).map(({ label, value }): [string, string] => [label, value]),
    ...(edit.references.length > 0
      ? [[t.references.label, referencesText(edit)] satisfies [string, string]]
      : []),
    ...localPartRows(edit).map(({ label, value }): [string, string] => [label, value]),
    // Two pictures may have the same name.
    [t.history.source, `${sourceName} ${edit.sourceSha256.slice(0, 12)}`],
  ];
}

/** Two pictures may have the same name, and names may change. */
function referencesText({ references }: EditEntry['edit']): string {
  return references.map(({ sha256 }) => sha256.slice(0, 12)).join(', ');
}

export function isSamePrompt({ prompt }: RequestDiff): boolean {
  return prompt.every(({ kind }) => kind === 'same');
}

/** Summary in one line: "2 words added, 1 setting changed". Null without a difference. */
export function diffSummary(diff: RequestDiff): string | null {
  const added = wordCount(diff.prompt, 'added');
  const gone = wordCount(diff.prompt, 'gone');
  const parts = [
    added > 0 && t.history.wordsAdded(added),
    gone > 0 && t.history.wordsGone(gone),
    diff.rows.length > 0 && t.history.settingsDiffer(diff.rows.length),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : parts.join(', ');
}

/** The whole difference as text: `[-removed words-]`, `{+added words+}`, then one line per setting. */
export function diffText(a: EditEntry, b: EditEntry): string {
  const { prompt, rows } = diffRequests(a, b);
  const marks = { same: ['', ''], gone: ['[-', '-]'], added: ['{+', '+}'] } as const;
  const words = prompt.map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`).join('');
  return [
    `${t.history.prompt}: ${words}`,
    ...rows.map(({ label, before, after }) => `${label}: ${t.history.became(before, after)}`),
  ].join('\n');
}
