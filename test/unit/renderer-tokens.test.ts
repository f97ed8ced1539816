import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../src/renderer');
const tokens = readFileSync(join(root, 'styles/tokens.css'), 'utf8');

interface Color {
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

/** Linear sRGB of an oklch color (CSS Color 4), each 0 to 1. */
function color(text: string): Color {
  const [l = 0, c = 0, h = 0, alpha = 1] = text.replace('/', ' ').trim().split(/\s+/).map(Number);
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const [x, y, z] = [
    l + 0.3963377774 * a + 0.2158037573 * b,
    l - 0.1055613458 * a - 0.0638541728 * b,
    l - 0.0894841775 * a - 1.291485548 * b,
  ].map((v) => v ** 3) as [number, number, number];
  const clamp = (v: number) => Math.min(1, Math.max(0, v));
  return {
    alpha,
    rgb: [
      clamp(4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z),
      clamp(-1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z),
      clamp(-0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z),
    ],
  };
}

/** A token's color in a theme. */
function token(name: string, theme: 'light' | 'dark'): Color {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(tokens)?.[1] ?? '';
  const other = /^var\(--([\w-]+)\)$/.exec(value);
  if (other?.[1]) return token(other[1], theme);
  const colors = [...value.matchAll(/oklch\(([^)]+)\)/g)].map((match) => match[1] ?? '');
  const chosen = theme === 'light' ? colors[0] : (colors[1] ?? colors[0]);
  if (!chosen) throw new Error(`no color in --${name}: ${value}`);
  return color(chosen);
}

const gamma = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);
const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);

/** A translucent color blended over another. Browsers blend in gamma-encoded sRGB. */
function over(top: Color, ground: Color): Color {
  const rgb = top.rgb.map((v, at) =>
    linear(gamma(v) * top.alpha + gamma(ground.rgb[at] ?? 0) * (1 - top.alpha)),
  );
  return { alpha: 1, rgb: rgb as [number, number, number] as Color['rgb'] };
}

function contrast(a: Color, b: Color): number {
  const luminance = ({ rgb: [r, g, bl] }: Color) => 0.2126 * r + 0.7152 * g + 0.0722 * bl;
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe('tokens', () => {
  const grounds = ['bg-window', 'bg-titlebar', 'bg-panel', 'bg-raised', 'bg-field'];
  const texts = ['text', 'text-muted', 'accent-text', 'good', 'notice', 'warn', 'bad'];
  for (const theme of ['light', 'dark'] as const) {
    it(`${theme}: text is readable (4.5:1) on every background`, () => {
      for (const ground of grounds)
        for (const text of texts)
          expect(contrast(token(text, theme), token(ground, theme)), `${text} on ${ground}`).toBeGreaterThan(
            4.5,
          );
    });

    it(`${theme}: signals are readable on their own soft background`, () => {
      for (const signal of ['good', 'notice', 'warn', 'bad']) {
        const ground = over(token(`${signal}-soft`, theme), token('bg-panel', theme));
        expect(contrast(token(signal, theme), ground), signal).toBeGreaterThan(4.5);
        expect(contrast(token('text', theme), ground), `text on ${signal}-soft`).toBeGreaterThan(4.5);
      }
    });

    it(`${theme}: words on the main action, on the canvas and in placeholders are readable`, () => {
      for (const ground of ['accent', 'accent-hover', 'accent-active'])
        expect(contrast(token('on-accent', theme), token(ground, theme)), ground).toBeGreaterThan(4.5);
      expect(contrast(token('text-on-canvas', theme), token('bg-canvas', theme))).toBeGreaterThan(4.5);
      expect(contrast(token('text', theme), token('bg-canvas', theme))).toBeGreaterThan(4.5);
      expect(contrast(token('text-placeholder', theme), token('bg-field', theme))).toBeGreaterThan(4.5);
    });

    it(`${theme}: focus, selection and control edges stand out (3:1)`, () => {
      for (const ground of grounds) {
        expect(contrast(token('focus', theme), token(ground, theme)), `focus on ${ground}`).toBeGreaterThan(
          3,
        );
        expect(contrast(token('accent-line', theme), token(ground, theme)), ground).toBeGreaterThan(3);
      }
      for (const ground of ['bg-panel', 'bg-field'])
        expect(contrast(token('line-control', theme), token(ground, theme)), ground).toBeGreaterThan(3);
    });
  }

  it('has grays without hue', () => {
    for (const [, chroma] of tokens.matchAll(/--(?:gray|bg|line|text)[\w-]*:[^;]*?oklch\([\d.]+ ([\d.]+)/g))
      expect(Number(chroma)).toBe(0);
  });

  it('is the only file with literal colors and pixels', () => {
    const others = globSync('**/*.css', { cwd: root }).filter(
      (path) => path !== join('styles', 'tokens.css'),
    );
    expect(others.length).toBeGreaterThan(10);
    for (const path of others) {
      const css = readFileSync(join(root, path), 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        // A query cannot use a custom property.
        .replace(/@(?:media|container)[^{]*\{/g, '{');
      const raw = css.match(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab)\(|\b\d+(?:\.\d+)?px\b/gi);
      expect(raw, path).toBeNull();
    }
  });

  it('defines every custom property in use', () => {
    const defined = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
    for (const path of globSync('**/*.css', { cwd: root })) {
      const css = readFileSync(join(root, path), 'utf8');
      const own = new Set([...css.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
      for (const [, name = ''] of css.matchAll(/var\((--[\w-]+)\)/g))
        if (
          !own.has(name) &&
          ![
            '--library-width',
            '--edit-width',
            '--history-height',
            '--fill',
            // Set by the kit on what floats.
            '--radix-popper-available-height',
          ].includes(name)
        )
          expect(defined, `${name} in ${path}`).toContain(name);
    }
  });
});
