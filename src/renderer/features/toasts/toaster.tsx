import { t } from '@shared/i18n/index.ts';
import { CheckCircle2, CircleAlert, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStores, useToasts } from '../../stores/context.tsx';
import type { Toast } from '../../stores/toast-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import './toasts.css';

const GLYPHS = { good: CheckCircle2, warn: TriangleAlert, bad: CircleAlert } as const;

/** Toasts at the bottom of the window. Custom, because the usual library injects styles that the CSP forbids. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  const reach = useToasts((state) => state.reach);
  const box = useRef<HTMLElement>(null);
  /** The element that had the focus before the toasts. */
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (!reach) return;
    const newest = box.current?.querySelector<HTMLElement>('.toast:last-child button');
    if (!newest) return;
    before.current = document.activeElement;
    newest.focus();
  }, [reach]);
  const leave = () => {
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    before.current = null;
  };
  return (
    <section
      ref={box}
      className="toaster"
      aria-label={t.shell.messages}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
    >
      <div className="toaster-stack" role="status" aria-live="polite">
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onGone={leave} />
        ))}
      </div>
    </section>
  );
}

function ToastCard({ toast, onGone }: { readonly toast: Toast; readonly onGone: () => void }) {
  const { toasts } = useStores();
  const [held, setHeld] = useState(false);
  const tone = toast.tone ?? 'neutral';
  const Glyph = tone === 'neutral' ? null : GLYPHS[tone];
  const card = useRef<HTMLDivElement>(null);
  const close = () => {
    // Otherwise the focus would move to the start of the page.
    if (card.current?.contains(document.activeElement)) onGone();
    toasts.getState().dismiss(toast.id);
  };

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => toasts.getState().dismiss(toast.id), toast.stay);
    return () => clearTimeout(timer);
  }, [held, toast, toasts]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from going
    <div
      ref={card}
      className="toast"
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {Glyph ? <Glyph size={16} aria-hidden className="toast-glyph" /> : null}
      <p className="toast-words">{toast.message()}</p>
      {toast.action ? (
        <Button
          small
          variant="ghost"
          className="toast-action"
          onClick={() => {
            close();
            toast.action?.run();
          }}
        >
          {toast.action.label()}
        </Button>
      ) : null}
      <IconButton icon={X} small label={t.common.close} onClick={close} />
    </div>
  );
}
