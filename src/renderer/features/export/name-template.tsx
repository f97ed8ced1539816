import { NAME_TOKENS, type NameToken } from '@shared/domain/export.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useRef } from 'react';
import { useExports, useStores } from '../../stores/context.tsx';
import { FieldRow } from '../../ui/field.tsx';

/** Tokens to add by a click. The extension is always added. */
const OFFERED = NAME_TOKENS.filter((token) => token !== 'ext');

/** The name template, with the first resulting names. */
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
    // As if typed: inserts at the caret, and the field's own undo includes it.
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
            // The caret is unchanged.
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
