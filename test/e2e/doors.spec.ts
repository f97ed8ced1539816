import { readdir } from 'node:fs/promises';
import { CALLS } from '../../src/shared/channels.ts';
import { expect, sample, test } from './support/app.ts';
import { answersToStrangers } from './support/checklist/target.ts';

/** Ways to write “one folder up”, files that are worth having, and places of the protocol to begin at. */
const UP = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '%2E%2E%5C',
  '..%5c',
  '..\\',
  '%252e%252e%252f',
  '....//',
  '..;/',
  '.%2e/',
  '%c0%ae%c0%ae/',
  '..%00/',
  '..%0d%0a/',
  '//',
];
const WANTED = [
  'settings.json',
  'key.json',
  'library/library.db',
  'etc/passwd',
  'main/index.js',
  'logs/reseed.log',
];
const PLACES = ['/', '/image/', '/thumb/', '/mask/', '/assets/', '/import/1/', '/next/', '/in/1/'];
const DEPTHS = [1, 4];
const TRIES = 500;

function traversals(): string[] {
  const all = PLACES.flatMap((place) =>
    UP.flatMap((up) => DEPTHS.flatMap((depth) => WANTED.map((file) => `${place}${up.repeat(depth)}${file}`))),
  );
  // A step that shares no factor with the count takes all kinds in turn.
  return Array.from({ length: TRIES }, (_, n) => all[(n * 7) % all.length] as string);
}

test(`none of ${TRIES} addresses outside the app gives a page a file`, async ({ start, tolerated }) => {
  // Chromium reports each of them on the console.
  tolerated.push(/Failed to load resource|Fetch API cannot load|Content Security Policy/);
  const { page, app, bench } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  const script = `Promise.all(${JSON.stringify(traversals())}.map(async (path) => {
    const answer = await fetch(path).catch(() => null);
    return answer === null || answer.status === 404 ? '' : path + ' ' + answer.status;
  }))`;
  const answers = [
    await page.evaluate<string[]>(script),
    await app.evaluate<string[], string>(({ webContents }, code) => {
      const hidden = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://imaging/'));
      return hidden?.executeJavaScript(code) as Promise<string[]>;
    }, script),
  ];
  for (const list of answers) {
    expect(list).toHaveLength(TRIES);
    expect(list.filter((problem) => problem !== '')).toEqual([]);
  }
  console.log(`protocol: ${new Set(traversals()).size} addresses from 2 pages, 0 answered`);
});

test('calls from another origin, a frame, about:blank or a foreign window are refused', async ({
  start,
  folder,
}) => {
  const { app } = await start();
  const answers = await answersToStrangers({ app, scratch: folder }, CALLS);
  // Three windows, one of them with a frame.
  expect(answers).toHaveLength(4 * CALLS.length);
  expect(answers.filter((answer) => !answer.endsWith(': not-allowed'))).toEqual([]);
  console.log(`IPC: ${CALLS.length} channels called by 4 strangers, ${answers.length} refused`);
});

test('downloads are blocked', async ({ start, folder, tolerated }) => {
  // Chromium reports refused ones on the console, in its own time.
  tolerated.push(/./);
  const { page, app } = await start();
  await app.evaluate(({ session }, path) => {
    const states: string[] = [];
    Object.assign(globalThis, { downloads: states });
    session.defaultSession.setDownloadPath(path);
    session.defaultSession.on('will-download', (event, item) => {
      states.push(event.defaultPrevented ? 'refused' : item.getURL());
    });
  }, folder);
  for (const address of ["URL.createObjectURL(new Blob(['x']))", "'/'", "'data:text/plain,x'"])
    await page.evaluate(
      `Object.assign(document.createElement('a'), { href: ${address}, download: 'loot.txt' }).click()`,
    );
  const states = () => app.evaluate(() => (globalThis as unknown as { downloads: string[] }).downloads);
  await expect.poll(async () => (await states()).length).toBeGreaterThan(0);
  expect(new Set(await states())).toEqual(new Set(['refused']));
  expect((await readdir(folder)).filter((name) => name.startsWith('loot'))).toEqual([]);
});
