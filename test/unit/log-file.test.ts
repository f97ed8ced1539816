import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, type Handlers } from '../../src/main/ipc/answer.ts';
import { openLog } from '../../src/main/platform/log.ts';
import { CALLS } from '../../src/shared/channels.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

/** Linux's always-full device. */
const FULL = '/dev/full';

const troublesOf = (log: ReturnType<typeof openLog>) => {
  const troubles: unknown[] = [];
  log.watch((trouble) => troubles.push(trouble));
  return troubles;
};
const linesOf = (path: string) => readFileSync(path, 'utf8').trim().split('\n');

describe('the log', () => {
  it.skipIf(!existsSync(FULL))(
    'never throws on a full disk, and reports when it is full and when not',
    () => {
      const folder = tempFolder();
      const path = join(folder, 'reseed.log');
      symlinkSync(FULL, path);
      const log = openLog(folder);
      const troubles = troublesOf(log);
      for (let n = 0; n < 3; n += 1) log.error('cannot be kept');
      expect(troubles).toEqual([null, 'disk-full']);
      rmSync(path);
      log.info('kept');
      expect(troubles).toEqual([null, 'disk-full', null]);
      const lines = linesOf(path).map((line) => JSON.parse(line) as { msg: string });
      expect(lines.map(({ msg }) => msg)).toEqual(['3 lines are missing here', 'kept']);
    },
  );

  it('never throws if its folder is a file, and recovers afterwards', () => {
    const parent = tempFolder();
    const folder = join(parent, 'logs');
    writeFileSync(folder, 'in the way');
    const log = openLog(folder);
    const troubles = troublesOf(log);
    log.warn('cannot be kept');
    expect(troubles).toEqual([null, 'unwritable']);
    rmSync(folder);
    log.warn('kept');
    expect(troubles).toEqual([null, 'unwritable', null]);
    expect(linesOf(join(folder, 'reseed.log'))).toHaveLength(2);
  });

  it('never throws in an unwritable folder', ({ skip }) => {
    skip(process.getuid?.() === 0, 'root writes anywhere');
    const folder = tempFolder();
    chmodSync(folder, 0o500);
    const log = openLog(folder);
    log.info('cannot be kept');
    expect(troublesOf(log)).toEqual(['unwritable']);
    chmodSync(folder, 0o700);
  });

  it('never throws if a folder has its name', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'reseed.log'));
    const log = openLog(folder);
    log.info('cannot be kept');
    expect(troublesOf(log)).toEqual(['unwritable']);
  });

  it('never throws for fields that can’t be serialized', () => {
    const folder = tempFolder();
    const log = openLog(folder);
    log.info('odd', {
      get field(): string {
        throw new Error('not now');
      },
    });
    expect(linesOf(join(folder, 'reseed.log')).join()).toContain('odd');
  });

  it('rotates while being written, and keeps one older file', () => {
    const folder = tempFolder();
    const log = openLog(folder, 2_000);
    for (let n = 0; n < 200; n += 1) log.info(`line ${n}`);
    const [now, old] = ['reseed.log', 'reseed.old.log'].map((name) => join(folder, name)) as [string, string];
    for (const path of [now, old]) expect(statSync(path).size).toBeLessThan(2_200);
    const numbers = [...linesOf(old), ...linesOf(now)].map((line) =>
      Number((JSON.parse(line) as { msg: string }).msg.slice(5)),
    );
    const first = numbers[0] ?? 0;
    expect(numbers).toEqual(Array.from({ length: 200 - first }, (_, at) => first + at));
  });

  it('stays within its limit if the full file can’t be renamed', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'reseed.old.log'));
    const log = openLog(folder, 2_000);
    for (let n = 0; n < 200; n += 1) log.info(`line ${n}`);
    expect(statSync(join(folder, 'reseed.log')).size).toBeLessThan(2_200);
  });

  it('lets every call be answered while it is unwritable', async () => {
    const folder = join(tempFolder(), 'logs');
    writeFileSync(folder, 'in the way');
    const log = openLog(folder);
    const handlers = Object.fromEntries(
      CALLS.map((call) => [call, () => Promise.reject(new Error('unforeseen'))]),
    ) as unknown as Handlers;
    const replies = await Promise.all(
      CALLS.flatMap((call) => [answer(call, {}, handlers, log), answer(call, 'malformed', handlers, log)]),
    );
    expect(replies.filter(({ ok }) => ok)).toEqual([]);
    expect(replies).toHaveLength(2 * CALLS.length);
  });
});
