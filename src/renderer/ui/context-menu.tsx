import type { LucideIcon } from 'lucide-react';
import { ContextMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './floating.css';
import { Kbd } from './kbd.tsx';

interface ContextMenuProps {
  /** What it is the menu of. */
  readonly children: ReactElement;
  readonly content: ReactNode;
  readonly label: string;
  /** Where the focus goes when it is closed. */
  readonly onClosed?: () => void;
}

/** The menu of the right button, and of the menu key. Not modal, for the same reason as `Menu`. */
export function ContextMenu({ children, content, label, onClosed }: ContextMenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="menu"
          aria-label={label}
          collisionPadding={8}
          loop
          onCloseAutoFocus={(event) => {
            if (!onClosed) return;
            event.preventDefault();
            onClosed();
          }}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface ContextItemProps {
  readonly icon?: LucideIcon;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** Takes something away. */
  readonly danger?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

export function ContextItem({
  icon: Icon,
  keys,
  disabled = false,
  danger,
  onSelect,
  children,
}: ContextItemProps) {
  return (
    <Radix.Item
      className={classNames('menu-item', danger && 'menu-item-danger')}
      disabled={disabled}
      onSelect={onSelect}
    >
      {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden /> : null}
      <span className="menu-words">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </Radix.Item>
  );
}

interface ContextSubProps {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly children: ReactNode;
}

/** A menu within the menu. */
export function ContextSub({ icon: Icon, label, children }: ContextSubProps) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className="menu-item">
        {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden /> : null}
        <span className="menu-words">{label}</span>
        <span aria-hidden>›</span>
      </Radix.SubTrigger>
      <Radix.Portal>
        <Radix.SubContent className="menu" collisionPadding={8} loop>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

export function ContextLine() {
  return <Radix.Separator className="menu-line" />;
}
