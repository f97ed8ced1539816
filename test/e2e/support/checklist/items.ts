import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CALLS, PRELOAD_ONLY } from '../../../../src/shared/channels.ts';
import { answersToStrangers, inEveryPage, preferences, refusals, type Target } from './target.ts';

/** One point of Electron’s security checklist (https://www.electronjs.org/docs/latest/tutorial/security). */
export interface ChecklistItem {
  readonly number: number;
  readonly title: string;
  /** The problems found in an app, as text. Empty if there are none. */
  readonly problems: (target: Target) => Promise<string[]>;
}

/** Lowest major version of Electron that a release may have: the oldest that still gets fixes when this was last raised. */
const OLDEST_ELECTRON = 45;
const PERMISSIONS = [
  'geolocation',
  'notifications',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'persistent-storage',
  'storage-access',
  'background-sync',
  'accelerometer',
];

const complain = (ok: boolean, problem: string): string[] => (ok ? [] : [problem]);

/** All pages have a web preference that is one of these values. */
const preferenceItem = (name: string, ...allowed: readonly unknown[]) => {
  return async (target: Target) => {
    const values = await preferences(target, name);
    return values.filter((value) => !allowed.includes(value)).map((value) => `${name} is ${String(value)}`);
  };
};

export const CHECKLIST: readonly ChecklistItem[] = [
  {
    number: 1,
    title: 'Only load secure content',
    async problems(target) {
      const loaded = await inEveryPage<string[]>(
        target,
        `[...performance.getEntriesByType('resource').map(({ name }) => name),
          ...[...document.querySelectorAll('[src], [href]')].map((each) => each.src ?? each.href)]`,
      );
      return loaded.flat().filter((address) => !/^(app:\/\/|#|$)/.test(String(address)));
    },
  },
  {
    number: 2,
    title: 'Do not enable Node.js integration for remote content',
    async problems(target) {
      const off = [false, null];
      return [
        ...(await preferenceItem('nodeIntegration', ...off)(target)),
        ...(await preferenceItem('nodeIntegrationInWorker', ...off)(target)),
        ...(await preferenceItem('nodeIntegrationInSubFrames', ...off)(target)),
        ...(await inEveryPage<boolean>(target, 'typeof require !== "undefined"')).flatMap((found) =>
          complain(!found, 'a page has require'),
        ),
      ];
    },
  },
  {
    number: 3,
    title: 'Enable context isolation in all renderers',
    problems: preferenceItem('contextIsolation', true),
  },
  { number: 4, title: 'Enable process sandboxing', problems: preferenceItem('sandbox', true) },
  {
    number: 5,
    title: 'Handle session permission requests from remote content',
    async problems(target) {
      const states = await inEveryPage<string[]>(
        target,
        `Promise.all(${JSON.stringify(PERMISSIONS)}.map(async (name) => {
          const state = await navigator.permissions.query({ name }).then((found) => found.state, () => 'denied');
          return state === 'denied' ? '' : name + ' is ' + state;
        }))`,
      );
      const asked = await inEveryPage<string>(
        target,
        "typeof Notification === 'undefined' ? 'denied' : Notification.requestPermission()",
      );
      return [
        ...states.flat().filter((problem) => problem !== ''),
        ...asked.filter((answer) => answer !== 'denied').map((answer) => `a request is ${answer}`),
      ];
    },
  },
  { number: 6, title: 'Do not disable webSecurity', problems: preferenceItem('webSecurity', true) },
  {
    number: 7,
    title: 'Define a Content Security Policy',
    async problems(target) {
      const policies = await inEveryPage<string>(
        target,
        "fetch(location.href).then((answer) => answer.headers.get('content-security-policy') ?? '')",
      );
      const ran = await inEveryPage<boolean>(
        target,
        `(() => {
          const script = document.createElement('script');
          try {
            script.append('globalThis.inlineRan = true');
            document.documentElement.append(script);
          } catch {
            // Refused by trusted types.
          }
          script.remove();
          return globalThis.inlineRan === true;
        })()`,
      );
      const parsed = await inEveryPage<boolean>(
        target,
        `(() => {
          try {
            document.createElement('div').innerHTML = '<p>';
            return true;
          } catch {
            return false;
          }
        })()`,
      );
      return [
        ...policies
          .filter((policy) => !policy.includes("default-src 'none'") || /'unsafe-|\*|https?:/.test(policy))
          .map((policy) => `a policy is “${policy}”`),
        ...ran.flatMap((one) => complain(!one, 'an inline script runs')),
        ...parsed.flatMap((one) => complain(!one, 'a text becomes markup')),
      ];
    },
  },
  {
    number: 8,
    title: 'Do not enable allowRunningInsecureContent',
    problems: preferenceItem('allowRunningInsecureContent', false, null),
  },
  {
    number: 9,
    title: 'Do not enable experimental features',
    problems: preferenceItem('experimentalFeatures', false, null),
  },
  {
    number: 10,
    title: 'Do not use enableBlinkFeatures',
    problems: preferenceItem('enableBlinkFeatures', '', null),
  },
  {
    number: 11,
    title: '<webview>: Do not use allowpopups',
    problems: preferenceItem('webviewTag', false, null),
  },
  {
    number: 12,
    title: '<webview>: Verify options and params',
    async problems(target) {
      const refused = await refusals(target, 'will-attach-webview');
      return refused.flatMap((one) => complain(one, 'a page can attach a webview'));
    },
  },
  {
    number: 13,
    title: 'Disable or limit navigation',
    async problems(target) {
      const events = ['will-navigate', 'will-frame-navigate', 'will-redirect'];
      const open = await Promise.all(
        events.map(async (event) => ((await refusals(target, event)).every(Boolean) ? [] : [event])),
      );
      const before = target.page.url();
      await target.page.evaluate("void (location.href = 'https://example.com/')");
      // A round trip through both processes: a navigation that was begun has been decided.
      await inEveryPage(target, '0');
      return [
        ...open.flat().map((event) => `${event} is not refused`),
        ...complain(target.page.url() === before, `the page went to ${target.page.url()}`),
      ];
    },
  },
  {
    number: 14,
    title: 'Disable or limit creation of new windows',
    async problems(target) {
      const opened = await inEveryPage<boolean>(
        target,
        "(() => { const opened = window.open('about:blank'); opened?.close(); return opened !== null; })()",
      );
      return opened.flatMap((one) => complain(!one, 'a page can open a window'));
    },
  },
  {
    number: 15,
    title: 'Do not use shell.openExternal with untrusted content',
    async problems(target) {
      await target.app.evaluate(({ shell }) => {
        const calls: string[] = [];
        Object.assign(globalThis, { externalCalls: calls });
        shell.openExternal = async (address) => void calls.push(address);
      });
      for (const address of ['https://example.com/', 'mailto:a@example.com', 'file:///etc/passwd']) {
        await inEveryPage(target, `void window.open('${address}')`);
        await inEveryPage(
          target,
          `Object.assign(document.createElement('a'), { href: '${address}', target: '_blank' }).click()`,
        );
      }
      const calls = await target.app.evaluate(
        () => (globalThis as unknown as { externalCalls: string[] }).externalCalls,
      );
      return [...new Set(calls)].map((address) => `${address} is opened outside`);
    },
  },
  {
    number: 16,
    title: 'Use a current version of Electron',
    async problems({ code }) {
      const { devDependencies } = JSON.parse(await readFile(join(code, 'package.json'), 'utf8'));
      const major = Number(/\d+/.exec(devDependencies.electron)?.[0]);
      return complain(major >= OLDEST_ELECTRON, `releases are made with Electron ${major}`);
    },
  },
  {
    number: 17,
    title: 'Validate the sender of all IPC messages',
    async problems(target) {
      const answers = await answersToStrangers(target, ['app.start']);
      return [
        ...complain(answers.length >= 4, `only ${answers.length} strangers could ask`),
        ...answers.filter((answer) => !answer.endsWith(': not-allowed')),
      ];
    },
  },
  {
    number: 18,
    title: 'Avoid usage of the file:// protocol and prefer usage of custom protocols',
    async problems(target) {
      const addresses = await inEveryPage<string>(target, 'location.href');
      return addresses.filter((address) => !address.startsWith('app://'));
    },
  },
  {
    number: 20,
    title: 'Do not expose Electron APIs to untrusted web content',
    async problems(target) {
      const known = new Set<string>(['on', 'importFiles', 'dropWorkflow']);
      for (const call of CALLS) if (!PRELOAD_ONLY.some((hidden) => hidden === call)) known.add(call);
      const exposed = await inEveryPage<string[]>(
        target,
        `Object.entries(globalThis.reseed ?? {}).flatMap(([group, inner]) =>
          typeof inner === 'function' ? [group] : Object.keys(inner).map((name) => group + '.' + name))`,
      );
      const globals = await inEveryPage<string[]>(
        target,
        "['electron', 'ipcRenderer', 'process', 'Buffer', 'module'].filter((name) => name in globalThis)",
      );
      const received = await target.page.evaluate<number>(
        `typeof reseed !== 'object' ? 1 : new Promise((resolve) => {
          const stop = reseed.on('settings.changed', (...all) => { stop(); resolve(all.length); });
          void reseed.settings.set({ density: 'compact' });
        })`,
      );
      return [
        ...exposed.flat().filter((name) => !known.has(name)),
        ...globals.flat(),
        ...complain(received === 1, `a listener is given ${received} things`),
      ].map((name) => `${name} is exposed`);
    },
  },
];
