import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { matchLocale } from '../../src/shared/i18n/index.ts';
import { de } from '../../src/shared/i18n/locales/de/index.ts';
import { en } from '../../src/shared/i18n/locales/en/index.ts';

// That no language lacks a word is the compiler's to say: see `i18n/index.ts`.

type Tree = { readonly [key: string]: unknown };

/** Every plain text of a catalog by its path. Texts with placeholders are functions and are left out. */
function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') return [[here, value]];
    return typeof value === 'object' && value !== null ? texts(value as Tree, here) : [];
  });
}

/** The path of every word, text or function. */
function paths(tree: Tree, path: readonly string[] = []): string[][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = [...path, key];
    return typeof value === 'object' && value !== null ? paths(value as Tree, here) : [here];
  });
}

/**
 * The names used in code: each chain `t.a.b` with all its prefixes, the chains that end there, and every
 * single name.
 */
function namesIn(code: string) {
  const named = new Set<string>();
  const ends = new Set<string>();
  for (const [chain] of code.matchAll(/\bt(?:\s*\??\.\s*\w+)+/g)) {
    const parts = chain.split(/\s*\??\.\s*/).slice(1);
    // A list of words is handed on as a whole.
    if (parts.at(-1) === 'map') parts.pop();
    for (const [at] of parts.entries()) named.add(parts.slice(0, at + 1).join('.'));
    ends.add(parts.join('.'));
  }
  return { named, ends, names: new Set(code.match(/(?<=')[\w.-]+(?=')|[\w-]+/g)) };
}

/**
 * Whether a text is used: it is named in full, or it is in a group that is passed on or indexed as a whole
 * and its own name occurs too. `Intl` chooses plural forms, so their names occur nowhere.
 */
function isUsed(path: readonly string[], { named, ends, names }: ReturnType<typeof namesIn>): boolean {
  if (named.has(path.join('.'))) return true;
  const groups = path.slice(0, -1).map((_, at) => path.slice(0, at + 1).join('.'));
  return names.has(path.at(-1) ?? '') && groups.some((group) => ends.has(group));
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'));
}

