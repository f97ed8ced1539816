import { Tooltip as Radix } from 'radix-ui';
import { type ReactElement, type ReactNode, useEffect, useState } from 'react';
import './floating.css';
import { Kbd } from './kbd.tsx';

interface TooltipProps {
  readonly content: ReactNode;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactElement;
}

const CLOSE = 'reseed-close-tooltips';

/** Closes the open tooltip: below a modal dialog it would catch the Escape meant for the dialog. */
export function closeTooltips(): void {
  document.dispatchEvent(new Event(CLOSE));
}

/** Text on hover and focus. Needs one `TooltipProvider` around the page. */
export function Tooltip({ content, keys, side = 'bottom', children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!open) return;
    const close = () => setOpen(false);
    document.addEventListener(CLOSE, close);
    return () => document.removeEventListener(CLOSE, close);
  }, [open]);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="tooltip" side={side} sideOffset={6} collisionPadding={8}>
          {content}
          {keys ? <Kbd keys={keys} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function TooltipProvider({ children }: { readonly children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={500} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}
