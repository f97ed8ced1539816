import { describe, expect, it } from 'vitest';
import { parseGuide, readGuides } from '../../scripts/lib/guides.ts';
import { type Block, type Guide, plainText, type Text } from '../../src/renderer/features/help/guide.ts';
import { addressOf, placeOf } from '../../src/renderer/features/help/place.ts';
import {
  fold,
  markMatches,
  searchGuides,
  sectionsOf,
} from '../../src/renderer/features/help/search-guides.ts';

const guides = readGuides('.');
const sections = sectionsOf(guides);

/** Every text of a guide with its parts. */
function textsOf({ blocks }: Guide): readonly Text[] {
  return blocks.flatMap((block: Block): readonly Text[] => {
    if (block.kind === 'list') return block.items;
    if (block.kind === 'table') return [block.head, ...block.rows].flat();
    return block.kind === 'picture' ? [] : [block.text];
  });
}

describe('the parser of guides', () => {
  it('keeps the meaning of every markup', () => {
    const guide = parseGuide(
      'first',
      [
        '# A *title*',
        '',
        'Use **File > Add…**\n(<kbd>Ctrl+O</kbd>) & *Run edit* with `a < b`.',
        '',
        '## Keys & costs',
        '',
        '1. See [costs](other.md#keys--costs), [here](#keys--costs), [index](README.md) or [code](../x.ts).',
        '',
        '![What it shows](../screenshots/a-light.webp)',
        '',
        '| a | b |',
        '|---|---|',
        '| 1 | *two* |',
        '',
        '<!-- a note -->',
      ].join('\n'),
    );
    expect(guide).toEqual({
      id: 'first',
      title: 'A *title*',
      blocks: [
        {
          kind: 'paragraph',
          text: [
            'Use ',
            { kind: 'path', parts: ['File > Add…'] },
            ' (',
            { kind: 'keys', keys: 'Mod+O' },
            ') & ',
            { kind: 'control', parts: ['Run edit'] },
            ' with ',
            { kind: 'code', text: 'a < b' },
            '.',
          ],
        },
        { kind: 'heading', level: 2, anchor: 'keys--costs', text: ['Keys & costs'] },
        {
          kind: 'list',
          ordered: true,
          items: [
            [
              'See ',
              { kind: 'link', to: { guide: 'other', anchor: 'keys--costs' }, parts: ['costs'] },
              ', ',
              { kind: 'link', to: { guide: 'first', anchor: 'keys--costs' }, parts: ['here'] },
              ', ',
              { kind: 'link', to: { guide: 'index', anchor: '' }, parts: ['index'] },
              ' or code.',
            ],
          ],
        },
        { kind: 'picture', file: 'a-light.webp', description: 'What it shows' },
        { kind: 'table', head: [['a'], ['b']], rows: [[['1'], [{ kind: 'control', parts: ['two'] }]]] },
      ],
    });
  });

  it.each(['# T\n\n<div>x</div>', '# T\n\nA <b>b</b>', '# T\n\n    code', '# T\n\n> quote', 'no title'])(
    'rejects what Help can’t show: %j',
    (markdown) => {
      expect(() => parseGuide('x', markdown)).toThrow();
    },
  );
});

describe('the guides in the app', () => {
  it('are all guides, in the order of the index, and the changes', () => {
    expect(guides.map(({ id }) => id)).toEqual([
      'index',
      'first-edit',
      'keys-and-costs',
      'own-servers',
      're-runs-and-verdicts',
      'many-pictures',
      'only-what-you-asked-for',
      'offline',
      'backups-and-recovery',
      'troubleshooting',
      'changes',
    ]);
  });

  it('link only to guides and headings that exist', () => {
    const targets = guides
      .flatMap(textsOf)
      .flatMap((text) =>
        text.flatMap((part) => (typeof part !== 'string' && part.kind === 'link' ? [part.to] : [])),
      );
    expect(targets.length).toBeGreaterThan(15);
    const known = new Set(sections.map(({ place }) => addressOf(place)));
    expect(targets.map(addressOf).filter((address) => !known.has(address))).toEqual([]);
  });

  it('contain no leftover markup', () => {
    const texts = guides.flatMap(textsOf).map(plainText);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => /<\/?\w+>|\*\*|\]\(|&\w+;/.test(text))).toEqual([]);
  });
});

describe('a place in the guides', () => {
  it('is the fragment of the address', () => {
    const place = { guide: 'first-edit', anchor: 'größe-ändern' };
    expect(placeOf(addressOf(place))).toEqual(place);
    expect(placeOf('')).toEqual({ guide: '', anchor: '' });
    expect(placeOf('#x/%')).toEqual({ guide: 'x', anchor: '%' });
  });
});

describe('the search in the guides', () => {
  const found = (search: string) => searchGuides(sections, search).map(({ heading }) => heading);

  it('finds headings first, then texts', () => {
    expect(found('api key')[0]).toBe('Add your API key');
    expect(found('threshold')).toContain('Finish again');
    expect(found('certificate')[0]).toBe('The certificate');
  });

  it('finds sections with every word, in any order and case, as words are typed', () => {
    expect(found('KEYRING encr')).toContain('Add your API key');
    expect(found('keyring xyzzy')).toEqual([]);
    expect(found('   ')).toEqual([]);
  });

  it('ignores accents and the kind of apostrophe', () => {
    expect(found("can't reach")).toEqual(found('can’t reach'));
    expect(found("can't reach").length).toBeGreaterThan(0);
    expect(found('kéyring')).toEqual(found('keyring'));
  });

  it('shows the text around the match', () => {
    const hit = searchGuides(sections, 'keyring').find(({ heading }) => heading === 'Add your API key');
    expect(hit?.excerpt).toMatch(/^….*keyring/);
    expect(hit?.excerpt.length).toBeLessThan(220);
  });

  it('marks every match where it is in the text', () => {
    expect(markMatches('Éa key, a KEY', ['key', 'ea'])).toEqual([
      { text: 'Éa', match: true },
      { text: ' ', match: false },
      { text: 'key', match: true },
      { text: ', a ', match: false },
      { text: 'KEY', match: true },
    ]);
    expect(fold('İßﬁ’').length).toBe(4);
  });
});
