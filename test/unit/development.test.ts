import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDevelopment, REFUSED_SWITCHES } from '../../src/main/platform/development.ts';

function open(packaged: boolean, address?: string) {
  const removed: string[] = [];
  const env = { ELECTRON_RENDERER_URL: address, RESEED_UPDATE_KEY: 'another key' };
  return { ...openDevelopment({ packaged, env, removeSwitch: (name) => removed.push(name) }), removed };
}

describe('development switches', () => {
  it('are off in a packaged app', () => {
    expect(open(true, 'http://localhost:5173/')).toEqual({
      devServer: null,
      developerTools: false,
      updateKey: null,
      removed: [...REFUSED_SWITCHES],
    });
  });

  it.each([
    ['http://localhost:5173', true],
    ['http://127.0.0.1:5173/', true],
    ['http://[::1]:5173/', true],
    ['http://localhost.example.com/', false],
    ['http://192.168.1.9:5173/', false],
    ['https://example.com/', false],
    ['file:///tmp/page.html', false],
    ['javascript:1', false],
    ['', false],
  ])('uses pages from %s in development: %s', (address, taken) => {
    expect(open(false, address).devServer).toBe(taken ? address : null);
    expect(open(false, address).removed).toEqual([]);
  });

  it('are read in a single place', () => {
    const folder = join(import.meta.dirname, '../../src/main');
    const places = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) =>
        /ELECTRON_[A-Z]+_URL|import\.meta\.env(?!\.MAIN_VITE_UPDATE_)|RESEED_UPDATE_KEY|NODE_ENV/.test(
          read(folder, name),
        ),
      )
      .map((name) => name.replaceAll('\\', '/'));
    expect(places).toEqual(['platform/development.ts']);
  });
});

function read(folder: string, name: string): string {
  return name.endsWith('.ts') ? readFileSync(join(folder, name), 'utf8') : '';
}
