import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH, FEATHER_MAX_PX, type FinishRecipe } from '@shared/domain/finish.ts';
import { isWholePicture, type Prepare } from '@shared/domain/prepare.ts';
import { MASK_DRAFTS_MAX, type MaskDraft } from '@shared/domain/settings.ts';
import type { Size } from '@shared/geometry.ts';
import { createStore } from 'zustand/vanilla';
import type { MaskWorker } from '../../canvas/mask/client.ts';
import { clear, invert } from '../../canvas/mask/fill.ts';
import type { Tiles } from '../../canvas/mask/tiles.ts';
import type { SettingsState } from '../../stores/settings-store.ts';
import { createLayers, factsOf, LAYER_IDS, type LayerId, type Layers } from './layers.ts';
import { type MaskFiles, type MaskState, type MaskWork, NO_WORK } from './mask-state.ts';

export type MaskStore = ReturnType<typeof createMaskStore>;

interface MaskStoreDeps {
  readonly worker: MaskWorker;
  readonly files: MaskFiles;
  readonly settings: { readonly getState: () => SettingsState };
  /** Returns the upright size of a picture, or null while unknown. */
  readonly sizeOf: (imageId: number) => Size | null;
  /** Called once when masks can't be saved. */
  readonly failed: (error: unknown) => void;
}

/** Delay (ms) after its last change before a mask is saved. */
const KEEP_AFTER_MS = 600;
/** Number of pictures whose masks stay in memory. */
const IN_MEMORY = 4;

