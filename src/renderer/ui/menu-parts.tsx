import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

/** An entry of a dropdown or context menu. */
export interface MenuItemProps {
  readonly icon?: LucideIcon;
  readonly keys?: string | undefined;
  readonly disabled?: boolean;
  /** Destructive. */
  readonly danger?: boolean;
  readonly onSelect: () => void;
  readonly children: ReactNode;
}

/** Content of such an entry. */
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
