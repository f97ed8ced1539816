import { join } from 'node:path';
import { PAGE_MAX } from '@shared/contract.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type WriteDb, writeTransaction } from '../../src/main/library/database/db.ts';
import { ENTRIES_MAX, queueEntries, treePage } from '../../src/main/library/history/entries.ts';
import { messageBytes } from '../../src/main/library/message-size.ts';
import { openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let rig: Rig;
const engine = puppetEngine({ repeatable: true });
beforeEach(async () => {
  folder = await tempFolder();
  rig = await openRig(folder.path, { engines: [engine] });
  rig.queue.start();
});
afterEach(async () => {
  await rig.close();
  await folder.remove();
});

/** Edits a picture and waits for the result; the edit's entry. */
async function edited(sourceImageId: number) {
  const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice') });
  await until('started', () => engine.jobs.length === 1);
  engine.job(edit.id).send();
  await engine.job(edit.id).finish();
  await until('saved', () => rig.ledger.entryByEdit(edit.id).run.state === 'saved');
  return rig.ledger.entryByEdit(edit.id);
}

describe('the tree of a picture', () => {
  it('includes edits of edits, the same from every picture in it', async () => {
    const root = await rig.addSource('root.png');
    const other = await rig.addSource('other.png');
    const first = await edited(root);
    const second = await edited(first.results[0]?.image.id ?? 0);
    const sibling = await edited(root);
    const third = await edited(second.results[0]?.image.id ?? 0);
    await edited(other);

    const ids = [third, sibling, second, first].map(({ edit }) => edit.id);
    for (const image of [root, second.results[0]?.image.id ?? 0]) {
      const tree = rig.edits.tree(image, null);
      expect(tree.rootId).toBe(root);
      expect(tree.more).toBe(false);
      expect(tree.entries.map(({ edit }) => edit.id)).toEqual(ids);
    }
    expect(third.results[0]?.image).toMatchObject({ parentId: second.results[0]?.image.id, rootId: root });
    expect(rig.edits.entries([third.edit.id, 9999, first.edit.id]).map(({ edit }) => edit)).toEqual([
      third.edit,
      first.edit,
    ]);
    expect(second.sourceName).toBe(first.results[0]?.image.name);
    expect(() => rig.edits.tree(9999, null)).toThrow('not-found: picture-gone');
  });

  it('still shows results that were removed from the library', async () => {
    const entry = await edited(await rig.addSource());
    rig.library.remove([entry.results[0]?.image.id ?? 0]);
    const [shown] = rig.edits.tree(entry.edit.sourceImageId, null).entries;
    expect(shown?.results[0]?.image.deletedAt).not.toBeNull();
  });

  it('with 2,000 edits comes in pages, each edit once, newest first', async () => {
    const root = await rig.addSource();
    await rig.queue.stop();
    writeTransaction(rig.library.db, () => {
      for (let i = 0; i < 2000; i += 1) rig.ledger.addEdit(root, requestOf('practice', `edit ${i}`), i);
    });
    const seen: number[] = [];
    let before: number | null = null;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page = treePage(rig.library.db, root, before);
      expect(page.entries.length).toBeLessThanOrEqual(ENTRIES_MAX);
      seen.push(...page.entries.map(({ edit }) => edit.id));
      before = page.entries.at(-1)?.edit.id ?? null;
      more = page.more;
    }
    expect(seen).toHaveLength(2000);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(pages).toBeLessThan(60);
  });

  it('fits into a message of 64 KB, regardless of the prompts’ length', async () => {
    const root = await rig.addSource();
    await rig.queue.stop();
    for (let i = 0; i < 60; i += 1) rig.ledger.addEdit(root, requestOf('practice', 'x'.repeat(8000)), i);
    let before: number | null = null;
    let seen = 0;
    for (let more = true; more; ) {
      const page = treePage(rig.library.db, root, before);
      expect(JSON.stringify(page).length).toBeLessThan(64 * 1024);
      expect(page.entries.length).toBeGreaterThan(0);
      seen += page.entries.length;
      before = page.entries.at(-1)?.edit.id ?? null;
      more = page.more;
    }
    expect(seen).toBe(60);
  });
});

it('an answer uses as many statements for fifty entries as for one', async () => {
  const root = await rig.addSource();
  await edited(root);
  const counted = (work: (db: WriteDb) => void): number => {
    let statements = 0;
    const verbose = () => {
      statements += 1;
    };
    const db = new Database(join(rig.library.folder, 'library.db'), { verbose }) as WriteDb;
    work(db);
    db.close();
    return statements;
  };
  const one = counted((db) => treePage(db, root, null));
  for (let i = 0; i < 3; i += 1) await edited(root);
  await rig.queue.stop();
  for (let i = 0; i < 50; i += 1) rig.ledger.addEdit(root, requestOf('practice'), i);
  expect(counted((db) => expect(treePage(db, root, null).entries.length).toBeGreaterThan(20))).toBe(one);
  // Entries, results and their pictures, finishes and theirs.
  expect(one).toBeLessThanOrEqual(6);
  expect(counted((db) => expect(queueEntries(db).entries).toHaveLength(54))).toBeLessThanOrEqual(7);
});

