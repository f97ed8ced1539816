import { t } from '@shared/i18n/index.ts';
import { ChevronLeft, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLabels, usePalette, usePresets, useSettings, useStores } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { closeTooltips } from '../../ui/tooltip.tsx';
import type { PaletteItem } from './item.ts';
import { everyItem } from './items.ts';
import { ordered, type Section } from './order.ts';
import { pageItems } from './pages.ts';
import type { PaletteState } from './palette-store.ts';
import { Results } from './results.tsx';
import './palette.css';

/** Delay (ms) after the last key before pictures are searched. */
const LOOK_AFTER_MS = 80;
/** Maximum number of recent choices. */
const RECENT_MAX = 8;
const selectIsOpen = ({ isOpen }: PaletteState) => isOpen;

/**
 * The command palette. A custom list in the browser's own dialog: the usual library sorts DOM nodes instead
 * of data, and its dialog injects styles that the page's policy forbids.
 */
export function Palette() {
  const isOpen = usePalette(selectIsOpen);
  return isOpen ? <OpenPalette /> : null;
}

function OpenPalette() {
  const stores = useStores();
  const { palette, settings } = stores;
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const page = usePalette((state) => state.page);
  const text = usePalette((state) => state.text);
  const sections = useSections();
  const lines = useMemo(() => sections.flatMap((section) => section.lines), [sections]);
  const [active, setActive] = useState(0);
  const at = Math.min(active, lines.length - 1);

  useEffect(() => {
    closeTooltips();
    dialog.current?.showModal();
    if (stores.labels.getState().facets === null) void stores.labels.getState().load();
    void stores.presets.getState().load();
  }, [stores]);
  useEffect(() => {
    if (page !== null) return;
    const timer = setTimeout(() => void palette.getState().search(), text.trim() === '' ? 0 : LOOK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [page, text, palette]);

  const close = () => {
    // Close the dialog first, which restores the focus: the choice may move it.
    dialog.current?.close();
    palette.getState().close();
  };
  const back = () => {
    palette.getState().setPage(null);
    setActive(0);
  };
  const choose = (item: PaletteItem) => {
    const { paletteRecent } = settings.getState().settings;
    if (page === null && item.group !== 'seed')
      settings.getState().save({
        paletteRecent: [item.id, ...paletteRecent.filter((id) => id !== item.id)].slice(0, RECENT_MAX),
      });
    if (typeof item.chosen === 'object') {
      palette.getState().setPage(item.chosen.page);
      return setActive(0);
    }
    close();
    void item.chosen();
  };
  const keyDown = (event: KeyboardEvent) => {
    const last = lines.length - 1;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setActive(at >= last ? 0 : at + 1),
      ArrowUp: () => setActive(at <= 0 ? last : at - 1),
      PageDown: () => setActive(Math.min(last, at + 8)),
      PageUp: () => setActive(Math.max(0, at - 8)),
      Enter: () => {
        const line = lines[at];
        if (line) choose(line.item);
      },
      Escape: () => (page === null ? close() : back()),
    };
    const move = event.key === 'Backspace' && text === '' && page !== null ? back : moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  const words = t.shell.palette;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the dialog is a second way; Escape is the first.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={page === null ? words.title : words.pages[page]}
      onClose={() => palette.getState().close()}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="palette-entry">
        {page === null ? (
          <Search size={16} aria-hidden />
        ) : (
          <IconButton icon={ChevronLeft} small label={words.back} onClick={back} />
        )}
        <input
          dir="auto"
          className="palette-input"
          role="combobox"
          aria-label={page === null ? words.search : words.pages[page]}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={at < 0 ? undefined : `${listId}-${at}`}
          placeholder={page === null ? words.hint : words.pages[page]}
          autoFocus
          spellCheck={false}
          maxLength={500}
          value={text}
          onChange={(event) => {
            palette.getState().setText(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={keyDown}
        />
      </div>
      <Results
        id={listId}
        sections={sections}
        active={at}
        plain={page !== null}
        onActive={setActive}
        onChoose={choose}
      />
      <p className="visually-hidden" role="status">
        {text === '' ? '' : words.found(lines.length)}
      </p>
      {lines.length === 0 ? (
        <p className="palette-nothing">{text === '' ? words.noCollections : words.nothing(text)}</p>
      ) : null}
    </dialog>
  );
}

/** Returns the listed items. */
function useSections(): readonly Section[] {
  const stores = useStores();
  const page = usePalette((state) => state.page);
  const text = usePalette((state) => state.text);
  const pictures = usePalette((state) => state.pictures);
  // Dependencies of the items.
  const labels = useLabels((state) => state);
  const presets = usePresets((state) => state.presets);
  const now = useSettings((state) => state.settings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => {
    const items = page === null ? everyItem(stores, text, pictures) : pageItems(stores, page, text);
    return ordered(items, text, page === null ? now.paletteRecent : []);
  }, [stores, page, text, pictures, labels, presets, now]);
}
