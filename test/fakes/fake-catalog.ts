import { monthName } from '@shared/local-day.ts';
import type { Facets, LabelWithCount, SavedSearch } from '../../src/shared/domain/facets.ts';
import type { ImageRecord } from '../../src/shared/domain/image.ts';
import {
  type CommandResult,
  LibraryCommand,
  type Target,
  type UndoableAction,
  type UndoState,
} from '../../src/shared/domain/library-command.ts';
import type { LibraryImage, LibraryQuery } from '../../src/shared/domain/library-query.ts';
import { freeName, type Preset } from '../../src/shared/domain/preset.ts';
import type { WatchSchedule } from '../../src/shared/domain/watch.ts';
import { type AppError, appError } from '../../src/shared/errors.ts';

/** An undo entry: a snapshot of the whole state. */
interface Order {
  readonly images: readonly LibraryImage[];
  readonly tags: readonly Label[];
  readonly collections: readonly Label[];
  readonly searches: readonly SavedSearch[];
  readonly presets: readonly Preset[];
  readonly forgotten: readonly string[];
  readonly watched: ReadonlyMap<number, WatchSchedule>;
  readonly notes: ReadonlyMap<number, string | null>;
  readonly branches: ReadonlyMap<number, string | null>;
  readonly snapshots: readonly { readonly id: number; readonly name: string; readonly imageId: number }[];
}
interface Label {
  readonly id: number;
  readonly name: string;
  readonly members: readonly number[];
}
interface Entry {
  readonly action: UndoableAction;
  readonly count: number;
  readonly other: Order;
}

/** In-memory catalog of a fake main process: commands, lists and undo by snapshots. */
export class FakeCatalog {
  /** Cancels what waits in the queue; how many. */
  cancelWaiting: () => number = () => 0;
  images: LibraryImage[] = [];
  tags: readonly Label[] = [];
  collections: readonly Label[] = [];
  searches: readonly SavedSearch[] = [];
  presets: readonly Preset[] = [];
  /** Prompts that are offered no more. */
  forgotten: readonly string[] = [];
  /** The watched edits with their schedule. */
  watched: ReadonlyMap<number, WatchSchedule> = new Map();
  /** Of edits, by their id. */
  notes: Order['notes'] = new Map();
  branches: Order['branches'] = new Map();
  snapshots: Order['snapshots'] = [];
  readonly #done: Entry[] = [];
  readonly #undone: Entry[] = [];
  #nextId = 1;

