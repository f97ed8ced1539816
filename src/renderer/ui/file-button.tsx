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

/** An icon that is a file input: the system's own dialog, and files that the main process can find the path of. */
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
            // The same file can be chosen again.
            if (input.current) input.current.value = '';
          }}
        />
      </span>
    </Tooltip>
  );
}
