import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

/** An entry of a menu, under a button or under the pointer. */
export interface MenuItemProps {
  readonly icon?: LucideIcon;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** Takes something away. */
  readonly danger?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

/** What such an entry shows. */
export function MenuItemBody({
  icon: Icon,
  keys,
  children,
}: Pick<MenuItemProps, 'icon' | 'keys' | 'children'>) {
  return (
    <>
      {Icon ? <Icon size={14} strokeWidth={1.75} aria-hidden /> : null}
      <span className="menu-words">{children}</span>
      {keys ? <Kbd keys={keys} /> : null}
    </>
  );
}
