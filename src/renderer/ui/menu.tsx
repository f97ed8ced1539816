import { DropdownMenu as Radix } from 'radix-ui';
import { Fragment, type ReactElement } from 'react';
import './floating.css';
import { Kbd } from './kbd.tsx';

export interface MenuItem {
  readonly label: string;
  readonly keys?: string;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly startsGroup?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
}

/** A menu under its trigger. Not modal: a modal one locks scrolling with an inline style that the CSP forbids. */
export function Menu({ trigger, items, align = 'start' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align={align} sideOffset={6} collisionPadding={8}>
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.startsGroup ? <Radix.Separator className="menu-line" /> : null}
              <Radix.Item
                className="menu-item"
                disabled={item.disabled ?? false}
                onSelect={() => item.onSelect()}
              >
                {item.label}
                {item.keys ? <Kbd keys={item.keys} /> : null}
              </Radix.Item>
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
