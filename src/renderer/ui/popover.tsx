import { Popover as Radix } from 'radix-ui';
import type { ReactElement, ReactNode, RefObject } from 'react';
import { classNames } from './class-names.ts';
import './floating.css';

interface PopoverProps {
  /** Accessible name. */
  readonly label: string;
  /** The button that opens it. Without one, `anchor` and `open` control it. */
  readonly trigger?: ReactElement;
  readonly anchor?: RefObject<{ getBoundingClientRect(): DOMRect }>;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** Called when it has closed and the focus belongs elsewhere. Without it, the focus returns to the trigger. */
  readonly onGone?: () => void;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly align?: 'start' | 'center' | 'end';
  readonly className?: string;
  readonly children: ReactNode;
}

/** Controls in a popover next to their subject. Escape and a click elsewhere close it and restore the focus. */
export function Popover(props: PopoverProps) {
  const { label, trigger, anchor, open, onOpenChange, side = 'bottom', align = 'start' } = props;
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      {anchor ? <Radix.Anchor virtualRef={anchor} /> : null}
      <Radix.Portal>
        <Radix.Content
          className={classNames('popover', props.className)}
          aria-label={label}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (!props.onGone) return;
            event.preventDefault();
            props.onGone();
          }}
        >
          {props.children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