  get undoable(): UndoState {
    const told = (entry: Entry | undefined) => (entry ? { action: entry.action, count: entry.count } : null);
    return { undo: told(this.#done.at(-1)), redo: told(this.#undone.at(-1)) };
  }

  /** Runs a command. Returns the error if its name is taken or its target does not exist. */
  run(input: LibraryCommand): CommandResult | AppError {
    const command = LibraryCommand.parse(input);
    const before = this.#order();
    const result = this.#carryOut(command);
    if ('code' in result) return result;
    this.#undone.length = 0;
    this.#done.push({ action: command.do, count: result.count, other: before });
    return result;
  }

  undo(): UndoState['undo'] {
    return this.#replay(this.#done, this.#undone);
  }

  redo(): UndoState['undo'] {
    return this.#replay(this.#undone, this.#done);
  }

  facets(): Facets {
    const live = this.#live();
    const count = <V extends string | number>(value: (image: LibraryImage) => V | null) => {
      const counts = new Map<V, number>();
      for (const image of live) {
        const key = value(image);
        if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return [...counts].map(([each, number]) => ({ value: each, live: number }));
    };
    const month = count(monthOf).sort((a, b) => (a.value < b.value ? 1 : -1));
    return {
      all: live.length,
      trash: this.images.length - live.length,
      favorites: live.filter((image) => image.favourite).length,
      origin: count((image) => image.origin),
      rating: count((image) => image.rating),
      engine: [],
      model: [],
      verdict: [],
      work: [],
      month,
    };
  }

  named(labels: readonly Label[]): LabelWithCount[] {
    const live = new Set(this.#live().map((image) => image.id));
    return labels.map(({ id, name, members }) => ({
      id,
      name,
      live: members.filter((member) => live.has(member)).length,
    }));
  }

  completeTag(beginning: string, limit: number): LabelWithCount[] {
    return this.named(this.tags)
      .filter(({ name }) => name.toLowerCase().startsWith(beginning.trim().toLowerCase()))
      .sort((a, b) => b.live - a.live)
      .slice(0, limit);
  }

  tagsOf(imageId: number): LabelWithCount[] {
    return this.named(this.tags.filter(({ members }) => members.includes(imageId)));
  }

  listed({ place, search, filter, sort, reversed }: LibraryQuery): LibraryImage[] {
    const inLabels = (labels: readonly Label[], id: number, image: LibraryImage) =>
      labels.some((label) => label.id === id && label.members.includes(image.id));
    const found = this.images.filter(
      (image) =>
        (image.deletedAt !== null) === (place === 'trash') &&
        image.name.includes(search.trim()) &&
        (!filter.favourite || image.favourite) &&
        (!filter.origin || image.origin === filter.origin) &&
        (!filter.rating || (image.rating >= filter.rating[0] && image.rating <= filter.rating[1])) &&
        (filter.tags ?? []).every((tag) => inLabels(this.tags, tag, image)) &&
        (filter.collection === undefined || inLabels(this.collections, filter.collection, image)) &&
        (!filter.month || monthOf(image) === filter.month),
    );
    const byTime = (a: LibraryImage, b: LibraryImage) => b.id - a.id;
    found.sort((a, b) => {
      if (sort === 'name') return a.name.localeCompare(b.name) || byTime(b, a);
      return (sort === 'rating' ? b.rating - a.rating : 0) || byTime(a, b);
    });
    return reversed ? found.reverse() : found;
  }

  #live(): LibraryImage[] {
    return this.images.filter((image) => image.deletedAt === null);
  }

  #order(): Order {
    const { images, tags, collections, searches, presets, forgotten, watched, notes, branches, snapshots } =
      this;
    return { images, tags, collections, searches, presets, forgotten, watched, notes, branches, snapshots };
  }

  #replay(from: Entry[], to: Entry[]): UndoState['undo'] {
    const entry = from.pop();
    if (!entry) return null;
    to.push({ ...entry, other: this.#order() });
    Object.assign(this, entry.other);
    return { action: entry.action, count: entry.count };
  }

  /** The pictures of a target. */
  idsOf(target: Target): number[] {
    if ('ids' in target) return [...target.ids];
    const ids = this.listed(target.query).map((image) => image.id);
    const [a, b] = (target.between ?? [ids[0] ?? 0, ids.at(-1) ?? 0]).map((id) => ids.indexOf(id)) as [
      number,
      number,
    ];
    return ids.slice(Math.min(a, b), Math.max(a, b) + 1).filter((id) => !target.except.includes(id));
  }

  #change(target: Target, change: Partial<LibraryImage>): CommandResult {
    const ids = this.idsOf(target);
    const differs = (image: LibraryImage) =>
      ids.includes(image.id) &&
      Object.entries(change).some(([key, value]) => image[key as keyof LibraryImage] !== value);
    const count = this.images.filter(differs).length;
    this.images = this.images.map((image) => (differs(image) ? { ...image, ...change } : image));
    return { count, id: null };
  }

  #carryOut(command: ReturnType<typeof LibraryCommand.parse>): CommandResult | AppError {
    switch (command.do) {
      case 'rate':
        return this.#change(command.target, { rating: command.rating });
      case 'favourite':
        return this.#change(command.target, { favourite: command.favourite });
      case 'remove':
        return this.#change(command.target, { deletedAt: Date.now() });
      case 'restore':
        return this.#change(command.target, { deletedAt: null });
      case 'rename':
        return { ...this.#change({ ids: [command.id] }, { name: command.name }), id: command.id };
      case 'add-tags': {
        const ids = this.idsOf(command.target);
        for (const name of command.names) {
          if (!byName(this.tags, name)) this.tags = [...this.tags, this.#label(name)];
          this.tags = this.tags.map((tag) => (sameName(tag.name, name) ? withMembers(tag, ids) : tag));
        }
        return { count: ids.length, id: null };
      }
      case 'remove-tags': {
        const ids = this.idsOf(command.target);
        this.tags = this.tags.map((tag) => (command.tags.includes(tag.id) ? without(tag, ids) : tag));
        return { count: ids.length, id: null };
      }
      case 'rename-tag': {
        const other = byName(this.tags, command.name);
        return other && other.id !== command.tag
          ? this.#merge([command.tag], other.id)
          : this.#renamed('tags', command.tag, command.name);
      }
      case 'merge-tags':
        return this.#merge(command.from, command.into);
      case 'delete-tag':
        this.tags = this.tags.filter(({ id }) => id !== command.tag);
        return { count: 0, id: null };
      case 'create-collection': {
        if (byName(this.collections, command.name)) return taken(command.name);
        const made = withMembers(this.#label(command.name), command.target ? this.idsOf(command.target) : []);
        this.collections = [...this.collections, made];
        return { count: made.members.length, id: made.id };
      }
      case 'rename-collection':
        return this.#renamed('collections', command.collection, command.name);
      case 'delete-collection':
        this.collections = this.collections.filter(({ id }) => id !== command.collection);
        return { count: 0, id: null };
      case 'collect':
      case 'uncollect':
        return this.#collect(command.collection, this.idsOf(command.target), command.do === 'collect');
      case 'save-search': {
        if (byName(this.searches, command.name)) return taken(command.name);
        const made = { id: this.#nextId++, name: command.name, query: command.query };
        this.searches = [...this.searches, made];
        return { count: 0, id: made.id };
      }
      case 'change-search':
        this.searches = this.searches.map((search) =>
          search.id === command.search
            ? { ...search, name: command.name ?? search.name, query: command.query ?? search.query }
            : search,
        );
        return { count: 0, id: command.search };
      case 'delete-search':
        this.searches = this.searches.filter(({ id }) => id !== command.search);
        return { count: 0, id: null };
      case 'save-preset':
        if (byName(this.presets, command.name)) return taken(command.name);
        return { count: 0, id: this.#addPreset(command.name, command.content) };
      case 'import-presets':
        for (const { name, content } of command.presets)
          this.#addPreset(
            freeName(name, (one) => byName(this.presets, one) !== undefined),
            content,
          );
        return { count: 0, id: null };
      case 'change-preset': {
        const { preset, name, content } = command;
        const other = name === undefined ? undefined : byName(this.presets, name);
        if (other && other.id !== preset) return taken(other.name);
        this.presets = this.presets.map((each) =>
          each.id === preset ? { ...each, name: name ?? each.name, content: content ?? each.content } : each,
        );
        return { count: 0, id: preset };
      }
      case 'delete-preset':
        this.presets = this.presets.filter(({ id }) => id !== command.preset);
        return { count: 0, id: null };
      case 'forget-prompt':
        this.forgotten = [...this.forgotten, command.prompt];
        return { count: 0, id: null };
      case 'note':
        this.notes = new Map(this.notes).set(command.edit, command.text || null);
        return { count: 1, id: null };
      case 'name-branch':
        this.branches = new Map(this.branches).set(command.edit, command.name);
        return { count: 1, id: null };
      case 'snapshot': {
        const made = { id: this.#nextId++, name: command.name, imageId: command.image };
        this.snapshots = [...this.snapshots, made];
        return { count: 1, id: made.id };
      }
      case 'rename-snapshot':
        this.snapshots = this.snapshots.map((one) =>
          one.id === command.snapshot ? { ...one, name: command.name } : one,
        );
        return { count: 1, id: command.snapshot };
      case 'delete-snapshot':
        this.snapshots = this.snapshots.filter(({ id }) => id !== command.snapshot);
        return { count: 1, id: null };
      case 'watch':
        this.watched = new Map(this.watched).set(command.edit, 'demand');
        return { count: 0, id: command.edit };
      case 'stop-watching':
        this.watched = new Map([...this.watched].filter(([edit]) => edit !== command.edit));
        return { count: 0, id: command.edit };
      case 'schedule-watches':
        this.watched = new Map([...this.watched].map(([edit]) => [edit, command.schedule]));
        return { count: 0, id: null };
      case 'cancel-waiting':
        return { count: this.cancelWaiting(), id: null };
    }
  }

  #addPreset(name: string, content: Preset['content']): number {
    const id = this.#nextId++;
    this.presets = [...this.presets, { id, name, content, uses: 0, usedAt: null }];
    return id;
  }

  #label(name: string): Label {
    return { id: this.#nextId++, name, members: [] };
  }

  #merge(from: readonly number[], into: number): CommandResult {
    const members = this.tags.filter(({ id }) => from.includes(id)).flatMap((tag) => tag.members);
    this.tags = this.tags
      .filter(({ id }) => !from.includes(id) || id === into)
      .map((tag) => (tag.id === into ? withMembers(tag, members) : tag));
    return { count: members.length, id: into };
  }

  #renamed(labels: 'tags' | 'collections', id: number, name: string): CommandResult | AppError {
    const other = byName(this[labels], name);
    if (other && other.id !== id) return taken(name);
    this[labels] = this[labels].map((label) => (label.id === id ? { ...label, name } : label));
    return { count: 0, id };
  }

  #collect(collection: number, ids: readonly number[], into: boolean): CommandResult | AppError {
    const known = this.collections.find(({ id }) => id === collection);
    if (!known) return appError('not-found');
    const after = into ? withMembers(known, ids) : without(known, ids);
    this.collections = this.collections.map((each) => (each === known ? after : each));
    return { count: Math.abs(after.members.length - known.members.length), id: null };
  }
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function byName<T extends { readonly name: string }>(all: readonly T[], name: string): T | undefined {
  return all.find((each) => sameName(each.name, name));
}

function withMembers(label: Label, ids: readonly number[]): Label {
  return { ...label, members: [...new Set([...label.members, ...ids])] };
}

function without(label: Label, ids: readonly number[]): Label {
  return { ...label, members: label.members.filter((id) => !ids.includes(id)) };
}

function monthOf({ createdAt }: ImageRecord): string {
  return monthName(createdAt);
}

function taken(name: string): AppError {
  return appError('bad-request', { reason: 'label-taken', params: { name } });
}
