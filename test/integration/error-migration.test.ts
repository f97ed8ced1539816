import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
  CODE_SENTENCES,
  REASON_SENTENCES,
} from '../../src/main/library/database/migrations/old-sentences.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { errorFromRow } from '../../src/main/library/ledger/ledger-rows.ts';
import { errorMessage } from '../../src/shared/i18n/error-message.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

/** The runs of an older library with the given codes and sentences. */
function readOld(rows: readonly (readonly [code: string, detail: string | null])[]) {
  const path = join(tempFolder(), 'library.db');
  writeOlderDatabase(path, 150, (db: Database.Database) => {
    db.pragma('foreign_keys = OFF');
    const add = db.prepare(
      `INSERT INTO runs (edit_id, engine, state, position, queued_at, error_code, error_detail)
       VALUES (1, '1min.ai', 'failed', 1, 0, ?, ?)`,
    );
    for (const row of rows) add.run(...row);
  });
  const db = openDatabase(path);
  const errors = (
    db.prepare('SELECT * FROM runs ORDER BY id').all() as Parameters<typeof errorFromRow>[0][]
  ).map(errorFromRow);
  db.close();
  return errors;
}

describe('a library of the version before', () => {
  it('shows an error in either language, regardless of the stored one', () => {
    const [german, english, plain] = readOld([
      [
        'outcome-unknown',
        'Der Dienst hat nach dem Senden mit Fehler 502 geantwortet. Möglicherweise wurde abgerechnet.',
      ],
      [
        'outcome-unknown',
        'The service answered with error 502 after the edit was sent. It may have been charged.',
      ],
      ['no-credits', 'Das Guthaben des Kontos reicht nicht.'],
    ]);
    expect(german).toEqual({ code: 'outcome-unknown', reason: 'server-error', params: { status: 502 } });
    expect(english).toEqual(german);
    expect(plain).toEqual({ code: 'no-credits' });
    expect(german && errorMessage(german)).toBe('1min.ai returned error 502 after the edit was sent.');
    setLocale('de');
    expect(english && errorMessage(english)).toBe('1min.ai hat nach dem Senden Fehler 502 gemeldet.');
    setLocale('en');
  });

  it('knows every sentence of every version', () => {
    const codes = Object.entries(CODE_SENTENCES).flatMap(([code, all]) =>
      all.map((one) => [code, one] as const),
    );
    expect(readOld(codes)).toEqual(codes.map(([code]) => ({ code })));
    const reasons = Object.entries(REASON_SENTENCES).flatMap(([reason, all]) =>
      all.map((one) => [reason, one] as const),
    );
    expect(readOld(reasons.map(([, one]) => ['internal', one]))).toEqual(
      reasons.map(([reason]) => ({ code: 'internal', reason })),
    );
  });

  it('keeps the service’s text as a quote', () => {
    expect(
      readOld([
        [
          'request-refused',
          'The service refused this edit: width is (too) small. Whether it was charged is not known.',
        ],
        ['request-refused', 'Der Dienst fand die Anfrage falsch: prompt. Nichts wurde abgerechnet.'],
        [
          'moderated',
          'The service’s safety filter stopped this edit (nsfw). Try other words or another picture.',
        ],
        ['result-refused', 'Die Engine hat etwas geliefert, das kein Bild ist: Die Datei ist leer.'],
        [
          'no-credits',
          'There are not enough credits: this edit needs 15,000 and the account has 1200. Nothing was charged.',
        ],
      ]),
    ).toEqual([
      {
        code: 'request-refused',
        reason: 'edit-refused',
        params: { status: null },
        quote: 'width is (too) small',
      },
      { code: 'request-refused', reason: 'invalid-request', quote: 'prompt' },
      { code: 'moderated', quote: 'nsfw' },
      { code: 'result-refused', reason: 'result-unusable', params: { cause: 'file-empty' } },
      { code: 'no-credits', reason: 'credits', params: { needed: 15_000, present: 1_200 } },
    ]);
  });

  it('keeps an unknown sentence as a quote', () => {
    expect(
      readOld([
        ['internal', 'Somebody wrote this.'],
        ['internal', null],
      ]),
    ).toEqual([{ code: 'internal', quote: 'Somebody wrote this.' }, { code: 'internal' }]);
  });

  it('shows a newer version’s error as an unknown problem, or by its code alone', () => {
    const row = { error_params: null, error_quote: null };
    expect(errorFromRow({ ...row, error_code: 'weather', error_reason: 'rain' })).toEqual({
      code: 'unknown',
    });
    expect(errorFromRow({ ...row, error_code: 'moderated', error_reason: 'rain' })).toEqual({
      code: 'moderated',
    });
    expect(
      errorFromRow({
        ...row,
        error_code: 'daily-cap',
        error_reason: 'cap-reached',
        error_params: '{"cap":"x"}',
      }),
    ).toEqual({ code: 'daily-cap' });
  });
});
