import { t } from '@shared/i18n/index.ts';
import { Check, ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Kbd } from '../../ui/kbd.tsx';
import type { PaletteItem } from './item.ts';
import type { Line, Section } from './order.ts';

interface ResultsProps {
  readonly id: string;
  readonly sections: readonly Section[];
  /** Index of the line that Enter applies to, over all sections. */
  readonly active: number;
  /** Without headings: a page has one kind of choices. */
  readonly plain: boolean;
  readonly onActive: (at: number) => void;
  readonly onChoose: (item: PaletteItem) => void;
}

/** The lines in sections. The focus stays in the field above. */
export function Results({ id, sections, active, plain, onActive, onChoose }: ResultsProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // At the first line, also show its heading.
    if (active <= 0) list.current?.scrollTo({ top: 0 });
    else document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  let at = -1;
  return (
    <div ref={list} id={id} className="palette-list" role="listbox" aria-label={t.shell.palette.title}>
      {sections.map(({ group, lines }) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
        <div key={group} role="group" aria-label={t.shell.palette.groups[group]} className="palette-group">
          {plain ? null : (
            <p className="palette-heading" aria-hidden>
              {t.shell.palette.groups[group]}
            </p>
          )}
          {lines.map((line) => {
            at += 1;
            const mine = at;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the field, which says what they mean
              // biome-ignore lint/a11y/useFocusableInteractive: the field names the active one
              <div
                key={line.item.id}
                id={`${id}-${mine}`}
                role="option"
                aria-selected={mine === active}
                className="palette-line"
                onPointerMove={() => mine !== active && onActive(mine)}
                onClick={() => onChoose(line.item)}
              >
                <span dir="auto" className="palette-label">
                  <Label line={line} />
                </span>
                {line.item.detail ? (
                  <span className="palette-detail numerals">{line.item.detail}</span>
                ) : null}
                {line.item.current ? <Check size={14} aria-label={t.shell.palette.now} /> : null}
                {line.item.keys ? <Kbd keys={line.item.keys} /> : null}
                {typeof line.item.chosen === 'object' ? <ChevronRight size={14} aria-hidden /> : null}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

/** The label with its matched characters highlighted. */
function Label({ line: { item, at } }: { readonly line: Line }) {
  const found = new Set(at);
  if (found.size === 0) return item.label;
  // Groups equal neighbors: one element per run instead of per character.
  const stretches: { from: number; text: string; found: boolean }[] = [];
  for (let n = 0; n < item.label.length; n += 1) {
    const last = stretches.at(-1);
    const char = item.label[n] ?? '';
    if (last && last.found === found.has(n)) last.text += char;
    else stretches.push({ from: n, text: char, found: found.has(n) });
  }
  return stretches.map(({ from, text, found: hit }) =>
    hit ? (
      <b key={from} className="palette-hit">
        {text}
      </b>
    ) : (
      <span key={from}>{text}</span>
    ),
  );
}
