import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { readJson } from '../settings/settings-store.ts';
import { writeFileAtomic } from '../settings/write-file-atomic.ts';

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
  return isOnScreen(parsed.data)
    ? parsed.data
    : { width: parsed.data.width, height: parsed.data.height, maximized: parsed.data.maximized };
}

function isOnScreen(state: WindowState): boolean {
  const area = screen.getDisplayMatching(state).workArea;
  const across = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x);
  const down = Math.min(state.y + state.height, area.y + area.height) - Math.max(state.y, area.y);
  return across >= 200 && down >= 100;
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
