import { BRUSH_MAX, BRUSH_MIN, MaskLook } from '@shared/domain/settings.ts';
import { t } from '@shared/i18n/index.ts';
import { regionAround } from '../../../canvas/tools/region-box.ts';
import type { ToolId } from '../../../canvas/tools/tool.ts';
import type { Stores } from '../../../stores/index.ts';
import {
  isUntouched,
  type LayerFacts,
  type MaskWork,
  NO_WORK,
  regionRatios,
  stepOf,
} from '../../mask/index.ts';
import type { CommandHandler, CommandHandlers } from './command-handler.ts';

/** Growth factor of the brush per key press. */
const GROWTH = 1.15;
const SOFTER = 0.1;

/** The tools on the canvas and their drawings. */
export const toolHandlers = {
  'tool-region': tool('region'),
  'tool-brush': tool('brush'),
  'tool-lasso': tool('lasso'),
  'tool-polygon': tool('polygon'),
  'tool-ellipse': tool('ellipse'),
  'tool-rectangle': tool('rectangle'),
  'tool-protect': tool('protect'),
  'tool-erase': {
    run: ({ masks }) => masks.getState().setErase(!masks.getState().erase),
    isEnabled: hasShapeTool,
    isToggled: ({ masks }) => masks.getState().erase,
  },
  'brush-smaller': brush(({ brushSize }) => ({ brushSize: sized(brushSize, 1 / GROWTH) })),
  'brush-larger': brush(({ brushSize }) => ({ brushSize: sized(brushSize, GROWTH) })),
  'brush-softer': brush(({ brushHardness }) => ({ brushHardness: share(brushHardness - SOFTER) })),
  'brush-harder': brush(({ brushHardness }) => ({ brushHardness: share(brushHardness + SOFTER) })),
  'mask-invert': onImage(({ masks }, id) => masks.getState().invert(id), hasTool),
  'mask-grow': onImage(({ masks, entities }, id) => {
    const image = entities.images.get(id);
    return image && masks.getState().resize(id, stepOf(image));
  }, hasPainted),
  'mask-shrink': onImage(({ masks, entities }, id) => {
    const image = entities.images.get(id);
    return image && masks.getState().resize(id, -stepOf(image));
  }, hasPainted),
  'mask-feather-more': feather(1),
  'mask-feather-less': feather(-1),
  'mask-clear': onImage(({ masks }, id) => masks.getState().clear(id), hasPainted),
  'mask-look': {
    run: ({ settings }) => {
      const looks = MaskLook.options;
      const next = looks.indexOf(settings.getState().settings.maskLook) + 1;
      settings.getState().save({ maskLook: looks[next % looks.length] ?? 'outside' });
    },
    isEnabled: hasTool,
  },
  'region-around-mask': onImage(fitRegion, (stores) => workOf(stores)?.change.bounds != null),
  'whole-picture': onImage(
    ({ masks, toasts }, id) => {
      const restore = masks.getState().reset(id);
      toasts.getState().show({
        message: () => t.mask.work.removed,
        action: { label: () => t.common.undo, run: restore },
      });
    },
    (stores) => {
      const work = workOf(stores);
      return work !== undefined && !isUntouched(work);
    },
  ),
} as const satisfies CommandHandlers;

function tool(id: ToolId): CommandHandler {
  return {
    run: ({ masks }) => masks.getState().chooseTool(id),
    isEnabled: (stores) => imageOf(stores) !== null,
    isToggled: ({ masks }) => masks.getState().tool === id,
  };
}

function brush(
  change: (now: { readonly brushSize: number; readonly brushHardness: number }) => Partial<{
    readonly brushSize: number;
    readonly brushHardness: number;
  }>,
): CommandHandler {
  return {
    run: ({ settings }) => settings.getState().save(change(settings.getState().settings)),
    isEnabled: hasShapeTool,
  };
}

function feather(direction: 1 | -1): CommandHandler {
  return onImage((stores, id) => {
    const { featherPx } = workOf(stores) ?? NO_WORK;
    const step = Math.max(1, Math.round(featherPx * 0.15));
    stores.masks.getState().setFeather(id, featherPx + direction * step);
  }, hasTool);
}

/** Wraps a command on the selected picture. */
function onImage(
  run: (stores: Stores, imageId: number) => unknown,
  isEnabled: (stores: Stores) => boolean,
): CommandHandler {
  return {
    run: (stores) => {
      const id = imageOf(stores);
      return id !== null && isEnabled(stores) && run(stores, id);
    },
    isEnabled: (stores) => imageOf(stores) !== null && isEnabled(stores),
  };
}

function imageOf({ library }: Stores): number | null {
  return library.getState().selectedId;
}

function workOf(stores: Stores): MaskWork | undefined {
  const id = imageOf(stores);
  return id === null ? undefined : stores.masks.getState().works.get(id);
}

/** Facts about the mask of the active tool, if one is active. */
function activeFacts(stores: Stores): LayerFacts | null {
  const { tool, activeLayer } = stores.masks.getState();
  return tool === null ? null : (workOf(stores)?.[activeLayer()] ?? null);
}

/** Whether a stroke can be undone or redone. Only while a tool is active. */
export function canUndoStroke(stores: Stores, way: 'undo' | 'redo'): boolean {
  const facts = activeFacts(stores);
  return (way === 'undo' ? facts?.canUndo : facts?.canRedo) ?? false;
}

/** Undoes or redoes the last stroke. Returns false if there is none. */
export function undoStroke(stores: Stores, way: 'undo' | 'redo'): boolean {
  const id = imageOf(stores);
  if (id === null || !canUndoStroke(stores, way)) return false;
  stores.masks.getState()[way](id);
  return true;
}

function hasTool({ masks }: Stores): boolean {
  return masks.getState().tool !== null;
}

function hasShapeTool({ masks }: Stores): boolean {
  const { tool } = masks.getState();
  return tool !== null && tool !== 'region';
}

function hasPainted(stores: Stores): boolean {
  return (activeFacts(stores)?.pixels ?? 0) > 0;
}

function fitRegion(stores: Stores, imageId: number): void {
  const { masks, edit, entities, settings } = stores;
  const bounds = workOf(stores)?.change.bounds;
  const size = entities.images.get(imageId);
  if (!bounds || !size) return;
  const { regionContext } = settings.getState().settings;
  masks
    .getState()
    .setRegion(imageId, regionAround(bounds, regionContext, regionRatios(edit.getState()), size));
}

function sized(size: number, factor: number): number {
  const next = Math.round(size * factor);
  const moved = next === Math.round(size) ? size + Math.sign(factor - 1) : next;
  return Math.min(BRUSH_MAX, Math.max(BRUSH_MIN, moved));
}

function share(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
}
