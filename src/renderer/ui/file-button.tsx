import type { LucideIcon } from 'lucide-react';
import { useRef } from 'react';
import './button.css';
import { Tooltip } from './tooltip.tsx';

interface FileButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly accept: string;
  readonly keys?: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** An icon button with a file input: uses the system dialog, and main can resolve the files' paths. */
export function FileButton({ icon: Icon, label, accept, keys, onFiles }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Tooltip content={label} keys={keys}>
      <span className="icon-button file-button">
        <Icon size={16} strokeWidth={1.75} aria-hidden />
        <input
          ref={input}
          type="file"
          multiple
          accept={accept}
          aria-label={label}
          onChange={() => {
            onFiles([...(input.current?.files ?? [])]);
            // So that the same file can be chosen again.
            if (input.current) input.current.value = '';
          }}
        />
      </span>
    </Tooltip>
  );
}
