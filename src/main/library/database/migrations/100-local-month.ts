import { COUNT_TRIGGERS, recount } from './040-organise.ts';

/**
 * The month of a picture in local time, as people and the sums of money count it. It was a generated column in UTC; a local month
 * cannot be generated, since it depends on the zone. SQLite's own local time is a first guess: `month_zone`, the zone that months
 * are written in, stays empty, and `months.ts` goes over them after the start.
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
