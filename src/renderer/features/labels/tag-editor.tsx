import type { LabelWithCount } from '@shared/domain/facets.ts';
import type { LibraryCommand, Target } from '@shared/domain/library-command.ts';
import { t } from '@shared/i18n/index.ts';
import { Minus, Plus, Tag, X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLibrary, useStores } from '../../stores/context.tsx';
import { classNames } from '../../ui/class-names.ts';
import { ComboboxInput } from '../../ui/combobox-input.tsx';
import { useOptions } from '../../ui/use-options.ts';
import { type SelectedTag, tagsOfSelection } from './tags-of-selection.ts';
import { useTagsBeginning } from './use-tags-beginning.ts';
import './label-options.css';
import './tag-editor.css';

type TagOption =
  | { readonly tag: LabelWithCount }
  | { readonly off: LabelWithCount }
  | { readonly create: string };

/** The tags of the selected pictures: typing completes, adds to all and removes from all. */
export function TagEditor() {
  const stores = useStores();
  const { library, labels, changes } = stores;
  const count = useLibrary((state) => state.selection.count);
  const [tags, setTags] = useState<readonly SelectedTag[] | null>([]);
  const [text, setText] = useState('');
  // A minus removes the tag that follows: for many pictures, no removable chips are shown.
  const minus = text.trimStart().startsWith('-');
  const typed = text.trim().slice(minus ? 1 : 0);
  const found = useCompletions(typed);

  const look = useCallback(async () => setTags(await tagsOfSelection(stores)), [stores]);
  useEffect(() => void look(), [look]);

  const change = async (command: (target: Target) => LibraryCommand) => {
    const target = library.getState().targetOfSelection();
    if (target) await changes.getState().run(command(target));
    await look();
  };
  const add = (name: string) => {
    setText('');
    void change((target) => ({ do: 'add-tags', target, names: [name] }));
  };
  const takeOff = (tag: LabelWithCount) => {
    setText('');
    void change((target) => ({ do: 'remove-tags', target, tags: [tag.id] }));
  };
  /** For Enter before the completions have loaded. */
  const takeOffTyped = async () => {
    const begun = await labels.getState().completeTag(typed, 30);
    const tag = begun.find(({ name }) => sameName(name, typed)) ?? begun[0];
    if (tag) takeOff(tag);
  };

  const choices = useMemo(
    () => (minus ? found.map((tag) => ({ off: tag })) : choicesFor(typed, found, tags ?? [], count)),
    [minus, typed, found, tags, count],
  );
  const options = useOptions({
    items: choices,
    typed: text,
    first: text.trim() !== '',
    onPick: (choice: TagOption) => {
      if ('off' in choice) takeOff(choice.off);
      else add('create' in choice ? choice.create : choice.tag.name);
    },
  });
  return (
    <>
      <div className="tag-chips">
        {(tags ?? []).map((tag) => (
          <TagChip key={tag.id} tag={tag} all={count} onAdd={() => add(tag.name)} onTakeOff={takeOff} />
        ))}
        <ComboboxInput
          label={t.labels.addTag}
          placeholder={t.labels.addTagHint}
          className="tag-input"
          text={text}
          options={options}
          onText={setText}
          onKeyDown={(event) => {
            const last = tags?.findLast((tag) => tag.on === count);
            const ends = (event.key === 'Enter' || event.key === ',') && typed !== '';
            if (ends && minus) void takeOffTyped();
            else if (ends) add(typed);
            else if (event.key === 'Backspace' && text === '' && last) takeOff(last);
            else return;
            event.preventDefault();
          }}
        />
      </div>
      {tags === null ? <p className="meta tag-note">{t.labels.tagsOfMany(count)}</p> : null}
      <ul {...options.list} className="options label-options" aria-label={t.labels.tags}>
        {choices.map((choice, place) => (
          <li key={keyOf(choice)} className="option" {...options.option(place)}>
            <ChoiceLine choice={choice} />
          </li>
        ))}
      </ul>
    </>
  );
}

function keyOf(choice: TagOption): string {
  if ('create' in choice) return 'new';
  return 'off' in choice ? `off-${choice.off.id}` : `tag-${choice.tag.id}`;
}

function ChoiceLine({ choice }: { readonly choice: TagOption }) {
  if ('create' in choice)
    return (
      <>
        <Plus size={14} aria-hidden />
        <span className="option-words">{t.labels.newTag(choice.create)}</span>
      </>
    );
  const isOff = 'off' in choice;
  const { name, live } = isOff ? choice.off : choice.tag;
  const Glyph = isOff ? Minus : Tag;
  return (
    <>
      <Glyph size={14} aria-hidden />
      <span className="option-words">{isOff ? t.labels.removeTag(name) : <bdi>{name}</bdi>}</span>
      <span className="option-count numerals">{t.library.count(live)}</span>
    </>
  );
}

interface TagChipProps {
  readonly tag: SelectedTag;
  readonly all: number;
  readonly onAdd: () => void;
  readonly onTakeOff: (tag: LabelWithCount) => void;
}

/** One tag. If only some of the pictures have it, it can be added to the others. */
function TagChip({ tag, all, onAdd, onTakeOff }: TagChipProps) {
  const some = tag.on < all;
  return (
    <span className={classNames('tag-chip', some && 'tag-chip-some')}>
      {some ? (
        <button type="button" className="tag-chip-add" title={t.labels.addTagToAll(tag.name)} onClick={onAdd}>
          <bdi>{tag.name}</bdi>
          <span className="meta numerals">{t.labels.tagOnSome(tag.on, all)}</span>
          <span className="visually-hidden">: {t.labels.addTagToAll(tag.name)}</span>
        </button>
      ) : (
        <span dir="auto" className="tag-chip-name">
          {tag.name}
        </span>
      )}
      <button
        type="button"
        className="tag-chip-off"
        title={t.labels.removeTag(tag.name)}
        onClick={() => onTakeOff(tag)}
      >
        <X size={12} aria-hidden />
        <span className="visually-hidden">{t.labels.removeTag(tag.name)}</span>
      </button>
    </span>
  );
}

/** Tags with the typed prefix, most used first. Of an earlier answer, only those that still match. */
function useCompletions(text: string): readonly LabelWithCount[] {
  const found = useTagsBeginning(text.trim(), 30);
  return useMemo(() => {
    const start = text.trim().normalize('NFKC').toLowerCase();
    return (found ?? []).filter(({ name }) => name.normalize('NFKC').toLowerCase().startsWith(start));
  }, [found, text]);
}

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function choicesFor(
  typed: string,
  found: readonly LabelWithCount[],
  on: readonly SelectedTag[],
  count: number,
): TagOption[] {
  const onAll = new Set(on.filter((tag) => tag.on === count).map(({ id }) => id));
  const choices: TagOption[] = found.filter((tag) => !onAll.has(tag.id)).map((tag) => ({ tag }));
  const known = [...found, ...on].some(({ name }) => sameName(name, typed));
  return typed === '' || known ? choices.slice(0, 8) : [...choices.slice(0, 7), { create: typed }];
}
