import type { EngineId } from '@shared/domain/model.ts';
import type { NewPreset, Preset, PresetContent } from '@shared/domain/preset.ts';
import { PresetSort } from '@shared/domain/preset.ts';
import { locale, t } from '@shared/i18n/index.ts';
import { engineName } from '@shared/i18n/model-text.ts';
import {
  Bookmark,
  Copy,
  Download,
  Ellipsis,
  FileInput,
  Pencil,
  RefreshCw,
  Sparkles,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useEdit, usePresets, useSettings, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { FilterList, type ListRow } from './filter-list.tsx';
import { type StarterPreset, starterPresets } from './starter-presets.ts';

/** All presets, the user's own first: type to filter, Enter applies. */
export function PresetList() {
  const { presets } = useStores();
  const [filter, setFilter] = useState('');
  const own = usePresets((state) => state.presets);
  const sort = useSettings((state) => state.settings.presetSort);
  const engine = useEdit((state) => state.engine);
  const fits = fitsFilter(filter);
  const { apply, showSaveForm } = presets.getState();
  const ownRows = sorted(own.filter(fits), sort).map(
    (preset): ListRow => ({
      key: preset.id,
      name: preset.name,
      about: aboutText(preset.content, engine, preset),
      icon: <Bookmark size={14} strokeWidth={1.75} aria-hidden />,
      onPick: () => apply(preset),
      onDelete: () => void presets.getState().remove(preset),
      actions: <PresetMenu preset={preset} />,
    }),
  );
  const starterRows = starterPresets()
    .filter(fits)
    .map(
      (starter): ListRow => ({
        key: starter.key,
        name: starter.name,
        about: aboutText(starter.content, null),
        icon: <Sparkles size={14} strokeWidth={1.75} aria-hidden />,
        onPick: () => apply(starter),
        actions: <StarterMenu starter={starter} />,
      }),
    );
  return (
    <>
      <FilterList
        label={t.edit.presets.title}
        filterLabel={t.edit.presets.find}
        filter={filter}
        onFilter={setFilter}
        nothing={t.edit.presets.none}
        groups={[
          {
            key: 'own',
            title: t.edit.presets.own,
            rows: ownRows,
            ...(own.length === 0 && filter === '' && { empty: t.edit.presets.teach }),
          },
          { key: 'starters', title: t.edit.presets.starters, rows: starterRows },
        ]}
      />
      <footer className="presets-footer">
        <Button small onClick={() => showSaveForm()}>
          {t.edit.presets.saveAs}
        </Button>
        <ListMenu sort={sort} />
      </footer>
    </>
  );
}

function ListMenu({ sort }: { readonly sort: PresetSort }) {
  const { presets, settings } = useStores();
  const some = usePresets((state) => state.presets.length > 0);
  const words = { name: t.edit.presets.byName, use: t.edit.presets.byUse, time: t.edit.presets.byTime };
  return (
    <Menu trigger={<IconButton icon={Ellipsis} small label={t.edit.presets.moreActions} />}>
      <MenuChoice
        label={t.edit.presets.sort}
        value={sort}
        choices={PresetSort.options.map((value) => ({ value, label: words[value] }))}
        onChange={(presetSort) => settings.getState().save({ presetSort })}
      />
      <MenuLine />
      <MenuItem icon={FileInput} onSelect={() => void presets.getState().importFile()}>
        {t.edit.presets.import}
      </MenuItem>
      <MenuItem icon={Download} disabled={!some} onSelect={() => void presets.getState().exportFile(null)}>
        {t.edit.presets.exportAll}
      </MenuItem>
    </Menu>
  );
}

function PresetMenu({ preset }: { readonly preset: Preset }) {
  const { presets } = useStores();
  const { update, showRenameForm, duplicate, exportFile, remove } = presets.getState();
  return (
    <Menu trigger={<IconButton icon={Ellipsis} small label={t.edit.presets.more(preset.name)} />}>
      <MenuItem icon={RefreshCw} onSelect={() => void update(preset)}>
        {t.edit.presets.update}
      </MenuItem>
      <MenuItem icon={Pencil} onSelect={() => showRenameForm(preset)}>
        {t.edit.presets.rename}
      </MenuItem>
      <MenuItem icon={Copy} onSelect={() => void duplicate(preset)}>
        {t.edit.presets.duplicate}
      </MenuItem>
      <MenuItem icon={Download} onSelect={() => void exportFile([preset.id])}>
        {t.edit.presets.export}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={Trash2} danger onSelect={() => void remove(preset)}>
        {t.common.delete}
      </MenuItem>
    </Menu>
  );
}

function StarterMenu({ starter }: { readonly starter: StarterPreset }) {
  const { presets } = useStores();
  return (
    <Menu trigger={<IconButton icon={Ellipsis} small label={t.edit.presets.more(starter.name)} />}>
      <MenuItem icon={Copy} onSelect={() => void presets.getState().duplicate(starter)}>
        {t.edit.presets.duplicate}
      </MenuItem>
    </Menu>
  );
}

function fitsFilter(filter: string): (preset: NewPreset) => boolean {
  const wanted = filter.trim().toLowerCase().split(/\s+/);
  return ({ name, content }) => {
    const text = `${name} ${content.prompt ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}

function sorted(presets: readonly Preset[], sort: PresetSort): readonly Preset[] {
  const byName = (a: Preset, b: Preset) => a.name.localeCompare(b.name, locale, { numeric: true });
  if (sort === 'name') return presets.toSorted(byName);
  if (sort === 'time') return presets.toSorted((a, b) => b.id - a.id);
  return presets.toSorted((a, b) => b.uses - a.uses || (b.usedAt ?? 0) - (a.usedAt ?? 0) || byName(a, b));
}

/** Describes the content in a line, and names its engine if that isn't the form's. */
function aboutText(content: PresetContent, engine: EngineId | null, used?: Preset): string {
  const words = t.edit.presets;
  const settings = Object.keys(content.params ?? {}).length;
  return [
    engine !== null && content.engine !== engine ? words.madeFor(engineName(content.engine)) : null,
    settings > 0 ? words.settings(settings) : null,
    content.seed === undefined ? null : words.seed(content.seed),
    used && used.uses > 0 ? words.used(used.uses) : null,
    content.prompt === undefined ? null : t.common.quoted(content.prompt),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
