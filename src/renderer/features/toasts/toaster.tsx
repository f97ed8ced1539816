import { CheckCircle2, CircleAlert, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStores, useToasts } from '../../stores/context.tsx';
import type { Toast } from '../../stores/toast-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import './toasts.css';

const GLYPHS = { good: CheckCircle2, warn: TriangleAlert, bad: CircleAlert } as const;

/** Short messages at the foot of the window. Our own: the usual library brings its styles in a way the CSP forbids. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { toasts } = useStores();
  const [held, setHeld] = useState(false);
  const tone = toast.tone ?? 'neutral';
  const Glyph = tone === 'neutral' ? null : GLYPHS[tone];
  const close = () => toasts.getState().dismissed(toast.id);

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => toasts.getState().dismissed(toast.id), toast.stay);
    return () => clearTimeout(timer);
  }, [held, toast, toasts]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from going
    <div
      className="toast"
      data-tone={tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {Glyph ? <Glyph size={16} aria-hidden className="toast-glyph" /> : null}
      <p className="toast-words">{toast.message}</p>
      {toast.action ? (
        <Button
          small
          variant="ghost"
          className="toast-action"
          onClick={() => {
            toast.action?.run();
            close();
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton icon={X} small label="Close" onClick={close} />
    </div>
  );
}
