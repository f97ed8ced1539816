const isKept = (row: string) => `(${row}.deleted_at IS NULL AND (${row}.favourite = 1 OR ${row}.rating > 0))`;
const keyOf = (prompt: string) => `lower(substr(${prompt}, 1, 100))`;

/** Collects all prompts from the edits. Also used by tools that add edits with the triggers off. */
export const COLLECT_PROMPTS = `
INSERT INTO prompts (prompt, key, uses, last_edit)
  SELECT prompt, ${keyOf('prompt')}, count(*), max(id) FROM edits GROUP BY prompt;
UPDATE prompts SET kept = its.kept FROM (
  SELECT edits.prompt, count(*) AS kept FROM images JOIN edits ON edits.id = images.edit_id
  WHERE ${isKept('images')} GROUP BY edits.prompt
) AS its WHERE its.prompt = prompts.prompt;`;

/** Presets, and every used prompt once with its results, maintained by triggers. */
export const presets = `
CREATE TABLE presets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  -- What it sets, as JSON (see PresetContent).
  content TEXT NOT NULL,
  uses INTEGER NOT NULL DEFAULT 0,
  used_at INTEGER
) STRICT;

CREATE TABLE prompts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  prompt TEXT NOT NULL UNIQUE,
  -- How it begins, as beginnings are compared.
  key TEXT NOT NULL,
  uses INTEGER NOT NULL,
  -- Live results that are rated or favourites.
  kept INTEGER NOT NULL DEFAULT 0,
  -- The newest edit with it.
  last_edit INTEGER NOT NULL,
  -- Not offered any more, until it is used again.
  forgotten INTEGER NOT NULL DEFAULT 0 CHECK (forgotten IN (0, 1))
) STRICT;
${COLLECT_PROMPTS}
-- Both without a look at the rows, for which SQLite wants the condition as a column too.
CREATE INDEX prompts_newest ON prompts (last_edit, key, forgotten) WHERE forgotten = 0;
CREATE INDEX prompts_beginning ON prompts (key, last_edit, forgotten) WHERE forgotten = 0;

CREATE TRIGGER prompts_used AFTER INSERT ON edits BEGIN
  INSERT INTO prompts (prompt, key, uses, last_edit) VALUES (new.prompt, ${keyOf('new.prompt')}, 1, new.id)
  ON CONFLICT (prompt) DO UPDATE SET uses = uses + 1, last_edit = excluded.last_edit, forgotten = 0;
END;
CREATE TRIGGER prompts_kept AFTER UPDATE OF rating, favourite, deleted_at ON images
  WHEN new.edit_id IS NOT NULL AND ${isKept('new')} <> ${isKept('old')} BEGIN
  UPDATE prompts SET kept = kept + iif(${isKept('new')}, 1, -1)
  WHERE prompt = (SELECT prompt FROM edits WHERE id = new.edit_id);
END;
`;