const files = sources('src').filter((file) => !/^src\/shared\/i18n\/locales\//.test(file));

/** Words that are the same in German. */
const SAME =
  /^(1min\.ai(: FLUX\.2 dev)?|Pause|Updates|Reseed|FLUX.*|Prompt|Prompts|Seed|Seeds|Format|Engine|Engines|Name|Status|JPEG|PNG|WebP|Adobe RGB|ProPhoto RGB|Display P3|Rec\. 2020|SSIM|JSON|CSV|English|Deutsch|Zoom|Credits|Offline|Ctrl|Esc|1 MP|[a-z]+:\S+|Version|Region|Lasso|Polygon|Ellipse|Text|Export|Import|Text|Original|Originale?|OK|Alt|Tab|Escape|Enter|URL|[^\p{L}]*|.{1,2})$/u;

/** Quoted names of a folder and of a page of 1min.ai. */
const NO_CONTROLS = ['orphans', 'API', 'models'];

describe('words', () => {
  test('German isn’t untranslated English', () => {
    const german = new Map(texts(de));
    const left = texts(en).filter(([path, text]) => german.get(path) === text && !SAME.test(text));
    expect(left).toEqual([]);
  });

  test('no text is empty or has extra spaces', () => {
    const odd = [...texts(en), ...texts(de)].filter(([, text]) => text.trim() === '' || text.includes('  '));
    expect(odd).toEqual([]);
  });

  test.each([en, de])('every control that a text quotes exists', (catalog) => {
    const all = texts(catalog);
    const known = new Set([...all.map(([, text]) => text), ...NO_CONTROLS]);
    const quoted = all.flatMap(([path, text]) =>
      [...text.matchAll(/[“„]([^“”]+)[“”]/g)].map(([, name = '']) => [path, name] as const),
    );
    expect(quoted.length).toBeGreaterThan(1);
    expect(quoted.filter(([, name]) => !known.has(name))).toEqual([]);
  });

  test('every text is used, at any depth', () => {
    const code = [...files, 'src/renderer/trouble.html'].map((file) => readFileSync(file, 'utf8')).join('\n');
    const used = namesIn(code);
    const unused = paths(en).filter((path) => !isUsed(path, used));
    expect(unused.map((path) => path.join('.'))).toEqual([]);
  });

  test('the system’s languages are tried in order', () => {
    expect(matchLocale(['fr-FR', 'de-AT', 'en-GB'])).toBe('de');
    expect(matchLocale(['en-GB', 'de'])).toBe('en');
    expect(matchLocale(['fr', 'ja'])).toBe('en');
    expect(matchLocale([])).toBe('en');
  });
});

interface Found {
  readonly text: string;
  readonly start: number;
}

/** Attributes whose value a person sees or hears. */
const SPOKEN =
  /^(label|title|placeholder|alt|hint|note|help|heading|message|description|aria-(label|description|roledescription|placeholder|valuetext))$/;
/** Calls whose text is for the log or for a programmer. */
const UNSPOKEN =
  /^(log\.\w+|console\.\w+|.*\.log\.\w+|statement|db\.\w+|new (Error|TypeError|RangeError|DOMException)|expect|setAttribute)$/;

/** Texts in a file that a user would read and that are not in the catalog. */
function spokenTexts(file: string): Found[] {
  const code = readFileSync(file, 'utf8');
  const found: Found[] = [];
  const add = (text: string, start: number) => {
    if (!NAMES.test(text.trim())) found.push({ text: text.trim(), start });
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const each of node) visit(each);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, start } = node as { type?: string; start: number };
    const part = node as Record<string, unknown>;
    if (type === 'CallExpression' || type === 'NewExpression') {
      const callee = part.callee as { start: number; end: number };
      const name = (type === 'NewExpression' ? 'new ' : '') + code.slice(callee.start, callee.end);
      if (UNSPOKEN.test(name)) return;
    }
    if (
      type === 'ImportDeclaration' ||
      (type?.startsWith('TS') === true && type !== 'TSAsExpression' && type !== 'TSSatisfiesExpression')
    )
      return;
    if (type === 'JSXText' && /\p{L}{2}/u.test(String(part.value))) add(String(part.value), start);
    if (type === 'JSXAttribute') {
      const name = String((part.name as Record<string, unknown>).name);
      const value = part.value as Record<string, unknown> | null;
      if (value?.type === 'Literal' && SPOKEN.test(name) && /\p{L}{2}/u.test(String(value.value)))
        add(String(value.value), start);
      else if (value?.type !== 'Literal') visit(value);
      return;
    }
    if (type === 'Property') {
      const key = part.key as Record<string, unknown>;
      const value = part.value as Record<string, unknown>;
      const name = String(key.name ?? key.value);
      if (value.type === 'Literal' && SPOKEN.test(name) && /^\p{Lu}\p{L}/u.test(String(value.value)))
        add(String(value.value), start);
      else visit(value);
      return;
    }
    // A sentence or a label of several words.
    const text =
      type === 'Literal'
        ? part.value
        : type === 'TemplateElement'
          ? (part.value as { raw: string }).raw
          : null;
    if (typeof text === 'string' && isSentence(text)) add(text, start);
    for (const [key, value] of Object.entries(part)) if (key !== 'typeAnnotation') visit(value);
  };
  visit(parseSync(file, code).program);
  return found;
}

/** A label of several words, or words that end as a sentence does, whatever they begin with: "1min.ai refused this key." */
function isSentence(text: string): boolean {
  // SQL.
  if (/^[A-Z]+ /.test(text.trimStart())) return false;
  if (/^\p{Lu}[\p{L}’]* \p{L}/u.test(text)) return true;
  return /\p{L}{2,} \p{L}+/u.test(text) && /\p{L}[.!?…]$/u.test(text.trim());
}

/** Names, which no language changes. */
const NAMES = /^(Reseed|JPEG|PNG|WebP|FLUX\S*( dev)?|1min\.ai(: FLUX\S* dev)?)$/;

/** Patterns of texts written for programs or for the log, not for users. */
const NOT_FOR_PEOPLE: readonly RegExp[] = [
  /^src\/renderer\/imaging\//,
  /^src\/main\/(imaging|updates\/installation|platform\/(electron-http|imaging))/,
  /^src\/main\/library\/(database\/|lists\/)/,
  /^src\/shared\/domain\/query\.ts$/,
];

describe('every text a person reads is in the catalogue', () => {
  test.each(files.filter((file) => !NOT_FOR_PEOPLE.some((pattern) => pattern.test(file))))('%s', (file) => {
    expect(spokenTexts(file).map(({ text }) => text)).toEqual([]);
  });
});
