import { NAME_TOKENS, type NameToken } from '@shared/domain/export.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { useExports, useStores } from '../../stores/context.tsx';
import { FieldRow } from '../../ui/field.tsx';

/** What can be added by a click; the extension is always there. */
const OFFERED = NAME_TOKENS.filter((token) => token !== 'ext');

/** What the files are called: a text with tokens, and the first names that come of it. */
export function NameTemplate() {
  const { exports } = useStores();
  const words = t.transfer.export;
  const template = useExports((state) => state.options.template);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const frame = requestAnimationFrame(() => exports.getState().folder !== null && input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [exports]);
  const add = (token: NameToken) => {
    const field = input.current;
    if (!field) return;
    field.focus();
    // As if it were typed: it goes where the caret is, and the field's own undo takes it back.
    const before = field.value.slice(0, field.selectionStart ?? field.value.length);
    const gap = before !== '' && !/[\s_-]$/.test(before) ? ' ' : '';
    document.execCommand('insertText', false, `${gap}{${token}}`);
  };
  return (
    <div className="export-template">
      <FieldRow label={words.template} layout="stacked">
        {({ id }) => (
          <input
            dir="auto"
            ref={input}
            id={id}
            className="input"
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            value={template}
            onChange={(event) => exports.getState().setOptions({ template: event.currentTarget.value })}
          />
        )}
      </FieldRow>
      <div className="export-tokens">
        {OFFERED.map((token) => (
          <button
            key={token}
            type="button"
            className="export-token"
            title={words.insert(`{${token}}`)}
            // The caret stays where it is.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => add(token)}
          >
            {words.tokens[token]}
          </button>
        ))}
      </div>
      <Names />
    </div>
  );
}

function Names() {
  const words = t.transfer.export;
  const names = useExports((state) => state.names);
  const total = useExports((state) => state.total) ?? 0;
  if (names.length === 0) return <div className="export-names" aria-hidden />;
  const more = total - names.length;
  return (
    <section className="export-names" aria-label={words.preview} aria-live="polite">
      <ul>
        {names.map((name) => (
          <li dir="auto" key={name} title={name}>
            {name}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="meta">{words.more(more)}</p> : null}
    </section>
  );
}
