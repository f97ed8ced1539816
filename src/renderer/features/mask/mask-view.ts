import { type Pad, type PadFill, padded } from '@shared/domain/prepare.ts';
import type { Box, Size } from '@shared/geometry.ts';
import type { CanvasEngine } from '../../canvas/engine.ts';
import { MASK_COLORS, PROTECT_COLOR } from '../../canvas/mask/colors.ts';
import type { FeatherPreview } from '../../canvas/mask/feather.ts';
import { createMaskPainter } from '../../canvas/mask/painter.ts';
import { isEmpty } from '../../canvas/mask/tiles.ts';
import { createToolController, type ToolController } from '../../canvas/tools/controller.ts';
import { drawSketch } from '../../canvas/tools/draw-sketch.ts';
import type { PicturePlace, ShapeId } from '../../canvas/tools/tool.ts';
import type { Stores } from '../../stores/index.ts';
import type { LayerId, Layers } from './layers.ts';
import { NO_WORK } from './mask-state.ts';
import { regionRatios } from './ratios.ts';

export interface MaskViewElements {
  readonly frame: HTMLElement;
  /** Canvas for the masks. */
  readonly overlay: HTMLCanvasElement;
  /** Canvas for the current shape, the region and the brush. */
  readonly sketch: HTMLCanvasElement;
  /** The numbers on the region. */
  readonly label: HTMLElement;
}

/** Texts of the label on the picture. */
export interface MaskViewWords {
  readonly region: (size: Size) => string;
  readonly pad: (size: Size, fill: PadFill) => string;
}

/** The tools of a single visible picture. */
export interface MaskView {
  readonly controller: ToolController;
  /** Sets the picture's position. Null while several are shown. */
  setPlace(place: PicturePlace | null): void;
  /** Handles a key on the picture. Returns whether a tool used it. */
  key(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>): boolean;
  destroy(): void;
}

/** Delay (ms) after a change before the feather preview is updated. */
const FEATHER_AFTER_MS = 120;
/** Part of the frame that a padded picture takes, at most. */
const PAD_SHARE = 0.92;
/** Opacity of the mask while the region tool is active. */
const REGION_TINT = 0.4;

