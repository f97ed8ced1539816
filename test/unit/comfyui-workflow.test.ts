import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SlotRole } from '@shared/domain/workflow.ts';
import { describe, expect, it } from 'vitest';
import { fillSlots } from '../../src/main/engines/comfyui/fill-slots.ts';
import { findSlots } from '../../src/main/engines/comfyui/slots.ts';
import { parseWorkflow, type Workflow } from '../../src/main/engines/comfyui/workflow.ts';
import { parseAddress } from '../../src/main/engines/server-address.ts';
import { isExposed } from '../../src/shared/loopback.ts';

const SHIPPED = readFileSync(
  join(import.meta.dirname, '../../src/main/engines/comfyui/flux2-edit.json'),
  'utf8',
);

function parsed(text: string): Workflow {
  const read = parseWorkflow(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.workflow;
}

/** The places of a role as `node.input`. */
function placesOf(workflow: Workflow, role: SlotRole): string[] {
  return findSlots(workflow)
    .slots.filter((slot) => slot.role === role)
    .map(({ node, input }) => (input === null ? node : `${node}.${input}`));
}

/** The classic workflow of ComfyUI: one sampler with a positive and a negative text. */
const CLASSIC: Workflow = {
  '3': {
    class_type: 'KSampler',
    inputs: {
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['11', 0],
      seed: 5,
      steps: 20,
      cfg: 8,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 0.6,
    },
  },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd_xl_base_1.0.safetensors' } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a cat', clip: ['4', 1] } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'bad hands', clip: ['4', 1] } },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  '9': { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'x' } },
  '10': { class_type: 'LoadImage', inputs: { image: 'a.png' } },
  '11': {
    class_type: 'VAEEncodeForInpaint',
    inputs: { pixels: ['10', 0], vae: ['4', 2], mask: ['12', 0], grow_mask_by: 6 },
  },
  '12': { class_type: 'LoadImageMask', inputs: { image: 'm.png', channel: 'red' } },
  // Not connected to a result.
  '20': { class_type: 'LoadImage', inputs: { image: 'other.png' } },
};

describe('parseWorkflow', () => {
  it('says which kind of file is not a workflow', () => {
    expect(parseWorkflow('{')).toEqual({ problem: 'not-json' });
    expect(parseWorkflow('[]')).toEqual({ problem: 'other-file' });
    expect(parseWorkflow('{}')).toEqual({ problem: 'other-file' });
    expect(parseWorkflow('{"1":{"class_type":"X"}}')).toEqual({ problem: 'other-file' });
    expect(parseWorkflow('{"nodes":[],"links":[],"version":0.4}')).toEqual({ problem: 'editor-format' });
    expect(parseWorkflow(`"${' '.repeat(2_200_000)}"`)).toEqual({ problem: 'too-large' });
  });

  it('keeps what it does not know of a node', () => {
    const node = { class_type: 'X', inputs: { a: [1, { b: null }] }, is_changed: ['x'] };
    expect(parsed(JSON.stringify({ '1': node }))).toEqual({ '1': node });
  });

  it('parses a file that starts with a byte order mark', () => {
    expect(Object.keys(parsed(`\uFEFF${SHIPPED}`))).toContain('42');
  });
});

