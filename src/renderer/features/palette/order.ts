import { PALETTE_GROUPS, type PaletteGroup, type PaletteItem } from './item.ts';
import { match } from './rank.ts';

/** Maximum number of lines. */
const LINES_MAX = 80;
/** Score of the most recent choice. Earlier ones score one step less each. */
const RECENT_WORTH = 24;
const RECENT_STEP = 3;
/** Commands rank before a setting of the same name, which is in another window. */
const SETTINGS_COST = 10;
/** A hidden search word scores less than a visible one. */
const UNSEEN = 0.5;

export interface Line {
  readonly item: PaletteItem;
  /** Matched characters of the label. */
  readonly at: readonly number[];
}
export interface Section {
  readonly group: PaletteGroup;
  readonly lines: readonly Line[];
}

/**
 * Returns the matching items in sections: best section first, best item first. Without a query, recent
 * choices come first and the rest keeps its order.
 */
export function ordered(
  items: readonly PaletteItem[],
  query: string,
  recent: readonly string[],
): readonly Section[] {
  const words = query.trim();
  if (words === '') return unsearched(items, recent);
  const found = items
    .flatMap((item) => {
      const answer = item.always === undefined ? answerOf(item, words) : { score: item.always, at: [] };
      if (!answer) return [];
      const place = recent.indexOf(item.id);
      const score =
        answer.score +
        (place < 0 ? 0 : RECENT_WORTH - place * RECENT_STEP) -
        (item.group === 'settings' ? SETTINGS_COST : 0);
      return [{ item, at: answer.at, score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, LINES_MAX);
  const groups = [...new Set(found.map(({ item }) => item.group))];
  return groups.map((group) => ({ group, lines: found.filter(({ item }) => item.group === group) }));
}

function answerOf(item: PaletteItem, words: string) {
  const shown = match(words, item.label);
  if (shown || !item.also) return shown;
  // Words may match either one: "theme dark".
  const all = match(words, `${item.label} ${item.also}`, 'beginnings');
  return all && { score: all.score * UNSEEN, at: all.at.filter((at) => at < item.label.length) };
}

function unsearched(items: readonly PaletteItem[], recent: readonly string[]): readonly Section[] {
  const again = recent.flatMap((id) => items.find((item) => item.id === id) ?? []);
  const line = (item: PaletteItem): Line => ({ item, at: [] });
  const rest = items.filter((item) => !again.includes(item));
  return PALETTE_GROUPS.map((group) => ({
    group,
    lines: group === 'recent' ? again.map(line) : rest.filter((item) => item.group === group).map(line),
  })).filter(({ lines }) => lines.length > 0);
}
