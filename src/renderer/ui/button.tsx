import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import './button.css';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  /** At most one primary button per panel: the main action. */
  readonly variant?: 'primary' | 'secondary' | 'ghost';
  readonly small?: boolean;
}

export function Button({ variant = 'secondary', small, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames('button', `button-${variant}`, small && 'button-small', className)}
      {...rest}
    />
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: LucideIcon;
  /**
   * The accessible name and tooltip. Rendered as text instead of `aria-label`, so that it isn't read as a
   * field's label.
   */
  readonly label: string;
  readonly keys?: string | undefined;
  /** Additional tooltip text. */
  readonly hint?: ReactNode;
  readonly small?: boolean;
}

export function IconButton({ icon: Icon, label, keys, hint, small, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={hint ?? label} keys={keys}>
      <button
        type="button"
        className={classNames('icon-button', small && 'icon-button-small', className)}
        {...rest}
      >
        <Icon size={small ? 14 : 16} strokeWidth={1.75} aria-hidden />
        <span className="visually-hidden">{label}</span>
      </button>
    </Tooltip>
  );
}
