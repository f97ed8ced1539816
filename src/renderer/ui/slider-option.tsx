import { Slider } from './slider.tsx';
import './slider-option.css';

interface SliderOptionProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as displayed and announced. */
  readonly text: string;
  readonly onChange: (value: number) => void;
}

/** A slider between its name and its value, for a row of options. */
export function SliderOption({ label, text, ...slider }: SliderOptionProps) {
  return (
    <span className="canvas-option">
      <span aria-hidden>{label}</span>
      <Slider {...slider} aria-label={label} aria-valuetext={text} />
      <span className="canvas-option-text canvas-option-value numerals">{text}</span>
    </span>
  );
}
