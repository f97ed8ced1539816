import type { CommandId } from '@shared/domain/commands.ts';
import { FEATHER_MAX_PX } from '@shared/domain/finish.ts';
import type { ImageRecord } from '@shared/domain/image.ts';
import { BRUSH_MAX, BRUSH_MIN, CONTEXT_MAX } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import {
  CircleFadingPlus,
  Crop,
  Eraser,
  Expand,
  type LucideIcon,
  Redo2,
  Shrink,
  SquareDashed,
  Trash2,
  Undo2,
} from 'lucide-react';
import { SHAPE_IDS } from '../../canvas/tools/tool.ts';
import { pixelShareText } from '../../format/share.ts';
import { useKeysOf, useMasks, useSettings, useStores } from '../../stores/context.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { SliderOption } from '../../ui/slider-option.tsx';
import { LookOptions } from './look-options.tsx';
import { NO_WORK } from './mask-state.ts';
import { stepOf } from './steps.ts';

interface ToolOptionsProps {
  readonly image: ImageRecord;
  readonly onCommand: (command: CommandId) => void;
}

/** Options of the active tool, below the picture. */
export function ToolOptions({ image, onCommand }: ToolOptionsProps) {
  const tool = useMasks((state) => state.tool);
  if (tool === null) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="canvas-options tool-options" role="group" aria-label={t.mask.options}>
      {tool === 'region' ? (
        <RegionOptions image={image} onCommand={onCommand} />
      ) : (
        <ShapeOptions image={image} protects={tool === 'protect'} onCommand={onCommand} />
      )}
      <Button small variant="ghost" onClick={() => onCommand('leave')}>
        {t.mask.done}
      </Button>
    </div>
  );
}

function RegionOptions({ image, onCommand }: ToolOptionsProps) {
  const { masks, settings } = useStores();
  const { region, change } = useMasks((state) => state.works.get(image.id) ?? NO_WORK);
  const context = useSettings((state) => state.settings.regionContext);
  return (
    <>
      <span className="canvas-option-text numerals" role="status">
        {region ? t.mask.regionAt(region.width, region.height, region.x, region.y) : t.mask.noRegion}
      </span>
      <SliderOption
        label={t.mask.context}
        value={context}
        min={0}
        max={CONTEXT_MAX}
        step={0.01}
        text={t.mask.percent(context)}
        onChange={(regionContext) => settings.getState().save({ regionContext })}
      />
      <span className="tool-options-end">
        <CommandButton
          command="region-around-mask"
          icon={SquareDashed}
          label={t.mask.fitToMask}
          hint={t.mask.fitToMaskHint}
          disabled={change.bounds === null}
          onCommand={onCommand}
        />
        <IconButton
          small
          icon={Trash2}
          label={t.mask.removeRegion}
          aria-disabled={region === null}
          onClick={() => masks.getState().setRegion(image.id, null)}
        />
      </span>
    </>
  );
}

function ShapeOptions({ image, protects, onCommand }: ToolOptionsProps & { readonly protects: boolean }) {
  const { masks, settings } = useStores();
  const shape = useMasks((state) => (state.tool === 'protect' ? state.protectShape : state.tool));
  const erase = useMasks((state) => state.erase);
  const busy = useMasks((state) => state.busy);
  const work = useMasks((state) => state.works.get(image.id) ?? NO_WORK);
  const facts = protects ? work.protect : work.change;
  const size = useSettings((state) => state.settings.brushSize);
  const hardness = useSettings((state) => state.settings.brushHardness);
  const set = settings.getState().save;
  const step = stepOf(image);
  const share = pixelShareText(facts.pixels, image);
  return (
    <>
      {protects ? (
        <Select
          aria-label={t.mask.drawWith}
          value={shape === null || shape === 'region' ? 'brush' : shape}
          choices={SHAPE_IDS.map((value) => ({ value, label: t.mask.tool[value] }))}
          onChange={(next) => masks.getState().setProtectShape(next)}
        />
      ) : null}
      <CommandButton
        command="tool-erase"
        icon={Eraser}
        label={t.mask.erase}
        hint={t.mask.eraseHint}
        pressed={erase}
        onCommand={onCommand}
      />
      {shape === 'brush' ? (
        <>
          <SliderOption
            label={t.mask.brushSize}
            // On a square root scale, because small sizes need finer steps.
            value={Math.sqrt(size)}
            min={Math.sqrt(BRUSH_MIN)}
            max={Math.sqrt(BRUSH_MAX)}
            step={0.1}
            text={t.mask.pixels(Math.round(size))}
            onChange={(root) =>
              set({ brushSize: Math.min(BRUSH_MAX, Math.max(BRUSH_MIN, Math.round(root * root))) })
            }
          />
          <SliderOption
            label={t.mask.hardness}
            value={hardness}
            min={0}
            max={1}
            step={0.05}
            text={t.mask.percent(hardness)}
            onChange={(brushHardness) => set({ brushHardness })}
          />
        </>
      ) : null}
      {protects ? null : (
        <SliderOption
          label={t.mask.feather}
          value={Math.sqrt(work.featherPx)}
          min={0}
          max={Math.sqrt(FEATHER_MAX_PX)}
          step={0.1}
          text={t.mask.pixels(Math.round(work.featherPx))}
          onChange={(root) => masks.getState().setFeather(image.id, Math.round(root * root))}
        />
      )}
      <span className="tool-options-group">
        <IconButton
          small
          icon={Undo2}
          label={t.mask.undo}
          aria-disabled={!facts.canUndo}
          onClick={() => masks.getState().undo(image.id)}
        />
        <IconButton
          small
          icon={Redo2}
          label={t.mask.redo}
          aria-disabled={!facts.canRedo}
          onClick={() => masks.getState().redo(image.id)}
        />
        <CommandButton
          command="mask-invert"
          icon={CircleFadingPlus}
          label={t.mask.invert}
          onCommand={onCommand}
        />
        <CommandButton
          command="mask-grow"
          icon={Expand}
          label={t.mask.grow}
          hint={t.mask.growHint(step)}
          disabled={facts.pixels === 0}
          onCommand={onCommand}
        />
        <CommandButton
          command="mask-shrink"
          icon={Shrink}
          label={t.mask.shrink}
          hint={t.mask.shrinkHint(step)}
          disabled={facts.pixels === 0}
          onCommand={onCommand}
        />
        <CommandButton
          command="mask-clear"
          icon={Trash2}
          label={t.mask.clear}
          hint={t.mask.clearHint}
          disabled={facts.pixels === 0}
          onCommand={onCommand}
        />
        {protects ? null : (
          <CommandButton
            command="region-around-mask"
            icon={Crop}
            label={t.mask.fitToMask}
            hint={t.mask.fitToMaskHint}
            disabled={facts.bounds === null}
            onCommand={onCommand}
          />
        )}
      </span>
      <LookOptions />
      <span className="tool-options-end canvas-option-text numerals" role="status">
        {busy
          ? t.mask.wait
          : facts.pixels === 0
            ? t.mask.noMask
            : protects
              ? t.mask.protectedShare(share)
              : t.mask.maskShare(share)}
      </span>
    </>
  );
}

interface CommandButtonProps {
  readonly command: CommandId;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onCommand: (command: CommandId) => void;
}

function CommandButton({ command, disabled, pressed, onCommand, ...rest }: CommandButtonProps) {
  const keys = useKeysOf(command);
  return (
    <IconButton
      small
      {...rest}
      keys={keys}
      aria-disabled={disabled || undefined}
      aria-pressed={pressed}
      onClick={() => onCommand(command)}
    />
  );
}
