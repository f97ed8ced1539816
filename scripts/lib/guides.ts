import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';
import type { Plugin } from 'vite';
import type { Block, Guide, GuidePlace, Inline, Text } from '../../src/renderer/features/help/guide.ts';
import { anchorOf } from './anchor.ts';

const GUIDES = 'docs/guides';
const CHANGES = 'CHANGELOG.md';
const PICTURES = 'docs/screenshots';
/** What the page imports. */
const MODULE = 'virtual:reseed-guides';

/** Ids of the index and of the list of changes. */
const INDEX_ID = 'index';
const CHANGES_ID = 'changes';

/** Reads all guides of a project in the order of their index, and the list of changes. */
export function readGuides(root: string): readonly Guide[] {
  const index = readFileSync(join(root, GUIDES, 'README.md'), 'utf8');
  const names = readdirSync(join(root, GUIDES)).filter(
    (name) => name.endsWith('.md') && name !== 'README.md',
  );
  const placeInIndex = (name: string) => index.indexOf(`](${name})`);
  names.sort((a, b) => placeInIndex(a) - placeInIndex(b));
  return [
    parseGuide(INDEX_ID, index),
    ...names.map((name) => parseGuide(basename(name, '.md'), readFileSync(join(root, GUIDES, name), 'utf8'))),
    parseGuide(CHANGES_ID, readFileSync(join(root, CHANGES), 'utf8')),
  ];
}

/** Parses the Markdown of a guide. Throws for markup that the Help window can't show. */
export function parseGuide(id: string, markdown: string): Guide {
  const tokens = marked.lexer(markdown);
  const title = tokens.find(
    (token): token is Tokens.Heading => token.type === 'heading' && token.depth === 1,
  );
  if (!title) throw new Error(`${id} has no title`);
  const rest = tokens.filter((token) => token !== title);
  return { id, title: title.text, blocks: rest.flatMap((token) => blockOf(id, token)) };
}

function blockOf(guide: string, token: Token): Block[] {
  const text = (tokens: readonly Token[] = []) => textOf(guide, tokens);
  switch (token.type) {
    case 'space':
      return [];
    case 'heading': {
      const { depth, text: heading, tokens } = token as Tokens.Heading;
      if (depth !== 2 && depth !== 3) break;
      return [{ kind: 'heading', level: depth, anchor: anchorOf(heading), text: text(tokens) }];
    }
    case 'paragraph': {
      const [only, ...others] = token.tokens ?? [];
      if (only?.type === 'image' && others.length === 0) {
        const { href, text: description } = only as Tokens.Image;
        return [{ kind: 'picture', file: basename(href), description }];
      }
      return [{ kind: 'paragraph', text: text(token.tokens) }];
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      return [{ kind: 'list', ordered, items: items.map(({ tokens }) => text(tokens)) }];
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      const cells = (row: readonly Tokens.TableCell[]) => row.map(({ tokens }) => text(tokens));
      return [{ kind: 'table', head: cells(header), rows: rows.map(cells) }];
    }
    case 'html':
      // Comments are for those who write the guides.
      if (/^<!--[\s\S]*-->\s*$/.test(token.raw)) return [];
  }
  throw new Error(`${guide} contains markup that Help can't show: ${token.raw.slice(0, 80)}`);
}

function textOf(guide: string, tokens: readonly Token[]): Text {
  const parts: Inline[] = [];
  const add = (part: Inline) => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  let inKeys = false;
  for (const token of tokens) {
    if (token.type === 'html' && token.raw === '<kbd>') inKeys = true;
    else if (token.type === 'html' && token.raw === '</kbd>') inKeys = false;
    else if (inKeys) add({ kind: 'keys', keys: token.raw.replace('Ctrl', 'Mod') });
    else for (const part of inlineOf(guide, token)) add(part);
  }
  return parts;
}

function inlineOf(guide: string, token: Token): readonly Inline[] {
  const { tokens = [] } = token as Tokens.Generic;
  switch (token.type) {
    case 'text':
      // The text of a list item has tokens of its own.
      return tokens.length > 0 ? textOf(guide, tokens) : [lineOf((token as Tokens.Text).text)];
    case 'escape':
      return [(token as Tokens.Escape).text];
    case 'strong':
      return [{ kind: 'path', parts: textOf(guide, tokens) }];
    case 'em':
      return [{ kind: 'control', parts: textOf(guide, tokens) }];
    case 'codespan':
      return [{ kind: 'code', text: (token as Tokens.Codespan).text }];
    case 'link': {
      const to = placeOf(guide, (token as Tokens.Link).href);
      const parts = textOf(guide, tokens);
      // Pages that aren't guides aren't in the app.
      return to === null ? parts : [{ kind: 'link', to, parts }];
    }
  }
  throw new Error(`${guide} contains markup that Help can't show: ${token.raw.slice(0, 80)}`);
}

const lineOf = (text: string) => text.replaceAll('\n', ' ');

/** Returns the place that a link leads to, or null if it isn't in a guide. */
function placeOf(guide: string, href: string): GuidePlace | null {
  const link = /^(?:([\w-]+)\.md)?(?:#(.+))?$/.exec(href);
  if (!link) return null;
  const [, file, anchor = ''] = link;
  return { guide: file === 'README' ? INDEX_ID : (file ?? guide), anchor };
}

/** Returns the names of the pictures in the guides. */
function picturesOf(guides: readonly Guide[]): string[] {
  const blocks = guides.flatMap((guide) => guide.blocks);
  return [...new Set(blocks.flatMap((block) => (block.kind === 'picture' ? [block.file] : [])))];
}

/** Lets the page import the guides of a project as data. Their pictures become files of the build, in both themes. */
export function guidesPlugin(root: string): Plugin {
  const inFile = (name: string) => {
    const path = join(root, PICTURES, name);
    if (!existsSync(path)) throw new Error(`there is no ${PICTURES}/${name}`);
    return JSON.stringify(`${path}?url`);
  };
  return {
    name: 'reseed-guides',
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    load(id) {
      if (id !== `\0${MODULE}`) return null;
      for (const name of readdirSync(join(root, GUIDES))) this.addWatchFile(join(root, GUIDES, name));
      this.addWatchFile(join(root, CHANGES));
      const guides = readGuides(root);
      const pictures = picturesOf(guides);
      const imports = pictures.flatMap((name, n) => [
        `import light${n} from ${inFile(name)};`,
        `import dark${n} from ${inFile(name.replace('-light.', '-dark.'))};`,
      ]);
      const entries = pictures.map(
        (name, n) => `${JSON.stringify(name)}: { light: light${n}, dark: dark${n} }`,
      );
      const content = `{ guides: ${JSON.stringify(guides)}, pictures: { ${entries.join(', ')} } }`;
      return `${imports.join('\n')}\nexport const content = ${content};\n`;
    },
  };
}
