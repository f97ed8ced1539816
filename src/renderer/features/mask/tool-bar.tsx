import type { CommandId } from '@shared/domain/commands.ts';
import { t } from '@shared/i18n/index.ts';
import {
  Brush,
  Circle,
  Crop,
  Lasso,
  type LucideIcon,
  Pentagon,
  RectangleHorizontal,
  ShieldHalf,
} from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { TOOL_IDS, type ToolId } from '../../canvas/tools/tool.ts';
import { useKeysOf, useMasks } from '../../stores/context.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

const ICONS: Readonly<Record<ToolId, LucideIcon>> = {
  region: Crop,
  brush: Brush,
  lasso: Lasso,
  polygon: Pentagon,
  ellipse: Circle,
  rectangle: RectangleHorizontal,
  protect: ShieldHalf,
};

interface ToolBarProps {
  readonly onCommand: (command: CommandId) => void;
}

/** The tools next to the picture. One tab stop; arrow keys move between tools. */
export function ToolBar({ onCommand }: ToolBarProps) {
  const root = useRef<HTMLDivElement>(null);
  const tool = useMasks((state) => state.tool);
  const walk = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const buttons = [...(root.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    if (by === 0 || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <div
      ref={root}
      className="tool-bar"
      role="toolbar"
      aria-label={t.mask.tools}
      aria-orientation="vertical"
      onKeyDown={walk}
      onMouseDown={(event) => {
        // Clicks don't take the focus: the keys are for the picture.
        event.preventDefault();
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      }}
    >
      {TOOL_IDS.map((id, place) => (
        <ToolButton
          key={id}
          id={id}
          pressed={tool === id}
          reachable={tool === id || (tool === null && place === 0)}
          onCommand={onCommand}
        />
      ))}
    </div>
  );
}

interface ToolButtonProps extends ToolBarProps {
  readonly id: ToolId;
  readonly pressed: boolean;
  readonly reachable: boolean;
}

function ToolButton({ id, pressed, reachable, onCommand }: ToolButtonProps) {
  const command: CommandId = `tool-${id}`;
  const keys = useKeysOf(command);
  const Icon = ICONS[id];
  return (
    <>
      {id === 'brush' || id === 'protect' ? <span className="tool-bar-line" aria-hidden /> : null}
      <Tooltip content={t.mask.hint[id]} keys={keys} side="right">
        <button
          type="button"
          className="icon-button"
          aria-pressed={pressed}
          tabIndex={reachable ? 0 : -1}
          onClick={() => onCommand(command)}
        >
          <Icon size={16} strokeWidth={1.75} aria-hidden />
          <span className="visually-hidden">{t.mask.tool[id]}</span>
        </button>
      </Tooltip>
    </>
  );
}
