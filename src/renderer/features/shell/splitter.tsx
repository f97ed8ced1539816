import { type KeyboardEvent, type PointerEvent, type RefObject, useRef } from 'react';
import './shell.css';

/** Pixels per arrow key; eight times as many with Shift. */
const KEY_STEP = 8;
/** Drag distance (px) beyond the minimum size that collapses the panel. */
const FOLD_PAST = 64;

interface SplitterProps {
  readonly label: string;
  /** Position of the panel relative to the splitter. */
  readonly side: 'left' | 'right' | 'below';
  readonly size: number;
  readonly min: number;
  readonly max: number;
  readonly usual: number;
  /** The element whose custom property follows the drag, so that nothing rerenders until it ends. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly property: `--${string}`;
  readonly onResize: (size: number) => void;
  readonly onFold: () => void;
}

/**
 * The divider between two panels: drag, arrow keys, double click for the default size; far past the edge
 * collapses it. Not react-resizable-panels: it adds 61 kB (17 kB compressed), its arrow keys move 5 % of the
 * window, and it uses percentages, where the settings have pixels.
 */
export function Splitter(props: SplitterProps) {
  const { label, side, size, min, max, usual, frame, property, onResize, onFold } = props;
  const drag = useRef<{ readonly at: number; size: number } | null>(null);
  const clamp = (value: number) => Math.round(Math.min(max, Math.max(min, value)));
  const position = (event: PointerEvent) => (side === 'below' ? event.clientY : event.clientX);
  const sizeAt = (event: PointerEvent) => {
    const moved = position(event) - (drag.current?.at ?? 0);
    return size + (side === 'left' ? moved : -moved);
  };
  const keyDown = (event: KeyboardEvent) => {
    const grow = side === 'left' ? 'ArrowRight' : side === 'right' ? 'ArrowLeft' : 'ArrowUp';
    const shrink = side === 'left' ? 'ArrowLeft' : side === 'right' ? 'ArrowRight' : 'ArrowDown';
    const step = event.shiftKey ? 8 * KEY_STEP : KEY_STEP;
    if (event.key === grow) onResize(clamp(size + step));
    else if (event.key === shrink) onResize(clamp(size - step));
    else if (event.key === 'Home') onResize(min);
    else if (event.key === 'End') onResize(max);
    else if (event.key === 'Enter') onFold();
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator that resizes is not an <hr>
    <div
      role="separator"
      className={`splitter splitter-${side}`}
      tabIndex={0}
      aria-label={label}
      aria-orientation={side === 'below' ? 'horizontal' : 'vertical'}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onKeyDown={keyDown}
      onDoubleClick={() => onResize(usual)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: position(event), size };
      }}
      onPointerMove={(event) => {
        if (!drag.current) return;
        drag.current.size = sizeAt(event);
        frame.current?.style.setProperty(property, `${clamp(drag.current.size)}px`);
      }}
      onPointerUp={() => {
        const ended = drag.current;
        drag.current = null;
        if (!ended || ended.size === size) return;
        if (ended.size < min - FOLD_PAST) onFold();
        else onResize(clamp(ended.size));
      }}
      onPointerCancel={() => {
        drag.current = null;
        frame.current?.style.setProperty(property, `${size}px`);
      }}
    />
  );
}
