import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { classNames } from './class-names.ts';
import './seed-chip.css';
import { Tooltip } from './tooltip.tsx';

/** Type of drag data that the *Seed* field takes. */
export const SEED_DRAG_TYPE = 'text/x-reseed-seed';
const SAY_COPIED_MS = 1_200;

interface SeedChipProps {
  readonly seed: number;
  readonly className?: string | undefined;
}

/** A seed as text: a click copies it, and it can be dragged onto *Seed*. */
export function SeedChip({ seed, className }: SeedChipProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAY_COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <Tooltip content={copied ? 'Copied' : 'Click copies the seed; drag it onto Seed to use it again'}>
      <button
        type="button"
        className={classNames('seed-chip', copied && 'seed-chip-copied', className)}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(SEED_DRAG_TYPE, String(seed));
          event.dataTransfer.setData('text/plain', String(seed));
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onClick={(event) => {
          event.stopPropagation();
          copyText(String(seed));
          setCopied(true);
        }}
      >
        <span className="visually-hidden">Copy seed </span>
        <span>{seed}</span>
        <Icon size={12} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  );
}

/** Through the copy command: the asynchronous clipboard needs a permission, and the window grants none. */
function copyText(text: string): void {
  document.addEventListener(
    'copy',
    (event) => {
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
    },
    { once: true },
  );
  document.execCommand('copy');
}