describe('the list of the queue', () => {
  /** `runs` runs, of which the first `settled` have ended. */
  async function filled(runs: number, settled: number, prompt: (n: number) => string) {
    const root = await rig.addSource();
    await rig.queue.stop();
    return writeTransaction(rig.library.db, () => {
      const ids = Array.from(
        { length: runs },
        (_, n) => rig.ledger.addEdit(root, requestOf('practice', prompt(n)), n).runId,
      );
      for (const id of ids.slice(0, settled)) rig.ledger.moveRun(id, 'queued', 'cancelled', { at: 1 });
      return ids;
    });
  }

  it('counts all waiting runs, and shows the first 50 and the newest 50 finished ones', async () => {
    const ids = await filled(300, 120, (n) => `edit ${n}`);
    const list = rig.queue.list();
    expect(list.waiting).toBe(180);
    expect(rig.queue.waitingPaid()).toBe(0);
    const shown = list.entries.map(({ run }) => run.id);
    const open = shown.filter((id) => id > (ids[119] ?? 0));
    expect(open).toEqual(ids.slice(120, 120 + open.length));
    expect(open.length).toBeGreaterThan(30);
    expect(open.length).toBeLessThanOrEqual(50);
    const over = shown.slice(open.length);
    expect(over).toEqual(ids.slice(120 - over.length, 120).reverse());
    expect(over.length).toBeGreaterThan(10);
    expect(shown.length).toBeLessThanOrEqual(PAGE_MAX);
    expect(messageBytes(list)).toBeLessThan(64 * 1024);
  });

  /** `runs` undecided runs, and newer finished ones. */
  async function undecided(runs: number, newer: number, prompt = 'sepia') {
    const root = await rig.addSource();
    await rig.queue.stop();
    return writeTransaction(rig.library.db, () => {
      const add = () => rig.ledger.addEdit(root, requestOf('1min.ai', prompt), 1).runId;
      const ids = Array.from({ length: runs }, add);
      for (const id of ids) {
        rig.ledger.moveRun(id, 'queued', 'sending', { at: 1, charged: 'unknown' });
        rig.ledger.moveRun(id, 'sending', 'uncertain', { at: 2 });
      }
      for (const id of Array.from({ length: newer }, add))
        rig.ledger.moveRun(id, 'queued', 'cancelled', { at: 3 });
      return ids;
    });
  }

  it('keeps undecided runs, whatever is cleared and however many newer ones have finished', async () => {
    const ids = await undecided(3, 120);
    const listed = () =>
      rig.queue
        .list()
        .entries.filter(({ run }) => run.state === 'uncertain')
        .map(({ run }) => run.id);
    expect(listed()).toEqual(ids.toReversed());
    rig.queue.clearFinished();
    expect(rig.queue.list().entries.map(({ run }) => run.id)).toEqual(ids.toReversed());
    // Decided: dismissed, and run again.
    rig.queue.dismiss(ids[0] ?? 0);
    rig.edits.retry(ids[1] ?? 0);
    rig.queue.clearFinished();
    expect(listed()).toEqual([ids[2]]);
  });

  it('has all undecided runs, page by page, even if they don’t fit into one message', async () => {
    const ids = await undecided(130, 10, '改'.repeat(4000));
    const list = rig.queue.list();
    expect(messageBytes(list)).toBeLessThan(64 * 1024);
    const seen = list.entries.filter(({ run }) => run.state === 'uncertain').map(({ run }) => run.id);
    for (let more = list.moreUndecided; more; ) {
      const page = rig.queue.undecided(seen.at(-1) ?? null);
      expect(messageBytes(page)).toBeLessThan(64 * 1024);
      seen.push(...page.entries.map(({ run }) => run.id));
      more = page.more;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  it.each([
    ['long', 'x'.repeat(8000)],
    ['long and Chinese', '改'.repeat(8000)],
    ['long with one sign outside Latin', `${'x'.repeat(7999)}☂`],
    ['long with quotes', '"'.repeat(8000)],
  ])('fits into a message of 64 KB when prompts are %s, and includes the first', async (_, prompt) => {
    const ids = await filled(120, 60, () => prompt);
    const list = rig.queue.list();
    expect(list.entries[0]?.run.id).toBe(ids[60]);
    expect(messageBytes(list)).toBeLessThan(64 * 1024);
    expect(Buffer.byteLength(JSON.stringify(list))).toBeLessThan(64 * 1024);
    const tree = treePage(rig.library.db, list.entries[0]?.edit.sourceImageId ?? 0, null);
    expect(messageBytes(tree)).toBeLessThan(64 * 1024);
    expect(tree.entries.length).toBeGreaterThan(0);
  });
});
