import type { ComponentProps, CSSProperties } from 'react';
import { classNames } from './class-names.ts';
import './field.css';

interface SliderProps extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'onChange'> {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

export function Slider({ value, min, max, onChange, className, ...rest }: SliderProps) {
  const share = max > min ? (Math.min(max, Math.max(min, value)) - min) / (max - min) : 0;
  return (
    <input
      type="range"
      className={classNames('slider', className)}
      style={{ '--fill': `${share * 100}%` } as CSSProperties}
      value={value}
      min={min}
      max={max}
      onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      {...rest}
    />
  );
}
