import type { LabelWithCount } from '@shared/domain/facets.ts';
import { t } from '@shared/i18n/index.ts';
import { Images, Plus } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useLabels, useStores } from '../../stores/context.tsx';
import { ComboboxInput } from '../../ui/combobox-input.tsx';
import { useOptions } from '../../ui/use-options.ts';
import './label-options.css';

type CollectionOption = { readonly collection: LabelWithCount } | { readonly create: string };

/** Adds the selected pictures to a collection, found or created by typing. */
export function CollectPicker({ onDone }: { readonly onDone: () => void }) {
  const { library, labels, changes } = useStores();
  const collections = useLabels((state) => state.collections);
  const [text, setText] = useState('');
  useEffect(() => void labels.getState().load(), [labels]);
  const choices = useMemo(() => choicesFor(text, collections), [text, collections]);
  const pick = (choice: CollectionOption) => {
    onDone();
    const target = library.getState().targetOfSelection();
    if (!target) return;
    void changes
      .getState()
      .run(
        'create' in choice
          ? { do: 'create-collection', name: choice.create, target }
          : { do: 'collect', collection: choice.collection.id, target },
      );
  };
  const options = useOptions({ items: choices, typed: text, onPick: pick, first: true });
  return (
    <>
      <ComboboxInput
        label={t.labels.findCollection}
        placeholder={t.labels.findCollection}
        className="input"
        text={text}
        options={options}
        onText={setText}
      />
      <ul {...options.list} className="options label-options" aria-label={t.filters.sections.collections}>
        {choices.map((choice, place) => (
          <li
            key={'create' in choice ? 'new' : choice.collection.id}
            className="option"
            {...options.option(place)}
          >
            {'create' in choice ? <Plus size={14} aria-hidden /> : <Images size={14} aria-hidden />}
            <span dir="auto" className="option-words">
              {'create' in choice ? t.labels.createNamed(choice.create) : choice.collection.name}
            </span>
            {'create' in choice ? null : (
              <span className="option-count numerals">{t.library.count(choice.collection.live)}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function choicesFor(text: string, collections: readonly LabelWithCount[]): CollectionOption[] {
  const wanted = text.trim().toLowerCase();
  const found = collections.filter(({ name }) => name.toLowerCase().includes(wanted));
  const exact = collections.some(({ name }) => name.toLowerCase() === wanted);
  const choices: CollectionOption[] = found.map((collection) => ({ collection }));
  return wanted === '' || exact ? choices : [...choices, { create: text.trim() }];
}
