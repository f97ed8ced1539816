import { Star } from 'lucide-react';
import { classNames } from './class-names.ts';
import './stars.css';

const STARS = [1, 2, 3, 4, 5] as const;

/** Five stars, `value` of them filled. The caller also provides it as text. */
export function Stars({ value, className }: { readonly value: number; readonly className?: string }) {
  return (
    <span className={classNames('stars', className)} aria-hidden>
      {STARS.map((star) => (
        <Star key={star} size={12} className={star <= value ? 'star star-on' : 'star'} />
      ))}
    </span>
  );
}

interface StarButtonsProps {
  readonly label: string;
  /** Null if the pictures differ. */
  readonly value: number | null;
  /** Returns the name of a button. */
  readonly name: (rating: number) => string;
  /** Choosing the current rating again removes it. */
  readonly onRate: (rating: number) => void;
}

/** Five rating buttons. */
export function StarButtons({ label, value, name, onRate }: StarButtonsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <span role="group" aria-label={label} className="star-buttons">
      {STARS.map((star) => (
        <button
          key={star}
          type="button"
          className="star-button"
          aria-pressed={value === star}
          title={name(star)}
          onClick={() => onRate(value === star ? 0 : star)}
        >
          <Star size={14} aria-hidden className={value !== null && star <= value ? 'star star-on' : 'star'} />
          <span className="visually-hidden">{name(star)}</span>
        </button>
      ))}
    </span>
  );
}
