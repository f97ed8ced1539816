import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { afterEach, describe, expect, it } from 'vitest';
import { locale, setLocale, t } from '../../src/shared/i18n/index.ts';
import { isolate } from '../../src/shared/i18n/isolate.ts';

type Node = { readonly type: string; readonly start: number; readonly end: number } & Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

const folder = 'src/renderer';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx') && !name.startsWith('imaging'))
  .map((name) => join(folder, name).replaceAll('\\', '/'));

/** Their `name` and `note` are the app's own text. */
const OF_THE_APP =
  /(ui\/(field|panel)|edit\/what-is-sent|settings\/(engine-section|search)|shortcuts\/key-row)\.tsx$/;

/** User text: prompts, names, tags, notes, searches. */
const OF_PEOPLE = new Set(['name', 'prompt', 'note', 'branch', 'sourceName', 'beginning']);

function children(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function attributes(element: Node): ReadonlyMap<string, string | null> {
  const opening = element.openingElement as Node;
  return new Map(
    (opening.attributes as Node[])
      .filter(({ type }) => type === 'JSXAttribute')
      .map((attribute) => {
        const value = attribute.value as Node | null;
        return [
          String((attribute.name as Node).name),
          value?.type === 'Literal' ? String(value.value) : null,
        ];
      }),
  );
}

const tagOf = (element: Node) => String(((element.openingElement as Node).name as Node).name ?? '');

/** Whether an expression yields user text: "x.name", "a ?? b.note", "on ? name : null". */
function isOfPeople(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
      return OF_PEOPLE.has(String(node.name));
    case 'MemberExpression':
      return node.computed !== true && !isWords(node) && isOfPeople(node.property as Node);
    case 'ChainExpression':
      return isOfPeople(node.expression as Node);
    case 'LogicalExpression':
      return isOfPeople(node.left as Node) || isOfPeople(node.right as Node);
    case 'ConditionalExpression':
      return isOfPeople(node.consequent as Node) || isOfPeople(node.alternate as Node);
    case 'TemplateLiteral':
      return (node.expressions as Node[]).some(isOfPeople);
    default:
      return false;
  }
}

/** `t.settings.name` is the app's own. */
function isWords(node: Node): boolean {
  const object = node.object as Node;
  return object.type === 'Identifier'
    ? ['t', 'words', 'spec', 'settings'].includes(String(object.name))
    : object.type === 'MemberExpression' && isWords(object);
}

interface Place {
  readonly element: Node;
  readonly at: string;
}

function places(find: (element: Node) => boolean, where = files): string[] {
  return where.flatMap((file) => {
    const code = readFileSync(file, 'utf8');
    const found: Place[] = [];
    const visit = (node: Node): void => {
      if (node.type === 'JSXElement' && find(node))
        found.push({ element: node, at: `${file}:${code.slice(0, node.start).split('\n').length}` });
      for (const child of children(node)) visit(child);
    };
    visit(parseSync(file, code).program as unknown as Node);
    return found.map(({ at, element }) => `${at} <${tagOf(element)}>`);
  });
}

const NO_TEXT = /^(checkbox|radio|file|range|color|password)$/;
const isTextField = (element: Node) =>
  /^(input|textarea)$/.test(tagOf(element)) && !NO_TEXT.test(attributes(element).get('type') ?? 'text');
/** Numbers, which are left-to-right everywhere. */
const isNumber = (element: Node) => {
  const known = attributes(element);
  return known.has('inputMode') || /numerals|mono/.test(known.get('className') ?? '');
};

describe('what people write', () => {
  it('has its own direction in every text field', () => {
    const lacking = places(
      (element) => isTextField(element) && !isNumber(element) && attributes(element).get('dir') !== 'auto',
    );
    expect(lacking).toEqual([]);
  });

  it('has a maximum length in every text field', () => {
    const lacking = places((element) => isTextField(element) && !attributes(element).has('maxLength'));
    expect(lacking).toEqual([]);
  });

  it('has its own direction wherever it is shown', () => {
    const lacking = places(
      (element) =>
        tagOf(element) !== 'bdi' &&
        /^[a-z]/.test(tagOf(element)) &&
        attributes(element).get('dir') !== 'auto' &&
        (element.children as Node[]).some(
          (child) => child.type === 'JSXExpressionContainer' && isOfPeople(child.expression as Node),
        ),
      files.filter((file) => !OF_THE_APP.test(file)),
    );
    expect(lacking).toEqual([]);
  });
});

describe('a name in a sentence', () => {
  const spoken = locale;
  afterEach(() => setLocale(spoken));

  it('keeps its order and doesn’t affect the sentence if it is right-to-left', () => {
    const name = 'ורד.png';
    expect(isolate(name)).toBe(`\u2068${name}\u2069`);
    setLocale('en');
    expect(t.history.ready(name)).toBe(`The edit of \u2068${name}\u2069 is ready`);
    setLocale('de');
    expect(t.changes.did.removeOne(name)).toContain(`\u2068${name}\u2069`);
    expect(t.labels.newTag('وردة')).toContain('\u2068وردة\u2069');
  });

  it('is unchanged if it is left-to-right', () => {
    setLocale('en');
    expect(isolate('rose-東京.png')).toBe('rose-東京.png');
    expect(t.history.ready('rose.png')).toBe('The edit of rose.png is ready');
  });
});
