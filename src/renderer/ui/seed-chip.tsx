import { t } from '@shared/i18n/index.ts';
import { Check, Copy } from 'lucide-react';
import { classNames } from './class-names.ts';
import './seed-chip.css';
import { Tooltip } from './tooltip.tsx';
import { useCopied } from './use-copied.ts';

interface SeedChipProps {
  readonly seed: number;
  readonly className?: string | undefined;
}

/** A seed as text. A click copies it, and it can be dragged onto *Seed*. */
export function SeedChip({ seed, className }: SeedChipProps) {
  const { copied, copy } = useCopied();
  const Icon = copied ? Check : Copy;
  return (
    <Tooltip content={copied ? t.common.copied : t.common.seedChip}>
      <button
        type="button"
        className={classNames('seed-chip', copied && 'seed-chip-copied', className)}
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData('text/plain', String(seed));
          event.dataTransfer.effectAllowed = 'copy';
        }}
        onClick={(event) => {
          event.stopPropagation();
          copy(String(seed));
        }}
      >
        <span className="visually-hidden">{t.common.copySeed} </span>
        <span>{seed}</span>
        <Icon size={12} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  );
}
