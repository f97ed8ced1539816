import { useId } from 'react';
import { useEdit, useStores } from '../../stores/context.tsx';
import { FieldMessage } from '../../ui/field.tsx';

export function PromptField() {
  const { edit } = useStores();
  const prompt = useEdit((state) => state.prompt);
  const error = useEdit((state) => state.errors.prompt);
  const id = useId();
  return (
    <div className="prompt">
      <label className="prompt-label" htmlFor={id}>
        Prompt
      </label>
      {/* The wrapper repeats the text unseen: the box grows with what is in it. */}
      <div className="prompt-grow" data-text={`${prompt}\n`}>
        <textarea
          id={id}
          className="input prompt-input"
          data-field="prompt"
          placeholder="make it a watercolor painting"
          rows={3}
          value={prompt}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-message` : undefined}
          onChange={(event) => edit.getState().promptChanged(event.currentTarget.value)}
        />
      </div>
      {error ? <FieldMessage id={`${id}-message`} error={error} /> : null}
    </div>
  );
}
