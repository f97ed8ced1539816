import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import type { Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { placeOn } from './window-place.ts';

/** Larger than any screen, and well within the limits of a window position. */
const FARTHEST_PX = 32_000;
const Pixels = z.number().transform((value) => Math.round(clamp(value, -FARTHEST_PX, FARTHEST_PX)));
const WindowState = z.object({
  x: Pixels,
  y: Pixels,
  width: Pixels,
  height: Pixels,
  maximized: z.boolean(),
});
type WindowState = z.infer<typeof WindowState>;

const USUAL = { width: 1280, height: 800 };

export interface WindowStateFile {
  /** Returns the last position adjusted to the current screens, or the default size centered by the system. */
  read(): Partial<Rectangle> & { readonly maximized: boolean };
  /** Saves a window's position half a second after its last move, and when it closes. */
  remember(window: BrowserWindow): void;
}

export function openWindowState(path: string, log: Log): WindowStateFile {
  const file = openJsonFile(path);
  return {
    read() {
      const content = file.read();
      const parsed = WindowState.safeParse(content.state === 'whole' ? content.value : null);
      if (!parsed.success && content.state !== 'absent') log.info('window state rejected');
      const { maximized, ...place } = parsed.success ? parsed.data : { ...USUAL, maximized: false };
      // The primary screen is first.
      const primary = screen.getPrimaryDisplay();
      const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
      return {
        ...placeOn(
          place,
          [primary, ...others].map(({ workArea }) => workArea),
        ),
        maximized,
      };
    },
    remember(window) {
      let timer: NodeJS.Timeout | undefined;
      const warn = (error: unknown) => log.warn('failed to write window state', { error: String(error) });
      const current = (): WindowState | null =>
        window.isDestroyed() || window.isMinimized()
          ? null
          : { ...window.getNormalBounds(), maximized: window.isMaximized() };
      const save = () => {
        const state = current();
        if (state) void file.write(state).catch(warn);
      };
      const saveNow = () => {
        clearTimeout(timer);
        const state = current();
        try {
          if (state) file.writeNow(state);
        } catch (error) {
          warn(error);
        }
      };
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(save, 500);
      };
      window.on('resize', later);
      window.on('move', later);
      window.on('close', saveNow);
    },
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