/** Connects the tools to the page: their drawing is visible in the next frame, without a React render. */
export function createMaskView(
  stores: Stores,
  imageId: number,
  { frame, overlay, sketch, label }: MaskViewElements,
  engine: CanvasEngine,
  words: MaskViewWords,
): MaskView {
  const { masks, settings, edit } = stores;
  const painter = createMaskPainter(overlay);
  const context = sketch.getContext('2d');
  let place: PicturePlace | null = null;
  let size: Size = { width: frame.clientWidth, height: frame.clientHeight };
  let feathered: FeatherPreview | null = null;
  let featherTimer: ReturnType<typeof setTimeout> | undefined;
  let queued = 0;
  let wasBlank = true;
  /** The masks that the painter has. */
  let drawn: Layers | null = null;
  let wasPlaced = false;
  let byKeys = true;

  const workOf = () => masks.getState().works.get(imageId) ?? NO_WORK;
  const shapeOf = (): ShapeId | null => {
    const { tool, protectShape } = masks.getState();
    if (tool === 'protect') return protectShape;
    return tool === 'region' ? null : tool;
  };
  const layerOf = (): LayerId => masks.getState().activeLayer();
  const brushOf = () => {
    const { brushSize: diameter, brushHardness: hardness } = settings.getState().settings;
    return { diameter, hardness, erase: masks.getState().erase };
  };

  const controller = createToolController({
    work: () => {
      const { tool } = masks.getState();
      const layers = tool && masks.getState().maskOf(imageId);
      if (!layers || !place) return null;
      const { scale, x, y } = place;
      return {
        size: layers.size,
        shape: shapeOf(),
        mask: layers[layerOf()],
        brush: brushOf(),
        region: workOf().region,
        ratios: regionRatios(edit.getState()),
        scale,
        visible: visiblePart({ x, y, scale }, size, layers.size),
      };
    },
    regionChanged: (region) => masks.getState().setRegion(imageId, region),
    maskChanged: () => masks.getState().commitMask(imageId, layerOf()),
    redraw: () => redraw(),
  });

  const layersOf = () => (masks.getState().tool === null ? null : masks.getState().maskOf(imageId));
  const drawMasks = () => {
    const layers = layersOf();
    const blank = layers === null || isEmpty(layers.change);
    const changed = layers?.change.takeDamage() ?? null;
    const hidden = layers?.protect.takeDamage() ?? null;
    // The preview is of the mask before this stroke. An empty mask allows all changes, so the first dab
    // changes the whole overlay, but not black and white.
    const isSwitched = blank !== wasBlank && styleOf().look !== 'mask';
    wasBlank = blank;
    if (isSwitched || (changed && feathered)) {
      feathered = null;
      showMasks();
    }
    painter.draw(changed ?? hidden);
    if (changed && hidden) painter.draw(hidden);
  };
  const draw = () => {
    queued = 0;
    const ratio = window.devicePixelRatio;
    if (!place || !context) {
      painter.setMasks(null);
      painter.draw(null);
      context?.clearRect(0, 0, sketch.width, sketch.height);
      label.hidden = true;
      return;
    }
    painter.setPlace(place, size, place.moving);
    drawMasks();
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (sketch.width !== width) sketch.width = width;
    if (sketch.height !== height) sketch.height = height;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { tool } = masks.getState();
    const { region, pad } = workOf();
    const padding = paddingOf(pad);
    const cursor = controller.cursor();
    const shape = shapeOf();
    drawSketch(context, {
      frame: size,
      place,
      picture: picture(),
      region: region && {
        box: region,
        context: settings.getState().settings.regionContext,
        active: tool === 'region',
        shaded: tool === 'region' || wasBlank || settings.getState().settings.maskLook !== 'outside',
      },
      pad: padding,
      sketch: controller.sketch(),
      brush: tool !== null && shape === 'brush' && cursor ? { at: cursor.at, ...brushOf() } : null,
      cross: tool !== null && shape !== null && shape !== 'brush' && cursor?.keyed ? cursor.at : null,
    });
    const marked = region ?? padding?.box ?? null;
    label.hidden = marked === null;
    if (marked) {
      label.textContent = padding ? words.pad(marked, padding.fill) : words.region(marked);
      const x = Math.min(Math.max(place.x + marked.x * place.scale, 0), size.width - 8);
      const y = Math.min(Math.max(place.y + marked.y * place.scale, 0), size.height - 32);
      label.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
    }
  };
  const redraw = () => {
    if (queued === 0) queued = requestAnimationFrame(draw);
  };

  /** The padded picture; null when nothing is added. */
  const paddingOf = (pad: Pad | null): { readonly box: Box; readonly fill: PadFill } | null => {
    const whole = picture();
    if (!pad || whole.width === 0) return null;
    const { size: outer, at } = padded(whole, pad);
    if (outer.width === whole.width && outer.height === whole.height) return null;
    return { box: { x: -at.x, y: -at.y, ...outer }, fill: pad.fill };
  };
  /** Zooms out until all of a new pad is visible, and back to the whole picture when it is removed. */
  const showPad = (pad: Pad | null) => {
    if (!pad) return engine.fit();
    const padding = paddingOf(pad);
    if (!padding || !place) return;
    const scale = PAD_SHARE * Math.min(size.width / padding.box.width, size.height / padding.box.height);
    if (scale < place.scale) engine.zoomTo(scale * window.devicePixelRatio);
  };

  const picture = (): Size => masks.getState().maskOf(imageId)?.size ?? { width: 0, height: 0 };
  /** While the region tool is active, the mask is a tint, because dimming shows what isn't sent. */
  const styleOf = () => {
    const { maskLook: look, maskColor: color, maskOpacity: opacity } = settings.getState().settings;
    if (masks.getState().tool !== 'region') return { look, color, opacity };
    return { look: 'inside', color: color === 'gray' ? 'red' : color, opacity: REGION_TINT } as const;
  };
  const showMasks = () => {
    const layers = layersOf();
    drawn = layers;
    const { look, color, opacity } = styleOf();
    painter.setStyle({ look, color: MASK_COLORS[color], opacity, protect: PROTECT_COLOR });
    painter.setMasks(
      layers && {
        size: layers.size,
        change: look === 'mask' || !isEmpty(layers.change) ? layers.change : null,
        protect: layers.protect,
        feathered,
      },
    );
    redraw();
  };
  const featherSoon = () => {
    clearTimeout(featherTimer);
    const { featherPx, change } = workOf();
    if (feathered) {
      feathered = null;
      showMasks();
    }
    if (featherPx <= 0 || change.pixels === 0 || masks.getState().tool === null) return;
    featherTimer = setTimeout(() => {
      void masks
        .getState()
        .previewFeather(imageId)
        .then((preview) => {
          if (!preview || workOf().change.revision !== change.revision) return;
          feathered = preview;
          showMasks();
        });
    }, FEATHER_AFTER_MS);
  };

  const applyTool = () => {
    const { tool } = masks.getState();
    controller.leave();
    engine.setTool(tool === null ? null : controller);
    if (tool === null) delete frame.dataset.tool;
    else frame.dataset.tool = shapeOf() ?? 'region';
    showMasks();
    featherSoon();
    // Move the focus to the frame for the tool's keys, unless something else has it.
    if (tool !== null && byKeys && document.activeElement === document.body) frame.focus();
  };
  // Clicking a tool doesn't take the focus, but keys need a starting position.
  const listening = new AbortController();
  for (const [type, keys] of [
    ['keydown', true],
    ['pointerdown', false],
  ] as const)
    window.addEventListener(
      type,
      () => {
        byKeys = keys;
      },
      { capture: true, signal: listening.signal },
    );
  const stops = [
    () => listening.abort(),
    masks.subscribe((state, before) => {
      if (state.tool !== before.tool || state.protectShape !== before.protectShape) applyTool();
      const work = state.works.get(imageId);
      const old = before.works.get(imageId);
      // A stroke is drawn by its damage, and a dragged region changes with every move: the masks on the screen are
      // drawn again only when others were loaded.
      if (work?.loading === old?.loading && layersOf() === drawn) redraw();
      else showMasks();
      const pad = work?.pad ?? null;
      if (pad !== (old?.pad ?? null)) showPad(pad);
      if (work?.change !== old?.change || work?.featherPx !== old?.featherPx) featherSoon();
    }),
    settings.subscribe(showMasks),
  ];
  const resize = new ResizeObserver(() => {
    size = { width: frame.clientWidth, height: frame.clientHeight };
    redraw();
  });
  resize.observe(frame);
  const release = masks.getState().attachTools({ leave: controller.leave });
  void masks.getState().open(imageId);
  applyTool();

  return {
    controller,
    setPlace: (next) => {
      place = next;
      // A picture that had a pad before it was shown.
      if (place && !wasPlaced) {
        wasPlaced = true;
        const { pad } = workOf();
        if (pad) requestAnimationFrame(() => showPad(pad));
      }
      // In the same frame as the picture, so that the mask is always aligned with it.
      cancelAnimationFrame(queued);
      draw();
    },
    key: ({ key, shiftKey: shift, altKey: alt, ctrlKey, metaKey }) => {
      if (masks.getState().tool === null || ctrlKey || metaKey) return false;
      return controller.key({ key, shift, alt });
    },
    destroy: () => {
      for (const stop of stops) stop();
      controller.leave();
      release();
      resize.disconnect();
      engine.setTool(null);
      delete frame.dataset.tool;
      cancelAnimationFrame(queued);
      clearTimeout(featherTimer);
    },
  };
}

/** The visible part of the picture, in image pixels. */
function visiblePart(place: Omit<PicturePlace, 'moving'>, frame: Size, picture: Size) {
  const { scale } = place;
  const x = Math.max(0, -place.x / scale);
  const y = Math.max(0, -place.y / scale);
  const right = Math.min(picture.width, (frame.width - place.x) / scale);
  const bottom = Math.min(picture.height, (frame.height - place.y) / scale);
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}
