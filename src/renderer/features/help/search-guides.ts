import { type Block, type Guide, type GuidePlace, plainText } from './guide.ts';

/** A part of a guide below one heading. */
export interface Section {
  readonly place: GuidePlace;
  readonly guideTitle: string;
  /** The heading, or the guide's title for its beginning. */
  readonly heading: string;
  readonly text: string;
}

/** A section that matches, with the part of its text around the first match. */
export interface Hit extends Section {
  readonly excerpt: string;
}

/** Characters of an excerpt, and how many of them precede the match. */
const EXCERPT = 160;
const LEAD = 40;
export const HITS_MAX = 30;

/** Splits the guides at their headings. */
export function sectionsOf(guides: readonly Guide[]): readonly Section[] {
  return guides.flatMap((guide) => {
    const parts: { anchor: string; heading: string; texts: string[] }[] = [
      { anchor: '', heading: guide.title, texts: [] },
    ];
    for (const block of guide.blocks)
      if (block.kind === 'heading')
        parts.push({ anchor: block.anchor, heading: plainText(block.text), texts: [] });
      else parts.at(-1)?.texts.push(...textsOf(block));
    return parts.map(({ anchor, heading, texts }) => ({
      place: { guide: guide.id, anchor },
      guideTitle: guide.title,
      heading,
      text: texts.join(' '),
    }));
  });
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [plainText(block.text)];
    case 'list':
      return block.items.map(plainText);
    case 'table':
      return block.rows.map((row) => row.map(plainText).join(' '));
    case 'picture':
      return [];
  }
}

/** Lower case without accents and curly quotes. Has the same length as the text. */
export function fold(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const plain = (text[at] as string).normalize('NFD')[0]?.toLowerCase() ?? '';
    return plain === '’' ? "'" : plain.length === 1 ? plain : (text[at] as string);
  }).join('');
}

/** Splits a search into folded words. */
export function wordsOf(search: string): readonly string[] {
  return fold(search).split(/\s+/).filter(Boolean);
}

/** Returns sections that contain every word: those with all of them in the heading first, then in part, then others. */
export function searchGuides(sections: readonly Section[], search: string): readonly Hit[] {
  const words = wordsOf(search);
  if (words.length === 0) return [];
  const rank = (section: Section) => {
    const heading = fold(`${section.heading} ${section.guideTitle}`);
    const inHeading = words.filter((word) => heading.includes(word)).length;
    return inHeading === words.length ? 0 : inHeading > 0 ? 1 : 2;
  };
  return sections
    .filter((section) => {
      const text = fold(`${section.guideTitle} ${section.heading} ${section.text}`);
      return words.every((word) => text.includes(word));
    })
    .map((section) => ({ section, order: rank(section) }))
    .sort((a, b) => a.order - b.order)
    .slice(0, HITS_MAX)
    .map(({ section }) => ({ ...section, excerpt: excerptOf(section.text, words) }));
}

/** Returns the part of a text around the first match of any word, cut between words. */
function excerptOf(text: string, words: readonly string[]): string {
  const folded = fold(text);
  const found = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  const first = found.length > 0 ? Math.min(...found) : 0;
  const start = first <= LEAD ? 0 : text.indexOf(' ', first - LEAD) + 1;
  const end = text.length - start <= EXCERPT ? text.length : text.lastIndexOf(' ', start + EXCERPT);
  return `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
}

/** Splits a text at the matches of the words, for marking them. */
export function markMatches(
  text: string,
  words: readonly string[],
): readonly { readonly text: string; readonly match: boolean }[] {
  const folded = fold(text);
  const parts: { text: string; match: boolean }[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const length = Math.max(
      0,
      ...words.filter((word) => folded.startsWith(word, at)).map((word) => word.length),
    );
    if (length === 0) continue;
    if (at > from) parts.push({ text: text.slice(from, at), match: false });
    parts.push({ text: text.slice(at, at + length), match: true });
    from = at + length;
    at = from - 1;
  }
  if (from < text.length) parts.push({ text: text.slice(from), match: false });
  return parts;
}
