import { PROMPT_MAX } from '@shared/domain/edit.ts';
import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { explain } from '@shared/i18n/error-message.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useId, useRef } from 'react';
import { useEdit, usePrompts, useStores } from '../../stores/context.tsx';
import { FieldMessage } from '../../ui/field.tsx';
import { replaceText } from '../../ui/replace-text.ts';
import { Completions } from './completions.tsx';
import { EarlierPrompts } from './earlier-prompts.tsx';
import { usePromptKeys } from './use-prompt-keys.ts';

/** The form shows the remaining characters from this number on. */
const COUNT_FROM = 500;

/** The prompt. Earlier prompts are one key press away. */
export function PromptField() {
  const { edit, prompts } = useStores();
  const prompt = useEdit((state) => state.prompt);
  const model = useEdit(chosenModel);
  const error = useEdit((state) => state.errors.prompt);
  const offers = usePrompts((state) => state.completions.length > 0);
  const active = usePrompts((state) => state.active);
  const field = useRef<HTMLTextAreaElement>(null);
  const keys = usePromptKeys(field);
  const id = useId();
  useEffect(() => {
    // Apply external changes. Typed text is already in the field.
    if (field.current && field.current.value !== prompt) replaceText(field.current, prompt);
  }, [prompt]);
  return (
    <div className="prompt">
      <div className="prompt-head">
        <label className="prompt-label" htmlFor={id}>
          {t.edit.prompt.label}
        </label>
        <EarlierPrompts />
      </div>
      <div className="prompt-box">
        <textarea
          dir="auto"
          maxLength={PROMPT_MAX}
          ref={field}
          id={id}
          className="input prompt-input"
          data-field="prompt"
          placeholder={t.edit.prompt.placeholder}
          rows={3}
          defaultValue={prompt}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-message` : undefined}
          aria-autocomplete="list"
          aria-controls={offers ? `${id}-completions` : undefined}
          aria-activedescendant={offers ? `${id}-completions-${active}` : undefined}
          onChange={(event) => {
            edit.getState().setPrompt(event.currentTarget.value);
            keys.onTyped(event.nativeEvent);
          }}
          onKeyDown={keys.onKeyDown}
          onSelect={keys.onSelect}
          onBlur={() => prompts.getState().dismiss()}
        />
        <Completions id={`${id}-completions`} onPick={keys.take} />
      </div>
      <PromptCount left={(model.promptMax ?? PROMPT_MAX) - prompt.trim().length} />
      {error ? <FieldMessage id={`${id}-message`} error={explain(error)} /> : null}
    </div>
  );
}

/** Remaining characters, once relevant. */
function PromptCount({ left }: { readonly left: number }) {
  return (
    <div aria-live="polite">
      {left > COUNT_FROM ? null : (
        <p className="field-message numerals">
          {left < 0 ? t.edit.prompt.over(-left) : t.common.charactersLeft(left)}
        </p>
      )}
    </div>
  );
}
