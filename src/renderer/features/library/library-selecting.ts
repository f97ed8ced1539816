import { IDS_MAX } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { CHUNK, idAt, positionIn } from '../../stores/library-chunks.ts';
import { type End, nearestSelected } from './library-nearest.ts';
import { canToggle, NOTHING_SELECTED, selectionOf, selectionOfRange, toggled } from './library-selection.ts';
import type { IndexRange, LibraryParts, Selecting } from './library-state.ts';

/** Selection of pictures, and its preservation when the list changes. */
export function selecting({ get, set, list, load, say, tell }: LibraryParts) {
  /** Start of a selected range. */
  let anchor: number | null = null;
  /** The last selection wins over those still loading their picture. */
  let turn = 0;
  /** Position of the active picture, before it is loaded. */
  let pendingIndex: number | null = null;

  /** Requests the active picture's position. */
  async function locate(): Promise<number | null> {
    const { selectedId } = get();
    if (selectedId === null) return null;
    const position = await list.positionOf(selectedId).catch(() => null);
    if (get().selectedId !== selectedId) return get().selectedAt;
    if (position !== null) set({ selectedAt: position });
    return position;
  }

  function select(id: number | null, position?: number): void {
    turn += 1;
    pendingIndex = null;
    anchor = id;
    const selectedAt = id === null ? null : (position ?? positionIn(get().chunks, id));
    set({ selectedId: id, selectedAt, selection: id === null ? NOTHING_SELECTED : selectionOf([id]) });
    if (id !== null && selectedAt === null) void locate();
    // The canvas shows it, regardless of the list's scroll position.
    if (id !== null) load(id);
  }

  async function showActive(): Promise<void> {
    const position = await locate();
    if (position !== null) set({ shown: { position } });
  }

  /** Selects all from one end to the other, by id if loaded, since ids don't change with the list. */
  function selectBetween(one: End, other: End): void {
    const [first, last] = one.at <= other.at ? [one, other] : [other, one];
    const { chunks, listed } = get();
    const ids: number[] = [];
    if (last.at - first.at < IDS_MAX)
      for (let at = first.at; at <= last.at; at += 1) ids.push(idAt(chunks, at) ?? 0);
    const loaded = ids.length > 0 && !ids.includes(0);
    set({
      selection: loaded
        ? selectionOf(ids)
        : selectionOfRange({
            query: listed,
            from: first.at,
            to: last.at,
            first: first.id,
            last: last.id,
            except: new Set(),
          }),
    });
  }

  function activate({ id, at }: End): void {
    set({ selectedId: id, selectedAt: at });
    load(id);
  }

  async function selectAt(position: number, extend = false): Promise<void> {
    turn += 1;
    const mine = turn;
    pendingIndex = position;
    try {
      const id = idAt(get().chunks, position) ?? (await list.idAt(position));
      if (mine !== turn || id === null) return;
      const from = extend && anchor !== null ? { id: anchor, at: await pivotAt(anchor) } : null;
      if (mine !== turn) return;
      pendingIndex = null;
      if (!from || from.at === null) return select(id, position);
      const end = { id, at: position };
      selectBetween({ id: from.id, at: from.at }, end);
      activate(end);
    } catch (error) {
      if (mine === turn) pendingIndex = null;
      say(error);
    }
  }

  const pivotAt = (id: number) => list.positionOf(id);

  /** Returns the ids of the selection. Null if there are too many, or if the list changed in the meantime. */
  async function idsOfSelection(): Promise<readonly number[] | null> {
    const { ids, range, count } = get().selection;
    if (!range) return [...ids];
    if (count > IDS_MAX) return null;
    const between = await list.idsBetween(range.from, range.to);
    return between?.filter((id) => !range.except.has(id)) ?? null;
  }

  const tooMany = () => tell(() => t.grid.tooMany(IDS_MAX));

  async function selectRanges(runs: readonly IndexRange[], add: boolean): Promise<void> {
    turn += 1;
    const mine = turn;
    const [from] = runs[0] ?? [];
    const [, to] = runs.at(-1) ?? [];
    if (from === undefined || to === undefined) return add ? undefined : clearSelection();
    try {
      const count = runs.reduce((sum, [first, last]) => sum + last - first + 1, 0);
      const inOne = count === to - from + 1;
      if (inOne && !add) {
        const [first, last] = await Promise.all([list.idAt(from), list.idAt(to)]);
        if (mine !== turn || first === null || last === null) return;
        selectBetween({ id: first, at: from }, { id: last, at: to });
        keepActive({ id: first, at: from });
        return;
      }
      const before = add ? await idsOfSelection() : [];
      if (!before || before.length + count > IDS_MAX) return tooMany();
      const all = await list.idsBetween(from, to);
      if (mine !== turn || !all) return;
      const chosen = runs.flatMap(([first, last]) => all.slice(first - from, last - from + 1));
      set({ selection: selectionOf([...before, ...chosen]) });
      if (chosen[0] !== undefined) keepActive({ id: chosen[0], at: from });
    } catch (error) {
      say(error);
    }
  }

  /** The active picture must be selected. */
  function keepActive(otherwise: End): void {
    const { selectedId, selectedAt, selection } = get();
    if (selectedId === null || !selection.isSelected(selectedId, selectedAt)) activate(otherwise);
    anchor = get().selectedId;
  }

  function clearSelection(): void {
    const { selectedId, selectedAt } = get();
    select(selectedId, selectedAt ?? undefined);
  }

  const actions: Selecting = {
    select,
    selectAt,
    async moveSelection(by, extend) {
      const { total, selectedId, selectedAt } = get();
      if (total === 0) return;
      const at = pendingIndex ?? (selectedId === null ? null : (selectedAt ?? (await locate())));
      const next = at === null ? 0 : Math.min(total - 1, Math.max(0, at + by));
      await selectAt(next, extend);
    },
    toggle(id, position) {
      const { selection, selectedId } = get();
      if (!canToggle(selection, id, position)) return tooMany();
      const taken = selection.isSelected(id, position);
      if (taken && selection.count === 1) return;
      turn += 1;
      set({ selection: toggled(selection, id) });
      if (!taken) activate({ id, at: position });
      else if (id === selectedId) activateNearest(position);
      anchor = get().selectedId;
    },
    selectRanges,
    async selectAll() {
      turn += 1;
      const mine = turn;
      try {
        const length = await list.length();
        if (length === 0) return;
        const [first, last] = await Promise.all([list.idAt(0), list.idAt(length - 1)]);
        if (mine !== turn || first === null || last === null) return;
        selectBetween({ id: first, at: 0 }, { id: last, at: length - 1 });
        keepActive({ id: first, at: 0 });
      } catch (error) {
        say(error);
      }
    },
    clearSelection,
  };

  /** Activates the closest known selected picture. */
  function activateNearest(position: number): void {
    const { selection, chunks } = get();
    const nearest = nearestSelected(selection, chunks, position);
    if (nearest) activate(nearest);
    else void activateFirst();
  }

  /** Activates the first selected picture, even if it isn't loaded. */
  async function activateFirst(): Promise<void> {
    const mine = turn;
    const { ids, range } = get().selection;
    let [id] = ids;
    if (range) {
      const most = Math.min(range.to, range.from + range.except.size);
      const first = await list.idsBetween(range.from, most).catch(() => null);
      id = first?.find((one) => !range.except.has(one));
    }
    if (mine !== turn || id === undefined) return;
    set({ selectedId: id, selectedAt: null });
    anchor = id;
    load(id);
    void locate();
  }

  /** The ends of a selected range may have moved. If its length differs, it is no longer the same selection. */
  async function followSpan(): Promise<void> {
    const { selection } = get();
    const { range } = selection;
    if (!range) return;
    const ends = await Promise.all([list.positionOf(range.first), list.positionOf(range.last)]).catch(
      () => null,
    );
    if (!ends || get().selection !== selection) return;
    const [from, to] = ends;
    if (from === null || to === null || to - from !== range.to - range.from) {
      // Not a user selection, so pending ones continue.
      const { selectedId } = get();
      anchor = selectedId;
      set({ selection: selectedId === null ? NOTHING_SELECTED : selectionOf([selectedId]) });
    } else if (from !== range.from) set({ selection: selectionOfRange({ ...range, from, to }) });
  }

  return {
    actions,
    locate,
    showActive,
    /** Another list is shown, so positions are invalid. */
    listChanged(): void {
      pendingIndex = null;
      clearSelection();
      set({ selectedAt: null });
    },
    listReplaced: followSpan,
    /** Returns the position of the picture that follows the selection if it is removed. */
    landing(): number | null {
      const { selection, selectedAt, chunks } = get();
      if (selection.range) return selection.range.from;
      let lowest: number | null = null;
      for (const [chunk, ids] of chunks) {
        const index = ids.findIndex((id) => selection.ids.has(id));
        if (index >= 0) lowest = Math.min(lowest ?? Number.POSITIVE_INFINITY, chunk * CHUNK + index);
      }
      return lowest ?? selectedAt;
    },
    /** The active picture was removed: the following one replaces it. */
    async activeGone(landing: number | null): Promise<void> {
      const { total } = get();
      if (total === 0) select(null);
      else await selectAt(Math.min(landing ?? 0, total - 1));
      await showActive();
    },
  };
}
