import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { anchorOf } from '../../scripts/lib/anchor.ts';
import { DRAG_FILES_MAX } from '../../src/main/export/drag-out.ts';
import { menuTemplate } from '../../src/main/platform/menu-template.ts';
import { UPLOAD_MAX_PIXELS } from '../../src/main/uploads/prepare-service.ts';
import { SETTING_SECTIONS } from '../../src/renderer/features/settings/registry.ts';
import { keysInWords } from '../../src/renderer/ui/kbd.tsx';
import { COMMAND_IDS, COMMANDS, type CommandId } from '../../src/shared/domain/commands.ts';
import { RUN_MANY_MAX } from '../../src/shared/domain/edit.ts';
import { engineCatalog } from '../../src/shared/domain/engine-catalog.ts';
import { MAX_PIXELS } from '../../src/shared/domain/image.ts';
import { textIn } from '../../src/shared/domain/local-text.ts';
import { parseSearch } from '../../src/shared/domain/query.ts';
import { DEFAULT_SETTINGS, SettingsSection } from '../../src/shared/domain/settings.ts';
import { DRIFTED_SSIM, NEAR_SSIM } from '../../src/shared/domain/verdict.ts';
import { t } from '../../src/shared/i18n/index.ts';

/* The markup that this test reads is described in docs/guides/README.md. */

const GUIDES = 'docs/guides';
const guides = readdirSync(GUIDES)
  .filter((name) => name.endsWith('.md'))
  .map((name) => `${GUIDES}/${name}`);
/** Written for users. */
const FOR_USERS = ['README.md', ...guides];
const ALL = [...FOR_USERS, 'ARCHITECTURE.md', 'docs/release.md', 'docs/trust.md', 'docs/performance.md'];

/** Returns a page without its code blocks, in which stars and brackets mean nothing. */
const readPage = (file: string) => readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
const readProse = (file: string) => readPage(file).replace(/`[^`\n]*`/g, '`');
const codeSpans = (file: string) => [...readPage(file).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Returns every "file: text" for which `find` finds a text. */
function inPages(files: readonly string[], find: (file: string) => readonly string[]): string[] {
  return files.flatMap((file) => find(file).map((text) => `${file}: ${text}`));
}

const bold = (file: string) =>
  [...readProse(file).matchAll(/\*\*([^*]+)\*\*/g)].map(([, text = '']) => oneLine(text));
const italics = (file: string) =>
  [...readProse(file).matchAll(/(?<![*\w])\*([^*]+)\*(?!\*)/g)].map(([, text = '']) => oneLine(text));
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

/** Returns the paths of all menu items, such as "File > Add Pictures…", with their commands. */
function menuPaths(): Map<string, CommandId | null> {
  const paths = new Map<string, CommandId | null>();
  const add = (items: readonly MenuItemConstructorOptions[], above: string) => {
    for (const { label, id, submenu } of items) {
      if (label === undefined) continue;
      const path = `${above}${label.replace('&', '')}`;
      if (Array.isArray(submenu)) add(submenu, `${path} > `);
      else paths.set(path, COMMAND_IDS.find((command) => command === id) ?? null);
    }
  };
  const state = {
    disabled: [],
    checked: [],
    writing: false,
    keys: {},
    undoState: { undo: null, redo: null },
  };
  for (const mac of [true, false]) {
    const none = () => {};
    const calls = { command: none, revealData: none, showLogs: none, saveReport: none };
    const deps = { appName: 'Reseed', mac, developing: false, ...calls };
    add(menuTemplate(state, deps), '');
  }
  return paths;
}

/** Returns the paths of the sections and settings in the Settings window, such as "Settings > General > Theme". */
function settingsPaths(): string[] {
  const { rows, sections } = t.settings;
  return [
    ...SettingsSection.options.map((section) => `Settings > ${sections[section]}`),
    ...(Object.keys(rows) as (keyof typeof rows)[]).map(
      (id) => `Settings > ${sections[SETTING_SECTIONS[id]]} > ${rows[id].name}`,
    ),
  ];
}

/** Returns every English text of the app. A blank in one is written as "…". */
function textsOfApp(): Set<string> {
  const folder = 'src/shared/i18n/locales/en';
  const texts = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (Array.isArray(node) || typeof node !== 'object' || node === null) return;
    const { type, value, quasis, key } = node as Record<string, unknown>;
    if (type === 'ImportDeclaration' || /^TS(?!AsExpression|SatisfiesExpression)/.test(String(type))) return;
    if (type === 'Literal' && typeof value === 'string') texts.add(value);
    if (type === 'TemplateLiteral')
      texts.add((quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked).join('…'));
    // Search words are not shown.
    if (type === 'Property' && (key as { name?: string }).name === 'also') return;
    for (const [name, child] of Object.entries(node))
      if (!(type === 'Property' && name === 'key')) visit(child);
  };
  for (const name of readdirSync(folder))
    visit(parseSync(name, readFileSync(join(folder, name), 'utf8')).program);
  return texts;
}

/** Names that come as data. */
const engineNames = engineCatalog().engines.map(({ name }) => textIn('en', name));
const texts = new Set([...textsOfApp(), ...engineNames]);
const menus = menuPaths();
const keysOfCommand = (id: CommandId) => COMMANDS[id].keys.map(keysInWords);
const commandNamed = (name: string) =>
  menus.get(name) ?? COMMAND_IDS.find((id) => t.commands[id] === name) ?? null;