/** Regions and masks of pictures, until an edit uses them. */
export function createMaskStore({ worker, files, settings, sizeOf, failed }: MaskStoreDeps) {
  const memory = new Map<number, Layers>();
  /** Mask files by picture and layer, with their revision. */
  const kept = new Map<string, { readonly revision: number; readonly file: Promise<string | null> }>();
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  const opening = new Map<number, Promise<void>>();
  let tools: { readonly leave: () => boolean } | null = null;

  return createStore<MaskState>()((set, get) => {
    const workOf = (imageId: number) => get().works.get(imageId) ?? NO_WORK;
    const update = (imageId: number, patch: Partial<MaskWork>) =>
      set(({ works }) => ({
        works: new Map(works).set(imageId, { ...NO_WORK, ...works.get(imageId), ...patch }),
      }));
    const changed = (imageId: number, patch: Partial<MaskWork>) => {
      update(imageId, patch);
      keepSoon(imageId);
    };
    const remeasure = (imageId: number, layer: LayerId) => {
      const mask = memory.get(imageId)?.[layer];
      if (mask) changed(imageId, { [layer]: factsOf(mask, workOf(imageId)[layer].revision + 1) });
    };
    const edit = (imageId: number, act: (mask: Layers[LayerId]) => boolean) => {
      const layer = get().activeLayer();
      const mask = get().maskOf(imageId)?.[layer];
      if (mask && act(mask)) remeasure(imageId, layer);
    };

    /** Returns the file of a mask's current state, or null for an empty one. */
    const keep = (imageId: number, layer: LayerId): Promise<string | null> => {
      const key = `${imageId} ${layer}`;
      const { pixels, revision } = workOf(imageId)[layer];
      const known = kept.get(key);
      if (known?.revision === revision) return known.file;
      const mask = memory.get(imageId)?.[layer];
      if (pixels === 0 || !mask) return Promise.resolve(null);
      const file = worker.encode(mask).then((png) => files.put(imageId, png));
      kept.set(key, { revision, file });
      // Retried with the next change, and when an edit is made.
      file.catch(() => kept.delete(key));
      return file;
    };
    const keepDraft = async (imageId: number) => {
      timers.delete(imageId);
      try {
        const [mask, protect] = await Promise.all([keep(imageId, 'change'), keep(imageId, 'protect')]);
        const { region, pad, featherPx } = workOf(imageId);
        const others = draftsOf().filter((draft) => draft.imageId !== imageId);
        const draft: MaskDraft = { imageId, region, pad, mask, protect, featherPx };
        const isNothing = mask === null && isWholePicture({ region, pad, protect });
        const drafts = isNothing ? others : [draft, ...others].slice(0, MASK_DRAFTS_MAX);
        latest = drafts;
        settings.getState().saveQuietly({ maskDrafts: drafts });
        forgetOthers(imageId);
      } catch (error) {
        // Retried with the next change, and when an edit is made: then the form shows the error.
        console.warn(String(error));
      }
    };
    const keepSoon = (imageId: number) => {
      clearTimeout(timers.get(imageId));
      timers.set(
        imageId,
        setTimeout(() => void keepDraft(imageId), KEEP_AFTER_MS),
      );
    };
    /** The last saved value: settings saved quietly appear in the store only after a restart. */
    let latest: readonly MaskDraft[] | null = null;
    const draftsOf = () => latest ?? settings.getState().settings.maskDrafts;

    /** Evicts the least recently used masks that are saved as files. */
    const forgetOthers = (imageId: number) => {
      for (const id of memory.keys()) {
        if (memory.size <= IN_MEMORY) return;
        const isKept = LAYER_IDS.every((layer) => {
          const { pixels, revision } = workOf(id)[layer];
          return pixels === 0 || kept.get(`${id} ${layer}`)?.revision === revision;
        });
        if (id === imageId || !isKept || timers.has(id)) continue;
        memory.delete(id);
        opening.delete(id);
        set(({ works }) => ({ works: new Map([...works].filter(([other]) => other !== id)) }));
      }
    };

    const read = async (imageId: number) => {
      const draft = draftsOf().find((each) => each.imageId === imageId);
      if (!draft) return;
      const { region, pad, featherPx } = draft;
      update(imageId, { region, pad, featherPx, loading: draft.mask !== null || draft.protect !== null });
      const size = sizeOf(imageId);
      try {
        for (const [layer, sha256] of [
          ['change', draft.mask],
          ['protect', draft.protect],
        ] as const) {
          const png = sha256 && (await files.get(sha256));
          if (!png || !size) continue;
          const tiles = await worker.decode(png, size);
          const mask = layersOf(imageId, size)[layer];
          mask.load(tiles);
          const revision = workOf(imageId)[layer].revision + 1;
          kept.set(`${imageId} ${layer}`, { revision, file: Promise.resolve(sha256) });
          update(imageId, { [layer]: factsOf(mask, revision) });
        }
      } catch (error) {
        failed(error);
      } finally {
        update(imageId, { loading: false });
      }
    };
    const layersOf = (imageId: number, size: Size): Layers => {
      const layers = memory.get(imageId) ?? createLayers(size);
      // Most recently used last.
      memory.delete(imageId);
      memory.set(imageId, layers);
      return layers;
    };

    return {
      tool: null,
      protectShape: 'brush',
      erase: false,
      works: new Map(),
      busy: false,
      chooseTool: (tool) => set((state) => ({ tool: state.tool === tool ? null : tool, erase: false })),
      setProtectShape: (protectShape) => set({ protectShape }),
      setErase: (erase) => set({ erase }),
      // A region is always inside the picture, and a pad always around it.
      setRegion: (imageId, region) => changed(imageId, region ? { region, pad: null } : { region }),
      setPad: (imageId, pad) => changed(imageId, pad ? { pad, region: null } : { pad }),
      setFeather: (imageId, featherPx) =>
        changed(imageId, { featherPx: Math.min(FEATHER_MAX_PX, Math.max(0, featherPx)) }),
      maskOf: (imageId) => {
        const size = sizeOf(imageId);
        return size && !workOf(imageId).loading ? layersOf(imageId, size) : null;
      },
      commitMask: remeasure,
      invert: (imageId) => edit(imageId, (mask) => mask.change(invert)),
      clear: (imageId) => edit(imageId, (mask) => mask.change(clear)),
      resize: async (imageId, by) => {
        const layer = get().activeLayer();
        const mask = get().maskOf(imageId)?.[layer];
        const { revision, pixels } = workOf(imageId)[layer];
        if (!mask || pixels === 0 || get().busy) return;
        set({ busy: true });
        try {
          const tiles = await worker.resize(mask, by);
          // Strokes painted in the meantime are worth more than the earlier request.
          if (mask.isOpen() || workOf(imageId)[layer].revision !== revision) return;
          if (replaceAll(mask, tiles)) remeasure(imageId, layer);
        } catch (error) {
          failed(error);
        } finally {
          set({ busy: false });
        }
      },
      undo: (imageId) => edit(imageId, (mask) => mask.undo()),
      redo: (imageId) => edit(imageId, (mask) => mask.redo()),
      setFoundMask: async (imageId, found) => {
        const size = sizeOf(imageId);
        if (!size) return;
        // Load an existing mask first: loaded later, it would replace the found one.
        await get().open(imageId);
        const tiles = found instanceof Uint8Array ? await worker.decode(found, size) : found;
        const mask = layersOf(imageId, size).change;
        if (replaceAll(mask, tiles)) remeasure(imageId, 'change');
      },
      reset: (imageId) => {
        const { region, pad } = workOf(imageId);
        const layers = memory.get(imageId);
        const cleared = LAYER_IDS.filter((layer) => layers?.[layer].change(clear)).map((layer) => {
          remeasure(imageId, layer);
          return { layer, revision: workOf(imageId)[layer].revision };
        });
        changed(imageId, { region: null, pad: null });
        return () => {
          for (const { layer, revision } of cleared) {
            // Strokes drawn since then are worth more.
            if (workOf(imageId)[layer].revision !== revision || !memory.get(imageId)?.[layer].undo())
              continue;
            remeasure(imageId, layer);
          }
          const now = workOf(imageId);
          if (now.region === null && now.pad === null) changed(imageId, { region, pad });
        };
      },
      open: (imageId) => {
        const known = opening.get(imageId);
        if (known) return known;
        const reading = read(imageId);
        // Masks have the size of their picture: until that is known, none is read, and the next call tries again.
        if (sizeOf(imageId)) opening.set(imageId, reading);
        return reading;
      },
      freeze: async (imageId) => {
        await get().open(imageId);
        const [mask, protect] = await Promise.all([keep(imageId, 'change'), keep(imageId, 'protect')]);
        const { region, pad, featherPx } = workOf(imageId);
        const prepare: Prepare = { region, protect, pad };
        if (mask === null && isWholePicture(prepare)) return NO_LOCAL_PARTS;
        const finish: FinishRecipe = {
          ...DEFAULT_FINISH,
          mask: mask === null ? { kind: 'all' } : { kind: 'drawn', sha256: mask },
          featherPx,
        };
        return { prepare, finish };
      },
      previewFeather: async (imageId) => {
        const mask = memory.get(imageId)?.change;
        try {
          return mask ? await worker.feather(mask, workOf(imageId).featherPx) : null;
        } catch (error) {
          failed(error);
          return null;
        }
      },
      attachTools: (attached) => {
        tools = attached;
        return () => {
          if (tools === attached) tools = null;
        };
      },
      leave: () => {
        if (get().tool === null) return false;
        if (!tools?.leave()) set({ tool: null });
        return true;
      },
      revisionOf: (imageId) => {
        const { region, pad, featherPx, change, protect } = workOf(imageId);
        return JSON.stringify([region, pad, featherPx, change.revision, protect.revision]);
      },
      activeLayer: () => (get().tool === 'protect' ? 'protect' : 'change'),
    };
  });
}

function replaceAll(mask: Layers[LayerId], tiles: Tiles['tiles']): boolean {
  return mask.change((writer) => {
    for (const [index, tile] of tiles.entries()) writer.put(index, tile);
  });
}
