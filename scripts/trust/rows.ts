/** One row of a table of targets, and the tests that show it. */
export interface TrustRow {
  readonly name: string;
  readonly target: string;
  /** Test files that show it. Empty: the row is missing. */
  readonly tests: readonly string[];
  /** Runs only tests whose name contains this. Default: all. */
  readonly only?: string;
  /** Variables that scale the tests up to the target's size. */
  readonly full?: Readonly<Record<string, string>>;
  /** Matches the figure in the tests' output. */
  readonly figure?: RegExp;
  /** The part of the target that the tests don't show yet. */
  readonly lacks?: string;
}

const integration = (name: string) => `test/integration/${name}.test.ts`;

export const FAULTS: readonly TrustRow[] = [
  {
    name: 'one press, one run',
    target: 'every spending call delivered any number of times, in any order, with crashes: one run a press',
    tests: [integration('presses')],
    full: { RESEED_PRESS_RUNS: '400' },
    figure: /(\d+ presses, delivered .*)/,
  },
  {
    name: 'circuit breaker',
    target:
      'a batch of 200 against a server that fails without a reason: at most as many sent as run at once',
    tests: [integration('queue-breaker')],
    figure: /(200 edits, \d+ at a time, .*)/,
  },
  {
    name: 'double charge',
    target:
      '20 fault points x 100 seeds: 0 bills beyond the clicks; a naive client double-bills in at least 25 % of runs',
    tests: [integration('onemin-double-charge')],
    full: { RESEED_RIG_SEEDS: '100' },
    figure: /double charge: (.*)/,
  },
  {
    name: 'kill -9',
    target:
      '200 kills spread over import, edit, download, export, delete, backup, migration, rebuild: nothing acknowledged is lost',
    tests: [
      integration('queue-kill'),
      integration('purge-kill'),
      integration('backup-kill'),
      integration('transfer-kill'),
      integration('migration-kill'),
      integration('library-move'),
      integration('rebuild-kill'),
    ],
    only: 'killed \\d+ times',
    // In each of the seven tests.
    full: { RESEED_KILLS: '29' },
    figure: /((?:edits|deletion|backup|transfer|migration|move|rebuild): \d+ kills.*)/,
  },
  {
    name: 'queue',
    target:
      '50 queued runs, 200 kill points: 50 of 50 reach a final, explained state, none sent twice, order kept',
    tests: [integration('queue-kill')],
    only: 'queued runs',
    full: { RESEED_KILLS: '200' },
    figure: /queue: (\d+ kills: .*)/,
  },
  {
    name: 'ComfyUI',
    target: '50 runs, 100 kills at random points: 50 of 50 end explained, none submitted twice',
    tests: [integration('comfyui-kill')],
    full: { RESEED_KILLS: '100', RESEED_RUNS: '50' },
    figure: /ComfyUI: (\d+ kills, .*)/,
  },
  {
    name: 'corruption',
    target: '100 random page scrambles of the live database: the app starts 100 times, no saved result lost',
    tests: [integration('corruption')],
    full: { RESEED_SCRAMBLES: '100' },
    figure: /corruption: (.*)/,
  },
  {
    name: 'rebuild',
    target:
      'database deleted: every prompt, parameter, seed, parent link comes back from the sidecars; usable while the rest is added',
    tests: ['sidecars', 'rebuild-in-use', 'unfinished-rebuild'].map(integration),
    full: { RESEED_SIDECARS: '10000', RESEED_DAMAGES: '60' },
    figure: /sidecars: (.*)/,
  },
  {
    name: 'keeper',
    target: 'main is held for at most 50 ms while the keeper works on 100,000 pictures',
    tests: [integration('keeper-main')],
    full: { RESEED_KEPT: '100000' },
    figure: /keeper: (.*)/,
  },
  {
    name: 'integrity check',
    target: '7 kinds of damage in 10,000 items: recall 100 %, no false alarm, second run finds nothing',
    tests: [integration('library-health')],
    full: { RESEED_HEALTH: '10000' },
    figure: /health: (.*)/,
  },
  {
    name: 're-run',
    target:
      '100 practice edits re-run: 100 identical; source file moved or deleted: same; request byte-equal',
    tests: [integration('rerun')],
    full: { RESEED_RERUNS: '100' },
    figure: /re-run: (.*)/,
  },
  {
    name: 'damaged source',
    target: 'a source whose file was damaged is never sent or paid for, by any call that can spend',
    tests: [integration('source-damage')],
  },
  {
    name: 'shared folder',
    target: 'a second process on the same library changes nothing; one that is dead loses it',
    tests: [integration('folder-lock')],
  },
  {
    name: 'ways out',
    target:
      'lost, damaged or newer database, full, slow or read-only disk, folder gone, wrong clock: told, and nothing lost',
    tests: [
      ...['library-lost', 'other-user', 'queue-full-disk', 'wrong-clock', 'clock-set-back', 'migrations'].map(
        integration,
      ),
      ...['rescue', 'read-only', 'full-disk', 'slow-disk'].map((name) => `test/e2e/${name}.spec.ts`),
    ],
    full: { RESEED_SYNC_MS: '2000' },
  },
];

