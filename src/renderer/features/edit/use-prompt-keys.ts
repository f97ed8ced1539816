import type { KeyboardEvent, RefObject } from 'react';
import { useStores } from '../../stores/context.tsx';
import { replaceText } from '../../ui/replace-text.ts';

/**
 * Keys of the prompt field besides typing: Alt or Ctrl with up and down steps through earlier prompts; Tab,
 * and Right at the end, accept the completion; Escape hides it. Enter is unchanged.
 */
export function usePromptKeys(field: RefObject<HTMLTextAreaElement | null>) {
  const { edit, prompts } = useStores();

  const write = (text: string) => {
    if (field.current) replaceText(field.current, text);
    edit.getState().setPrompt(text);
    prompts.getState().dismiss();
  };
  const walk = async (by: 1 | -1) => {
    const text = await prompts.getState().step(by);
    if (text !== null) write(text);
  };
  const atEnd = () => {
    const { selectionStart, selectionEnd, value } = field.current ?? { value: '' };
    return selectionStart === value.length && selectionEnd === value.length;
  };

  return {
    take: write,
    /** Completes only text typed at its end. */
    onTyped(event: Event) {
      const typed = event instanceof InputEvent && event.inputType.startsWith('insert') && !event.isComposing;
      const written = typed && event.inputType !== 'insertFromPaste' && document.hasFocus();
      if (written && atEnd()) void prompts.getState().complete(field.current?.value ?? '');
      else prompts.getState().dismiss();
    },
    onSelect() {
      if (!atEnd()) prompts.getState().dismiss();
    },
    onKeyDown(event: KeyboardEvent) {
      const { completions, active, moveActive, dismiss, forget, offered } = prompts.getState();
      const offer = offered();
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const up = event.key === 'ArrowUp';
      if ((up || event.key === 'ArrowDown') && event.altKey !== event.ctrlKey && !event.shiftKey) {
        event.preventDefault();
        void walk(up ? 1 : -1);
      } else if (offer === null || !plain) return;
      else if (event.key === 'Escape') {
        // Don't also leave the whole-window view.
        event.preventDefault();
        dismiss();
      } else if ((event.key === 'Tab' || event.key === 'ArrowRight') && !event.shiftKey && atEnd()) {
        event.preventDefault();
        write(offer);
      } else if (event.key === 'ArrowDown' && active < completions.length - 1) {
        event.preventDefault();
        moveActive(1);
      } else if (up && active > 0) {
        event.preventDefault();
        moveActive(-1);
      } else if (event.key === 'Delete' && event.shiftKey) {
        event.preventDefault();
        void forget(offer);
      }
    },
  };
}
