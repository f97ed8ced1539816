import type { CommandId } from '@shared/domain/commands.ts';
import { t } from '@shared/i18n/index.ts';
import {
  ChevronDown,
  Columns2,
  Contrast,
  Grid2x2,
  Hash,
  type LucideIcon,
  Repeat2,
  SquareSplitHorizontal,
  ZoomIn,
} from 'lucide-react';
import type { CompareMode } from '../../stores/comparing.ts';
import { useKeysOf, useLibrary, useSettings, useView } from '../../stores/context.tsx';
import { fewSelected } from '../../stores/few-selected.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Menu, MenuCheck } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';

interface Way {
  readonly mode: CompareMode;
  readonly command: CommandId;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly hint: string;
}

/** Read at render time, because the language may change. */
function ways(): readonly Way[] {
  const { side, sideHint, blink, blinkHint, difference, differenceHint, grid, gridHint } = t.canvas;
  return [
    { mode: 'side', command: 'side-by-side', icon: Columns2, label: side, hint: sideHint },
    { mode: 'blink', command: 'blink', icon: Repeat2, label: blink, hint: blinkHint },
    { mode: 'difference', command: 'difference', icon: Contrast, label: difference, hint: differenceHint },
    { mode: 'grid', command: 'grid', icon: Grid2x2, label: grid, hint: gridHint },
  ];
}

interface ModeControlsProps {
  readonly onAction: (command: CommandId) => void;
}

/** The comparison modes as one control. A narrow canvas has the rarer ones in a menu. */
export function ModeControls({ onAction }: ModeControlsProps) {
  const pair = useView((state) => state.pair !== null);
  const grouped = useView((state) => (state.group?.ids.length ?? 0) >= 2);
  const selected = useLibrary((state) => fewSelected(state).length >= 2);
  const can = (way: CompareMode) => pair || (way === 'grid' && (grouped || selected));
  const mode = useView((state) => (state.comparing ? state.mode : null));
  const key = useKeysOf('compare');
  const all = ways();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-tools canvas-modes" role="group" aria-label={t.canvas.modes}>
      <Tooltip content={can('split') ? t.canvas.compareHint : t.canvas.nothingToCompare} keys={key}>
        <Button
          variant="ghost"
          small
          className="canvas-compare"
          aria-pressed={mode === 'split'}
          aria-disabled={!can('split')}
          onClick={() => onAction('compare')}
        >
          <SquareSplitHorizontal size={16} strokeWidth={1.75} aria-hidden />
          {t.canvas.compare}
        </Button>
      </Tooltip>
      {all.map((way) => (
        <WayButton
          key={way.mode}
          way={way}
          pressed={mode === way.mode}
          comparable={can(way.mode)}
          onAction={onAction}
        />
      ))}
      <Menu
        side="top"
        trigger={
          <button
            type="button"
            className="icon-button canvas-more"
            data-active={all.some((way) => way.mode === mode) || undefined}
          >
            <ChevronDown size={14} strokeWidth={1.75} aria-hidden />
            <span className="visually-hidden">{t.canvas.moreViews}</span>
          </button>
        }
      >
        {all.map((way) => (
          <WayItem
            key={way.mode}
            way={way}
            pressed={mode === way.mode}
            comparable={can(way.mode)}
            onAction={onAction}
          />
        ))}
      </Menu>
    </div>
  );
}

interface WayProps extends ModeControlsProps {
  readonly way: Way;
  readonly pressed: boolean;
  readonly comparable: boolean;
}

function WayButton({ way, pressed, comparable, onAction }: WayProps) {
  const key = useKeysOf(way.command);
  return (
    <IconButton
      icon={way.icon}
      label={way.label}
      hint={comparable ? way.hint : t.canvas.nothingToCompare}
      keys={key}
      className="canvas-way"
      aria-pressed={pressed}
      aria-disabled={!comparable}
      onClick={() => onAction(way.command)}
    />
  );
}

function WayItem({ way, pressed, comparable, onAction }: WayProps) {
  const key = useKeysOf(way.command);
  return (
    <MenuCheck
      icon={way.icon}
      keys={key}
      checked={pressed}
      disabled={!comparable}
      onSelect={() => onAction(way.command)}
    >
      {way.label}
    </MenuCheck>
  );
}

/** Tools for a closer look, in every mode. */
export function CloserControls({ onAction }: ModeControlsProps) {
  const loupe = useView((state) => state.loupe);
  const numbers = useSettings((state) => state.settings.numbersOpen);
  const loupeKey = useKeysOf('loupe');
  const numbersKey = useKeysOf('numbers');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-tools" role="group" aria-label={t.canvas.tools}>
      <IconButton
        icon={ZoomIn}
        label={t.canvas.loupe}
        hint={t.canvas.loupeHint}
        keys={loupeKey}
        aria-pressed={loupe}
        onClick={() => onAction('loupe')}
      />
      <IconButton
        icon={Hash}
        label={t.canvas.numbers}
        hint={t.canvas.numbersHint}
        keys={numbersKey}
        aria-pressed={numbers}
        onClick={() => onAction('numbers')}
      />
    </div>
  );
}