const e2e = (name: string) => `test/e2e/${name}.spec.ts`;

export const SECURITY: readonly TrustRow[] = [
  {
    name: 'Electron’s checklist',
    target: '20 of 20 items, each with a test, and with a mutation that the test catches',
    tests: [e2e('electron-checklist'), e2e('safety')],
    full: { RESEED_MUTATIONS: 'each' },
    figure: /checklist: (.*)/,
  },
  {
    name: 'fuses',
    target: 'all 9 set explicitly, read back from the packaged binary',
    tests: [integration('fuses'), 'test/unit/scripts-package.test.ts'],
    figure: /fuses: (.*)/,
  },
  {
    name: 'canary key',
    target:
      'a planted key after a full run: 0 hits in any byte under the data folder, exports, logs, IPC, renderer heap',
    tests: [e2e('canary'), e2e('key')],
    figure: /canary: (.*)/,
  },
  {
    name: 'key of the environment',
    target: 'in the environment, the arguments and the memory of no process but the main one',
    tests: [
      e2e('key-environment'),
      'test/unit/environment.test.ts',
      'test/unit/scripts-linux-package.test.ts',
    ],
  },
  {
    name: 'keyring',
    target: 'the real Secret Service: kept and found again; locked or another user’s: said, nothing sent',
    tests: [e2e('keyring'), 'test/unit/key-store.test.ts'],
  },
  {
    name: 'hostile images',
    target: '1,000: 0 crashes of main, each answered in 2 s, RSS rise at most 300 MB, next file works',
    tests: [integration('imaging-hostile')],
    full: { RESEED_HOSTILE_SEEDS: '16' },
    figure: /((?:hostile pictures|sound pictures of 100 megapixels): .*)/,
    lacks: 'sound pictures of 100 megapixels, which take the memory and the time that their pixels need',
  },
  {
    name: 'result URLs',
    target: '60 hostile answers: 0 connections to a host not allowed, key never sent to the asset host',
    tests: [integration('onemin-hostile-links')],
    figure: /result URLs: (.*)/,
  },
  {
    name: 'IPC',
    target: '1,000 fuzzed payloads a channel: 0 uncaught errors; other origins and frames are refused',
    tests: [integration('ipc-fuzz'), e2e('doors')],
    full: { RESEED_PAYLOADS: '1000' },
    figure: /IPC: (.*)/,
  },
  {
    name: 'ways out of the pages',
    target:
      '40 navigations, new windows, downloads, permissions, 500 addresses of the protocol: none leads out',
    tests: [e2e('doors'), e2e('sealed'), e2e('safety')],
    figure: /((?:protocol|navigation): .*)/,
  },
  {
    name: 'hostile text',
    target:
      '100 XSS strings in prompt, file name, metadata, API error: none runs; 0 CSP violations in the whole run',
    tests: [e2e('hostile-text')],
    full: { RESEED_HOSTILE_TEXTS: '100' },
    figure: /hostile text: (.*)/,
  },
  {
    name: 'logs and reports',
    target:
      'rotated while running, no key in any line, never the reason for a crash; a report is readable text',
    tests: ['test/unit/log.test.ts', 'test/unit/log-file.test.ts', 'test/unit/diagnostics.test.ts'],
  },
  {
    name: 'updates',
    target:
      '10 attacks by a feed (older, wrong hash, wrong signature, truncated, redirected, a web page, huge, slow, swapped, replayed): all refused with advice, nothing run; no request without an address',
    tests: [integration('updates'), e2e('updates')],
  },
  {
    name: 'dependencies',
    target: 'every bundled package listed with version and license; serious vulnerabilities stop the check',
    tests: ['test/unit/bundled-software.test.ts'],
  },
];
