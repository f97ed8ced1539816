import type { LucideIcon } from 'lucide-react';
import { ContextMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './floating.css';
import { MenuItemBody, type MenuItemProps } from './menu-parts.tsx';

interface ContextMenuProps {
  /** The element with the menu. */
  readonly children: ReactElement;
  readonly content: ReactNode;
  readonly label: string;
  /** Moves the focus when it is closed. */
  readonly onClosed?: () => void;
}

/** Context menu for the right button and the menu key. Not modal, for the same reason as `Menu`. */
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

export function ContextItem({ disabled = false, danger, onSelect, ...body }: MenuItemProps) {
  return (
    <Radix.Item
      className={classNames('menu-item', danger && 'menu-item-danger')}
      disabled={disabled}
      onSelect={onSelect}
    >
      <MenuItemBody {...body} />
    </Radix.Item>
  );
}

interface ContextSubProps {
  readonly icon?: LucideIcon;
  readonly label: string;
  readonly children: ReactNode;
}

/** A submenu. */
export function ContextSub({ icon, label, children }: ContextSubProps) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className="menu-item">
        <MenuItemBody icon={icon}>{label}</MenuItemBody>
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
