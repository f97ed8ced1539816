import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useKeysOf, useStores, useView } from '../../stores/context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** A search starts this long after the last key, in milliseconds. */
const SEARCH_AFTER_MS = 120;

export function SearchBox() {
  const { library } = useStores();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(library.getState().query.search);
  const asked = useView((state) => state.searchFocus);
  // The plain key is the shorter one.
  const keys = useKeysOf('find');

  useEffect(() => {
    if (asked) input.current?.select();
  }, [asked]);
  useEffect(() => {
    if (text === library.getState().query.search) return;
    const timer = setTimeout(() => void library.getState().searched(text), SEARCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, library]);
  // *Clear search* in the library empties the box too.
  useEffect(
    () =>
      library.subscribe((state, before) => {
        if (state.query.search !== before.query.search && state.query.search === '') setText('');
      }),
    [library],
  );

  return (
    <search className="search">
      <Search size={14} aria-hidden />
      <input
        ref={input}
        type="search"
        className="search-input"
        aria-label="Search"
        placeholder="Search prompts, names, seeds…"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text === '') event.currentTarget.blur();
          else setText('');
        }}
      />
      {text === '' ? (
        keys ? (
          <Kbd keys={keys} />
        ) : null
      ) : (
        <IconButton icon={X} small label="Clear" onClick={() => setText('')} />
      )}
    </search>
  );
}
