import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './floating.css';
import { MenuItemBody, type MenuItemProps } from './menu-parts.tsx';

interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly children: ReactNode;
}

/**
 * A dropdown menu with arrow keys and type-ahead. Not modal: a modal menu locks scrolling with a style
 * element, which the page's policy forbids.
 */
export function Menu({ trigger, align = 'end', side = 'bottom', children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          loop
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({ disabled = false, danger, onSelect, ...body }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={classNames('menu-item', danger && 'menu-item-danger')}
      disabled={disabled}
      onSelect={onSelect}
    >
      <MenuItemBody {...body} />
    </DropdownMenu.Item>
  );
}

/** A toggle. */
export function MenuCheck({
  disabled = false,
  checked,
  onSelect,
  ...body
}: MenuItemProps & { readonly checked: boolean }) {
  return (
    <DropdownMenu.CheckboxItem
      className="menu-item"
      disabled={disabled}
      checked={checked}
      onSelect={onSelect}
    >
      <MenuItemBody {...body} />
      <DropdownMenu.ItemIndicator>
        <Check size={14} aria-hidden />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.CheckboxItem>
  );
}

interface MenuChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly choices: readonly { readonly value: V; readonly label: string; readonly icon?: LucideIcon }[];
  readonly onChange: (value: V) => void;
}

/** A radio choice with a check mark at the current value. */
export function MenuChoice<V extends string>({ label, value, choices, onChange }: MenuChoiceProps<V>) {
  return (
    <DropdownMenu.RadioGroup
      value={value}
      onValueChange={(chosen) => {
        const choice = choices.find((each) => each.value === chosen);
        if (choice) onChange(choice.value);
      }}
    >
      <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem
          key={choice.value}
          value={choice.value}
          className="menu-item menu-item-choice"
        >
          <DropdownMenu.ItemIndicator className="menu-tick">
            <Check size={14} aria-hidden />
          </DropdownMenu.ItemIndicator>
          <span className="menu-words">{choice.label}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />;
}