const anchors = (file: string) =>
  [...readPage(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

/** Returns the links and pictures of a page that lead nowhere. */
function deadLinks(file: string): string[] {
  return [...readProse(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => {
      if (/^https?:/.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const linked = path === '' ? file : join(dirname(file), path);
      return !existsSync(linked) || (anchor !== undefined && !anchors(linked).includes(anchor));
    });
}

describe('the docs', () => {
  it('name only menu items and settings that exist', () => {
    const known = new Set([...menus.keys(), ...settingsPaths()]);
    // In a guide, everything bold is a path.
    const paths = (file: string) => bold(file).filter((text) => file !== 'README.md' || text.includes(' > '));
    expect(FOR_USERS.flatMap(paths).length).toBeGreaterThan(30);
    expect(inPages(FOR_USERS, (file) => paths(file).filter((path) => !known.has(path)))).toEqual([]);
  });

  it('name controls by the texts of the app', () => {
    expect(guides.flatMap(italics).length).toBeGreaterThan(60);
    expect(inPages(FOR_USERS, (file) => italics(file).filter((text) => !texts.has(text)))).toEqual([]);
  });

  it('name only default shortcuts', () => {
    const known = new Set(COMMAND_IDS.flatMap(keysOfCommand));
    const keys = (file: string) =>
      [...readPage(file).matchAll(/<kbd>(.+?)<\/kbd>/g)].map(([, key = '']) => key);
    expect(FOR_USERS.flatMap(keys).length).toBeGreaterThan(20);
    expect(inPages(FOR_USERS, (file) => keys(file).filter((key) => !known.has(key)))).toEqual([]);
    // Others could not be checked.
    const unmarked = (file: string) =>
      readPage(file)
        .replace(/<kbd>.+?<\/kbd>/g, '')
        .match(/\b(Ctrl|Cmd|Alt|Shift)\+\S+/g) ?? [];
    expect(inPages(FOR_USERS, unmarked)).toEqual([]);
  });

  it('put the right shortcut behind a command', () => {
    const pairs = (file: string) =>
      [...readPage(file).matchAll(/\*([^*]+)\*{1,2}\s\(<kbd>(.+?)<\/kbd>\)/g)].map(
        ([, name = '', key = '']) => ({ name: oneLine(name), key }),
      );
    expect(guides.flatMap(pairs).length).toBeGreaterThan(15);
    const wrong = (file: string) =>
      pairs(file)
        .filter(({ name, key }) => {
          const command = commandNamed(name);
          return command === null || !keysOfCommand(command).includes(key);
        })
        .map(({ name, key }) => `${name} (${key})`);
    expect(inPages(FOR_USERS, wrong)).toEqual([]);
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Readonly<Record<string, string>>;
    };
    const named = (file: string) =>
      [...readFileSync(file, 'utf8').matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, run, own]) => run ?? own ?? '',
      );
    expect(named('README.md').length).toBeGreaterThan(10);
    expect(inPages(ALL, (file) => named(file).filter((name) => !(name in scripts)))).toEqual([]);
  });

  it('link only to files, pictures and headings that exist', () => {
    expect(inPages(ALL, deadLinks)).toEqual([]);
  });

  it('name only environment variables that are read', () => {
    const env = readFileSync('src/main/env.ts', 'utf8');
    const variables = (file: string) => readPage(file).match(/\bRESEED_[A-Z_]+/g) ?? [];
    expect(inPages(FOR_USERS, (file) => variables(file).filter((name) => !env.includes(name)))).toEqual([]);
  });

  it('show only searches that are understood', () => {
    const searches = (file: string) =>
      codeSpans(file).filter((code) => /^-?(?!reseed:)[a-z]+:[^/]/.test(code));
    expect(guides.flatMap(searches).length).toBeGreaterThan(5);
    // A field or value that isn't known is searched as a word.
    const isWord = (code: string) =>
      parseSearch(code).some((term) => term.kind === 'word' && term.field === null);
    expect(inPages(FOR_USERS, (file) => searches(file).filter(isWord))).toEqual([]);
  });

  it('give the numbers of the code', () => {
    const numbers = {
      'many-pictures.md': [`up to ${RUN_MANY_MAX} pictures`, `up to ${DRAG_FILES_MAX} pictures`],
      'keys-and-costs.md': [
        `is ${DEFAULT_SETTINGS.dailyCap} by default`,
        `at most ${UPLOAD_MAX_PIXELS / 1_000_000} MP`,
      ],
      're-runs-and-verdicts.md': [`at least ${NEAR_SSIM},`, `at least ${DRIFTED_SSIM} |`],
      'troubleshooting.md': [`${MAX_PIXELS / 1_000_000} megapixels`],
    };
    const missing = Object.entries(numbers).flatMap(([name, wanted]) => {
      const guide = oneLine(readFileSync(`${GUIDES}/${name}`, 'utf8'));
      return wanted.filter((number) => !guide.includes(number));
    });
    expect(missing).toEqual([]);
  });

  it('list every guide in the index and in the README', () => {
    const [index, readme] = [readFileSync(`${GUIDES}/README.md`, 'utf8'), readFileSync('README.md', 'utf8')];
    const others = guides.filter((file) => file !== `${GUIDES}/README.md`);
    expect(others.filter((file) => !index.includes(`](${file.slice(GUIDES.length + 1)})`))).toEqual([]);
    expect(others.filter((file) => !readme.includes(`](${file})`))).toEqual([]);
  });
});