describe('findSlots', () => {
  it('finds every place of the FLUX.2 workflow that comes with the app', () => {
    const workflow = parsed(SHIPPED);
    const found = findSlots(workflow);
    expect(found.isUsable).toBe(true);
    expect(found.missing).toEqual(['reference', 'mask', 'strength']);
    expect(placesOf(workflow, 'source')).toEqual(['42.image']);
    expect(placesOf(workflow, 'prompt')).toEqual(['6.text']);
    expect(placesOf(workflow, 'seed')).toEqual(['25.noise_seed']);
    expect(placesOf(workflow, 'steps')).toEqual(['48.steps']);
    expect(placesOf(workflow, 'guidance')).toEqual(['26.guidance']);
    expect(placesOf(workflow, 'width')).toEqual(['47.width', '48.width']);
    expect(placesOf(workflow, 'height')).toEqual(['47.height', '48.height']);
    expect(placesOf(workflow, 'output')).toEqual(['9']);
  });

  it('tells the positive text of a sampler from the negative one', () => {
    expect(placesOf(CLASSIC, 'prompt')).toEqual(['6.text']);
    expect(placesOf(CLASSIC, 'guidance')).toEqual(['3.cfg']);
    expect(placesOf(CLASSIC, 'strength')).toEqual(['3.denoise']);
    expect(placesOf(CLASSIC, 'mask')).toEqual(['12.image']);
  });

  it('ignores nodes that no result depends on', () => {
    expect(placesOf(CLASSIC, 'source')).toEqual(['10.image']);
    expect(placesOf(CLASSIC, 'reference')).toEqual([]);
  });

  it('takes a text that is zeroed out for the negative side as the prompt', () => {
    const zeroed: Workflow = {
      ...CLASSIC,
      '7': { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['6', 0] } },
    };
    expect(placesOf(zeroed, 'prompt')).toEqual(['6.text']);
  });

  it('follows a link to the node that holds the value', () => {
    const linked: Workflow = {
      ...CLASSIC,
      '6': { class_type: 'CLIPTextEncode', inputs: { text: ['30', 0], clip: ['4', 1] } },
      '30': { class_type: 'PrimitiveString', inputs: { value: 'a cat' } },
      '31': { class_type: 'PrimitiveInt', inputs: { value: 12 } },
      '3': { ...(CLASSIC['3'] as Workflow[string]), inputs: { ...CLASSIC['3']?.inputs, steps: ['31', 0] } },
    };
    expect(placesOf(linked, 'prompt')).toEqual(['30.value']);
    expect(placesOf(linked, 'steps')).toEqual(['31.value']);
  });

  it('lets a title name a place, against everything else', () => {
    const titled: Workflow = {
      ...CLASSIC,
      '7': { ...(CLASSIC['7'] as Workflow[string]), _meta: { title: 'Reseed: Prompt' } },
      '20': { ...(CLASSIC['20'] as Workflow[string]), _meta: { title: 'reseed: source' } },
    };
    expect(placesOf(titled, 'prompt')).toEqual(['7.text']);
    expect(placesOf(titled, 'source')).toEqual(['20.image']);
    expect(placesOf(titled, 'reference')).toEqual(['10.image']);
  });

  it('does not choose between two texts, and says which there are', () => {
    const two: Workflow = {
      ...CLASSIC,
      '6': {
        class_type: 'ConditioningCombine',
        inputs: { conditioning_1: ['40', 0], conditioning_2: ['41', 0] },
      },
      '40': {
        class_type: 'CLIPTextEncode',
        inputs: { text: 'a', clip: ['4', 1] },
        _meta: { title: 'Style' },
      },
      '41': { class_type: 'CLIPTextEncode', inputs: { text: 'b', clip: ['4', 1] } },
    };
    const found = findSlots(two);
    expect(found.isUsable).toBe(false);
    expect(found.missing[0]).toBe('prompt');
    expect(found.candidates.map(({ title }) => title)).toEqual(['Style', 'CLIPTextEncode']);
  });

  it('says that a workflow without a picture or a result is not usable', () => {
    const { '10': _, '11': __, ...rest } = CLASSIC;
    expect(findSlots(rest)).toMatchObject({ isUsable: false, missing: expect.arrayContaining(['source']) });
    const { '9': ___, ...noOutput } = CLASSIC;
    expect(findSlots(noOutput).missing.slice(0, 3)).toEqual(['source', 'prompt', 'output']);
  });

  it('ends on a workflow whose links form a circle', () => {
    const circle: Workflow = {
      '1': { class_type: 'A', inputs: { x: ['2', 0] } },
      '2': { class_type: 'SaveImage', inputs: { images: ['1', 0] } },
    };
    expect(placesOf(circle, 'output')).toEqual(['2']);
  });
});

describe('fillSlots', () => {
  const values = { source: 's.png', references: [], mask: null, prompt: 'make it snow', seed: 77 };

  it('puts the values of an edit into their places and leaves the workflow as it is', () => {
    const workflow = parsed(SHIPPED);
    const filled = fillSlots(workflow, findSlots(workflow).slots, {
      ...values,
      steps: 9,
      width: 640,
      height: 480,
    });
    expect(filled['6']?.inputs.text).toBe('make it snow');
    expect(filled['25']?.inputs.noise_seed).toBe(77);
    expect(filled['42']?.inputs.image).toBe('s.png');
    expect(filled['48']?.inputs).toEqual({ steps: 9, width: 640, height: 480 });
    expect(filled['47']?.inputs).toEqual({ width: 640, height: 480, batch_size: 1 });
    expect(workflow).toEqual(parsed(SHIPPED));
  });

  it('keeps the values of the workflow where the edit has none', () => {
    const workflow = parsed(SHIPPED);
    const filled = fillSlots(workflow, findSlots(workflow).slots, values);
    expect(filled['48']?.inputs.steps).toBe(20);
    expect(filled['26']?.inputs.guidance).toBe(4);
  });

  it('gives the source to a reference without a picture of its own', () => {
    const two: Workflow = {
      ...CLASSIC,
      '9': { class_type: 'SaveImage', inputs: { images: ['8', 0], filename_prefix: 'x', extra: ['20', 0] } },
    };
    const { slots } = findSlots(two);
    expect(fillSlots(two, slots, values)['20']?.inputs.image).toBe('s.png');
    expect(fillSlots(two, slots, { ...values, references: ['r.png'] })['20']?.inputs.image).toBe('r.png');
  });
});

describe('parseAddress', () => {
  it.each([
    ['127.0.0.1:8188', 'http://127.0.0.1:8188'],
    [' http://gpu.local:8188/ ', 'http://gpu.local:8188'],
    ['https://studio.example/ComfyBackendDirect/', 'https://studio.example/ComfyBackendDirect'],
    ['[::1]:8188', 'http://[::1]:8188'],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toBe(address);
  });

  it.each(['', 'ftp://x', 'http://user:pass@host', 'http://host/?a=1', 'http://host/#x', 'http://', 'a b'])(
    'refuses "%s"',
    (text) => {
      expect(parseAddress(text)).toBeNull();
    },
  );

  it('knows where a token could be read on its way', () => {
    expect(isExposed('http://192.168.1.20:8188')).toBe(true);
    expect(isExposed('http://127.0.0.1:8188')).toBe(false);
    expect(isExposed('https://gpu.example')).toBe(false);
    expect(isExposed('gpu.example:8188')).toBe(true);
    expect(isExposed(' HTTP://GPU.example/x ')).toBe(true);
    expect(isExposed('LOCALHOST:8188')).toBe(false);
    expect(isExposed('http://[::1]:8188/')).toBe(false);
    expect(isExposed('http://127.0.0.1.example')).toBe(true);
    expect(isExposed('')).toBe(false);
  });
});
