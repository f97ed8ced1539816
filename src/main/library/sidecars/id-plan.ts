import { type ReadDb, statement } from '../database/db.ts';
import type { EditRef, ImageRef, Sidecar, SidecarEdit } from './sidecar.ts';

/* Sidecars reference records by their old ids. They may come from two histories: after restoring a backup,
   ids are assigned again. So a record is identified by its id and data that can't be equal in two histories,
   and only one of two such records keeps the id. */

export const imageKey = ({ id, sha256 }: ImageRef): string => `${id} ${sha256}`;
export const editKey = ({ id, createdAt }: EditRef): string => `${id} ${createdAt}`;
const runKey = (edit: EditRef, runId: number): string => `${editKey(edit)} ${runId}`;

/** Links of a sidecar to others: two that share one must be added together. */
export function linksOf({ blob, images, ghosts, edits }: Sidecar): string[] {
  const every = [
    ...images.map((image) => ({ sha256: blob.sha256, image })),
    ...ghosts.map((ghost) => ({ sha256: ghost.blob.sha256, image: ghost.image })),
  ];
  const pictures = every.flatMap(({ sha256, image }) => [
    { id: image.id, sha256 },
    image.root,
    image.parent ?? [],
    image.finish?.raw ?? [],
    ...(image.merge ? [image.merge.base, image.merge.left, image.merge.right] : []),
    image.result?.verdict?.against ?? [],
  ]);
  const sources = edits.flatMap(({ source, root, references = [] }) => [source, root, ...references]);
  const edited = [
    ...every.flatMap(({ image }) => image.edit ?? []),
    ...edits.flatMap((edit) => [edit, edit.rerunOf ?? []].flat()),
  ];
  return [
    ...[...pictures.flat(), ...sources].map((ref) => `picture ${imageKey(ref)}`),
    ...edited.map((ref) => `edit ${editKey(ref)}`),
  ];
}

/** A record found in sidecars, and the sidecar it is taken from. */
interface Found {
  readonly wanted: number;
  holder: string;
  /** The higher weight has more data. An image's own sidecar always outweighs another's. */
  weight: number;
  /** Its assigned id, or null if the database already has the record. */
  id: number;
  known: boolean;
}

export interface IdPlan {
  /** Returns the id of an image, or null if it is in no sidecar. */
  image(ref: ImageRef): number | null;
  edit(ref: EditRef): number | null;
  run(edit: EditRef, runId: number): number | null;
  /** Whether to add the record, and to take it from this sidecar. */
  addsImage(ref: ImageRef, holder: string): boolean;
  addsEdit(ref: EditRef, holder: string): boolean;
  /** An edit that the database has may have got further runs since. */
  addsRun(edit: EditRef, runId: number, holder: string): boolean;
  readonly pictures: number;
  /** The first id that isn't assigned to an image. */
  readonly nextImageId: number;
}

/** Collects the records of sidecars, one sidecar at a time. `plan` then assigns the ids. */
export function createIdPlanner(): { add(sidecar: Sidecar): void; plan(db: ReadDb): IdPlan } {
  const images = new Map<string, Found>();
  const edits = new Map<string, Found>();
  const runs = new Map<string, Found>();

  function find(
    records: Map<string, Found>,
    key: string,
    wanted: number,
    holder: string,
    weight: number,
  ): void {
    const found = records.get(key);
    if (!found) records.set(key, { wanted, holder, weight, id: wanted, known: false });
    else if (weight > found.weight) Object.assign(found, { holder, weight });
  }

  function addEdit(edit: SidecarEdit, holder: string): void {
    const events = edit.runs.reduce((sum, run) => sum + run.events.length, edit.runs.length);
    find(edits, editKey(edit), edit.id, holder, events);
    for (const run of edit.runs) find(runs, runKey(edit, run.id), run.id, holder, events);
  }

  return {
    add({ blob: { sha256 }, images: own, ghosts, edits: its }) {
      for (const { id } of own) find(images, imageKey({ id, sha256 }), id, sha256, 2);
      for (const { blob, image } of ghosts)
        find(images, imageKey({ id: image.id, sha256: blob.sha256 }), image.id, sha256, 1);
      for (const edit of its) addEdit(edit, sha256);
    },
    plan(db) {
      const nextImageId = giveIds(db, 'images', images, 'SELECT sha256 FROM images WHERE id = ?');
      giveIds(db, 'edits', edits, 'SELECT created_at FROM edits WHERE id = ?');
      giveIds(
        db,
        'runs',
        runs,
        `SELECT edits.id || ' ' || edits.created_at || ' ' || runs.id FROM runs JOIN edits ON edits.id = runs.edit_id
         WHERE runs.id = ?`,
      );
      const adds = (found: Found | undefined, holder: string) =>
        found !== undefined && !found.known && found.holder === holder;
      return {
        image: (ref) => images.get(imageKey(ref))?.id ?? null,
        edit: (ref) => edits.get(editKey(ref))?.id ?? null,
        run: (edit, runId) => runs.get(runKey(edit, runId))?.id ?? null,
        addsImage: (ref, holder) => adds(images.get(imageKey(ref)), holder),
        addsEdit: (ref, holder) => adds(edits.get(editKey(ref)), holder),
        addsRun: (edit, runId, holder) => adds(runs.get(runKey(edit, runId)), holder),
        pictures: [...images.values()].filter(({ known, weight }) => !known && weight === 2).length,
        nextImageId,
      };
    },
  };
}

/** Assigns each record its previous id, or the next free one if it is in use. Returns the first unused id. */
function giveIds(db: ReadDb, table: string, records: Map<string, Found>, identitySql: string): number {
  const taken = new Set<number>();
  const homeless: Found[] = [];
  const identity = statement(db, identitySql).pluck();
  let next = Number(statement(db, `SELECT coalesce(max(id), 0) FROM ${table}`).pluck().get());
  const isEmpty = next === 0;
  for (const [key, found] of [...records].sort(([, a], [, b]) => a.wanted - b.wanted)) {
    const there = isEmpty ? undefined : identity.get(found.wanted);
    if (there !== undefined && (key === String(there) || key === `${found.wanted} ${there}`))
      found.known = true;
    else if (there !== undefined || taken.has(found.wanted)) {
      homeless.push(found);
      continue;
    }
    taken.add(found.wanted);
    next = Math.max(next, found.wanted);
  }
  for (const found of homeless) {
    next += 1;
    found.id = next;
  }
  return next + 1;
}
