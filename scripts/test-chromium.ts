import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { imageSize } from 'image-size';
import { build } from 'vite';
import { shareThatDiffers } from './chromium/compare.ts';
import { debianChromium } from './chromium/debian-chromium.ts';
import { servePages } from './chromium/serve-pages.ts';
import { shoot, VIEWS } from './chromium/views.ts';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { launchElectron } from './lib/launch.ts';
import { inProject } from './lib/project.ts';
import { Missing, say, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

/** Share of the pixels that may differ: newer versions draw scroll bars, fields and text a little differently. */
const MAY_DIFFER = 0.02;

const SAMPLES = ['chelsea.png', 'coffee.png', 'astronaut.png', 'rocket.jpg'];

// `npm run test:chromium`: the pages with the fake bridge in Debian's current Chromium, whose screenshots are compared with
// those in the Chromium of this Electron. Screenshots stay in test-results/chromium.
await script(() =>
  withCleanup(async (defer) => {
    const debian = await debianChromium();
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    Object.assign(process.env, await hiddenScreenEnv(runtime, defer));
    const folder = mkdtempSync(join(tmpdir(), 'reseed-chromium-'));
    defer(() => rmSync(folder, { recursive: true, force: true }));
    const pictures = SAMPLES.map((name) => inProject('resources/samples', name));
    const samples = SAMPLES.map((name, at) => {
      const { width, height } = imageSize(readFileSync(pictures[at] as string));
      return { name, width, height };
    });
    const server = await servePages(inProject('out/renderer'), pictures);
    defer(() => server.stop());
    const fake = await bundleFake(folder);

    const browser = await chromium.launch({
      executablePath: debian.executable,
      args: ['--no-sandbox'],
      env: { ...process.env, LD_LIBRARY_PATH: debian.libraries },
    });
    defer(() => browser.close());
    const electron = await launchElectron({
      userData: join(folder, 'data'),
      app: inProject('test/chromium/bare-window.cjs'),
    });
    defer(() => electron.close());
    const page = await electron.firstWindow();

    const results = inProject('test-results/chromium');
    mkdirSync(results, { recursive: true });
    let failed = 0;
    for (const theme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const start = `window.fakeStart = ${JSON.stringify({ theme, samples })};\n${fake}`;
      const inDebian: [BrowserContext, Page] = [context, await context.newPage()];
      const inElectron: [BrowserContext, Page] = [electron.context(), page];
      // A later script replaces nothing of an earlier one: the theme of the last one counts.
      for (const [each] of [inDebian, inElectron]) await each.addInitScript({ content: start });
      for (const view of VIEWS) {
        const at = { url: server.url, theme, samples };
        const shots = [await shoot(...inDebian, view, at), await shoot(...inElectron, view, at)] as const;
        for (const [n, name] of ['debian', 'electron'].entries())
          writeFileSync(join(results, `${view.name}-${theme}-${name}.png`), shots[n] as Buffer);
        const share = await shareThatDiffers(...shots);
        say(`${view.name}, ${theme}: ${(share * 100).toFixed(2)} % of the pixels differ`);
        if (share > MAY_DIFFER) failed += 1;
      }
      await context.close();
    }
    const versions = `Debian's Chromium ${browser.version()} and Electron's ${await page.evaluate('navigator.userAgent.match(/Chrome.([\\d.]+)/)[1]')}`;
    if (failed > 0) throw new Missing(`${failed} views look different in ${versions}`);
    say(`all views work and look alike in ${versions}`);
    return 0;
  }),
);

/** Bundles the fake bridge into one script for a browser. */
async function bundleFake(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: { '@shared': resolve('src/shared'), 'node:util': resolve('test/chromium/node-util.ts') },
    },
    build: {
      outDir,
      emptyOutDir: false,
      lib: {
        entry: inProject('test/chromium/fake-page.ts'),
        formats: ['iife'],
        name: 'fake',
        fileName: () => 'fake.js',
      },
    },
  });
  return readFileSync(join(outDir, 'fake.js'), 'utf8');
}
