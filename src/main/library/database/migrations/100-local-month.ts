import { COUNT_TRIGGERS, recount } from './040-organise.ts';

/**
 * The month of an image in local time, as users and usage totals count it. It was a generated column in UTC,
 * but a local month depends on the time zone and can't be generated. SQLite's local time is a first guess:
 * `month_zone` stays empty, and `months.ts` recomputes the months after the start.
 */
export const localMonth = `
DROP INDEX images_month;
DROP TRIGGER facets_added;
DROP TRIGGER facets_gone;
DROP TRIGGER facets_removed;
DROP TRIGGER facets_restored;
ALTER TABLE images DROP COLUMN month;
-- Such as 2026-03.
ALTER TABLE images ADD COLUMN month TEXT;
UPDATE images SET month = strftime('%Y-%m', created_at / 1000, 'unixepoch', 'localtime');
CREATE INDEX images_month ON images (month, id) WHERE deleted_at IS NULL;
DELETE FROM facet_counts WHERE facet = 'month';
INSERT INTO facet_counts (facet, value, live)
  SELECT 'month', month, count(*) FROM images WHERE deleted_at IS NULL AND month IS NOT NULL GROUP BY month;
${COUNT_TRIGGERS}${recount(['month', (row) => `${row}.month`])}
CREATE TABLE month_zone (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  zone TEXT NOT NULL
) STRICT;
`;
