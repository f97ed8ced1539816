import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineOptions } from '@shared/domain/engine.ts';
import {
  engineCatalog,
  findModel,
  modelOf,
  modelsOf,
  setEngineCatalog,
} from '@shared/domain/engine-catalog.ts';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { catalogOf, createEngineHost } from '../../src/main/engines/host.ts';
import { ENGINES } from '../../src/main/engines/table.ts';
import { shippedWorkflow } from '../comfyui-server/api-rig.ts';
import { engineWorld } from '../fixtures/engine-world.ts';
import { tempFolder } from '../fixtures/ledger-rig.ts';
import { portraitWorkflow } from '../fixtures/portrait-workflow.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
/** The options as Settings keeps them. */
let options: Record<string, string>;
let changes: number;
beforeEach(async () => {
  folder = await tempFolder();
  options = {};
  changes = 0;
});
afterEach(async () => {
  setEngineCatalog(catalogOf(ENGINES));
  await folder.remove();
});

/** The app's engines after a start. */
function start() {
  const host = createEngineHost({
    ...engineWorld('comfyui'),
    modules: ENGINES,
    keyOf: async () => null,
    optionsOf: (engine): EngineOptions => (engine === 'comfyui' ? options : {}),
    setOptionOf: async (_, key, value) => {
      options = { ...options, [key]: value };
    },
    filesFolder: join(folder.path, 'engine-files'),
    changed: () => {
      changes += 1;
    },
  });
  onTestFinished(() => host.close());
  return host.workflowOf('comfyui');
}

function write(name: string, content: unknown): string {
  const path = join(folder.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const offered = () => modelsOf('comfyui').map(({ name }) => name);

describe('the workflow of ComfyUI', () => {
  it('is the built-in one until a file is chosen', async () => {
    const { current, isLost, refused } = await start().state();
    expect(current).toMatchObject({ name: 'FLUX.2 dev', isBuiltIn: true });
    expect(current.missing).toContain('mask');
    expect([isLost, refused]).toEqual([false, null]);
    expect(offered()).toEqual(['FLUX.2 dev']);
  });

  it('is replaced by a file, with its places found and what it lacks', async () => {
    const { current, refused } = await start().take(write('portrait.json', portraitWorkflow()));
    expect(refused).toBeNull();
    expect(current).toMatchObject({ name: 'portrait', isBuiltIn: false });
    expect(current.places).toContainEqual({
      role: 'source',
      node: '1',
      title: 'Photo',
      className: 'LoadImage',
      input: 'image',
    });
    expect(current.missing).toEqual(['reference', 'mask', 'width', 'height']);
    expect(offered()).toEqual(['portrait']);
    expect(modelOf('comfyui').apiModel).toBe(current.sha256);
    expect(changes).toBeGreaterThan(0);
  });

  it('is the same after a restart', async () => {
    const { current } = await start().take(write('portrait.json', portraitWorkflow()));
    setEngineCatalog(catalogOf(ENGINES));
    expect((await start().state()).current).toEqual(current);
    expect(offered()).toEqual(['portrait']);
  });

  it('keeps replaced workflows for the re-runs of their edits, and offers only the current one', async () => {
    const workflow = start();
    const { current: first } = await workflow.take(write('portrait.json', portraitWorkflow()));
    await workflow.take(write('no seed.json', portraitWorkflow({ hasSeed: false })));
    expect(offered()).toEqual(['no seed']);
    const ids = engineCatalog().models.filter(({ engine }) => engine === 'comfyui');
    expect(ids.map(({ name }) => name)).toEqual(['no seed', 'FLUX.2 dev', 'portrait']);
    expect(findModel('comfyui', `workflow-${first.sha256.slice(0, 16)}`)?.isReplaced).toBe(true);
    expect(findModel('comfyui', 'flux-2-dev')?.isReplaced).toBe(true);
    expect(modelOf('comfyui').seed).toBeNull();
  });

  it('returns to the built-in one, and back', async () => {
    const workflow = start();
    const { current } = await workflow.take(write('portrait.json', portraitWorkflow()));
    expect((await workflow.use(null)).current.isBuiltIn).toBe(true);
    expect(offered()).toEqual(['FLUX.2 dev']);
    expect((await workflow.use(current.sha256)).current).toEqual(current);
    expect(offered()).toEqual(['portrait']);
  });

  it('is the built-in one if its own file is chosen', async () => {
    const { current } = await start().take(write('flux.json', await shippedWorkflow()));
    expect(current).toMatchObject({ name: 'FLUX.2 dev', isBuiltIn: true });
  });

  it('is the built-in one, and says so, if the file that was kept is gone', async () => {
    const workflow = start();
    const { current } = await workflow.take(write('portrait.json', portraitWorkflow()));
    const files = join(folder.path, 'engine-files/comfyui');
    expect(readdirSync(files).sort()).toEqual([`${current.sha256}.json`, 'workflows.json']);
    rmSync(join(files, `${current.sha256}.json`));
    const found = await start().state();
    expect(found.isLost).toBe(true);
    expect(found.current.isBuiltIn).toBe(true);
    expect(offered()).toEqual(['FLUX.2 dev']);
  });

  it('is the built-in one, and says so, if the list of kept ones is gone, until its file is chosen again', async () => {
    const path = write('portrait.json', portraitWorkflow());
    await start().take(path);
    rmSync(join(folder.path, 'engine-files/comfyui/workflows.json'));
    const workflow = start();
    const found = await workflow.state();
    expect(found.isLost).toBe(true);
    expect(found.current).toMatchObject({ name: 'FLUX.2 dev', isBuiltIn: true });
    expect(offered()).toEqual(['FLUX.2 dev']);
    const { current, isLost } = await workflow.take(path);
    expect([current.name, isLost]).toEqual(['portrait', false]);
    expect(offered()).toEqual(['portrait']);
  });

  it('is unchanged if a file can’t be kept', async () => {
    mkdirSync(join(folder.path, 'engine-files/comfyui/workflows.json'), { recursive: true });
    const workflow = start();
    await expect(workflow.take(write('portrait.json', portraitWorkflow()))).rejects.toThrow();
    const { current, isLost } = await workflow.state();
    expect([current.isBuiltIn, isLost]).toEqual([true, false]);
    expect(offered()).toEqual(['FLUX.2 dev']);
    expect(options).toEqual({});
  });

  it.each([
    ['editor.json', { nodes: [], links: [], version: 0.4 }, 'editor-format'],
    ['text.json', 'no JSON', 'not-json'],
    ['preset.json', { presets: [] }, 'other-file'],
    ['large.json', ' '.repeat(2 * 1024 * 1024 + 1), 'too-large'],
  ])('refuses %s', async (file, content, problem) => {
    const { current, refused } = await start().take(write(file, content));
    expect(refused).toEqual({ file, problem, report: null });
    expect(current.isBuiltIn).toBe(true);
  });

  it('refuses a workflow without a prompt, and says what was found in it', async () => {
    const path = write('two texts.json', portraitWorkflow({ texts: 2 }));
    const { current, refused } = await start().take(path);
    expect(refused).toMatchObject({ file: 'two texts.json', problem: 'incomplete' });
    expect(refused?.report?.missing[0]).toBe('prompt');
    expect(refused?.report?.candidates.map(({ node }) => node)).toEqual(['3', '12']);
    expect(current.isBuiltIn).toBe(true);
  });

  it('refuses a file that is gone', async () => {
    const { refused } = await start().take(join(folder.path, 'gone.json'));
    expect(refused).toEqual({ file: 'gone.json', problem: 'unreadable', report: null });
  });
});
