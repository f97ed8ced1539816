import { t } from '@shared/i18n/index.ts';
import { Star } from 'lucide-react';
import { useEdit, usePrompts } from '../../stores/context.tsx';
import { Kbd } from '../../ui/kbd.tsx';

interface CompletionsProps {
  readonly id: string;
  readonly onPick: (prompt: string) => void;
}

/** Earlier prompts that complete the typed text, below the field. */
export function Completions({ id, onPick }: CompletionsProps) {
  const completions = usePrompts((state) => state.completions);
  const active = usePrompts((state) => state.active);
  const begun = useEdit((state) => state.prompt.trimStart().length);
  if (completions.length === 0) return null;
  return (
    <div className="completions">
      <div id={id} role="listbox" aria-label={t.edit.history.completions} tabIndex={-1}>
        {completions.map(({ id: key, prompt, kept }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's
          <div
            key={key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="completion"
            title={prompt}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(prompt)}
          >
            <span dir="auto" className="completion-words">
              <span className="completion-begun">{prompt.slice(0, begun)}</span>
              {prompt.slice(begun)}
            </span>
            {kept > 0 ? (
              <>
                <Star size={12} aria-hidden />
                <span className="visually-hidden">, {t.edit.history.kept(kept)}</span>
              </>
            ) : null}
            {index === active ? <Kbd keys="Tab" /> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
