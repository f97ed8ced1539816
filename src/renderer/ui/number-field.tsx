import { type PointerEvent, useRef } from 'react';
import { type NumberRange, stepFactor, stepped } from './arithmetic.ts';
import { type FieldProps, FieldRow } from './field.tsx';
import { NumberInput } from './number-input.tsx';
import { Slider } from './slider.tsx';

/** Pixels of dragging the label per step. */
const DRAG_PER_STEP = 4;

interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  readonly range: NumberRange;
  readonly onChange: (value: number | null) => void;
  readonly onLeave?: () => void;
  readonly slider?: boolean;
  /** Marks the control so that a form can focus it. */
  readonly field?: string;
}

/** A number with its label. Dragging the label changes it. */
export function NumberField(props: NumberFieldProps) {
  const { value, range, onChange, onLeave, slider = false, field, ...words } = props;
  const drag = useLabelDrag(value ?? range.min, range, onChange);
  return (
    <FieldRow {...words} labelProps={{ ...drag, className: 'field-label field-label-drag' }}>
      {({ id, describedBy }) => (
        <>
          {slider ? (
            // The number next to it is the control. This is only a handle for the mouse.
            <Slider
              aria-hidden
              tabIndex={-1}
              value={value ?? range.min}
              min={range.min}
              max={range.max}
              step={range.step}
              onChange={onChange}
            />
          ) : null}
          <NumberInput
            id={id}
            data-field={field}
            aria-describedby={describedBy}
            value={value}
            range={range}
            onChange={onChange}
            onLeave={onLeave}
            invalid={words.error !== undefined}
          />
        </>
      )}
    </FieldRow>
  );
}

function useLabelDrag(value: number, range: NumberRange, onChange: (value: number) => void) {
  const start = useRef<{ readonly x: number; readonly value: number } | null>(null);
  return {
    onPointerDown: (event: PointerEvent<HTMLLabelElement>) => {
      if (event.button !== 0) return;
      start.current = { x: event.clientX, value };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLLabelElement>) => {
      if (!start.current) return;
      const steps = Math.trunc((event.clientX - start.current.x) / DRAG_PER_STEP) * stepFactor(event);
      if (steps !== 0) onChange(stepped(start.current.value, steps, range));
    },
    onPointerUp: () => {
      start.current = null;
    },
    onPointerCancel: () => {
      start.current = null;
    },
  };
}
