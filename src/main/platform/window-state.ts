import { type BrowserWindow, type Rectangle, screen } from 'electron';
import type { Log } from '../ports.ts';
import { openJsonFile } from '../settings/json-file.ts';
import { placeOn } from './window-place.ts';

/** Larger than any screen, and well within the limits of a window position. */
const FARTHEST_PX = 32_000;

interface WindowState extends Rectangle {
  readonly maximized: boolean;
}

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
      const found = content.state === 'whole' ? windowState(content.value) : null;
      if (!found && content.state !== 'absent') log.info('window state rejected');
      const { maximized, ...place } = found ?? { ...USUAL, maximized: false };
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

/** Checked by hand: zod is loaded after the first window. */
function windowState(value: unknown): WindowState | null {
  if (typeof value !== 'object' || value === null) return null;
  const { x, y, width, height, maximized } = value as Readonly<Record<string, unknown>>;
  if (!isPixels(x) || !isPixels(y) || !isPixels(width) || !isPixels(height)) return null;
  if (typeof maximized !== 'boolean') return null;
  return { x: pixels(x), y: pixels(y), width: pixels(width), height: pixels(height), maximized };
}

function isPixels(value: unknown): value is number {
  return Number.isFinite(value);
}

function pixels(value: number): number {
  return Math.round(clamp(value, -FARTHEST_PX, FARTHEST_PX));
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
