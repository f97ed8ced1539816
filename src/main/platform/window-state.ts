import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { readJson } from '../settings/settings-store.ts';
import { writeFileAtomic } from '../settings/write-file-atomic.ts';
import { placeOn } from './window-place.ts';

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(800),
  height: z.int().min(500),
  maximized: z.boolean(),
});
type WindowState = z.infer<typeof WindowState>;

const USUAL = { width: 1280, height: 800 };

/** Where the window was, when that is still on a screen; else the usual size, centred by the system. */
export function readWindowState(path: string): Partial<Rectangle> & { maximized: boolean } {
  const parsed = WindowState.safeParse(readJson(path));
  if (!parsed.success) return { ...USUAL, maximized: false };
  const { maximized, ...place } = parsed.data;
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  return { ...placeOn(place, screens), maximized };
}

/** Remembers a window's place half a second after it last moved, and when it closes. */
export function rememberWindowState(window: BrowserWindow, path: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized()) return;
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    writeFileAtomic(path, `${JSON.stringify(state)}\n`);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, 500);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', save);
}
