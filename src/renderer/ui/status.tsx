import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import './status.css';

interface ProgressProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** A progress bar. The caller shows the numbers next to it. */
export function Progress({ label, value, max }: ProgressProps) {
  const share = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuenow={value}
      aria-valuemax={max}
    >
      <div className="progress-bar" style={{ transform: `translateX(${(share - 1) * 100}%)` }} />
    </div>
  );
}

interface BadgeProps extends ComponentProps<'span'> {
  readonly tone?: 'neutral' | 'good' | 'warn';
}

/** A badge. A tone needs an icon or a word with it, because color alone isn't accessible. */
export function Badge({ tone = 'neutral', className, ...rest }: BadgeProps) {
  return <span className={classNames('badge', tone !== 'neutral' && `badge-${tone}`, className)} {...rest} />;
}

/** Placeholder for a picture. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div className={classNames('skeleton', className)} aria-hidden />;
}
