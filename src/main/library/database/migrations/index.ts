import type Database from 'better-sqlite3';
import { initial } from './010-initial.ts';
import { imageCount } from './020-image-count.ts';
import { uploads } from './030-uploads.ts';
import { keyNames, organise } from './040-organise.ts';
import { history } from './050-history.ts';
import { presets } from './060-presets.ts';
import { copies } from './070-copies.ts';
import { presses } from './080-presses.ts';
import { pictureNotes } from './090-picture-notes.ts';
import { localMonth } from './100-local-month.ts';
import { continuity } from './110-continuity.ts';
import { echo } from './120-echo.ts';
import { indexPictureSigns, pictureSigns } from './130-picture-signs.ts';
import { needsDisplay } from './140-needs-display.ts';
import { displayChecked } from './150-display-checked.ts';
import { errorCodes, readOldSentences } from './160-error-codes.ts';
import { finish } from './170-finish.ts';
import { sidecars } from './180-sidecars.ts';
import { fileChecks } from './190-file-checks.ts';
import { merges } from './200-merges.ts';
import { partsAndLibrary } from './220-parts-and-library.ts';
import { watches } from './250-watches.ts';
import { references } from './260-references.ts';
import { unfinishedRebuild } from './270-unfinished-rebuild.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
  /** Work that SQL can't do, run after it in the same transaction. */
  readonly after?: (db: Database.Database) => void;
}

/** Forward only, in order. Each runs in one transaction and sets `user_version` to its number. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 10, sql: initial },
  { version: 20, sql: imageCount },
  { version: 30, sql: uploads },
  { version: 40, sql: organise, after: keyNames },
  { version: 50, sql: history },
  { version: 60, sql: presets },
  { version: 70, sql: copies },
  { version: 80, sql: presses },
  { version: 90, sql: pictureNotes },
  { version: 100, sql: localMonth },
  { version: 110, sql: continuity },
  { version: 120, sql: echo },
  { version: 130, sql: pictureSigns, after: indexPictureSigns },
  { version: 140, sql: needsDisplay },
  { version: 150, sql: displayChecked },
  { version: 160, sql: errorCodes, after: readOldSentences },
  { version: 170, sql: finish },
  { version: 180, sql: sidecars },
  { version: 190, sql: fileChecks },
  { version: 200, sql: merges },
  { version: 220, sql: partsAndLibrary },
  { version: 250, sql: watches },
  { version: 260, sql: references },
  { version: 270, sql: unfinishedRebuild },
];
