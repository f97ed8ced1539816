/* The nodes this server has: those of ComfyUI's own FLUX.2 workflow, and the classic ones around KSampler. */

/** An input: a type of links, a number, a text, an uploaded file, or one of these values. */
type InputType = 'LINK' | 'INT' | 'FLOAT' | 'STRING' | 'UPLOAD' | readonly string[];

interface NodeType {
  readonly inputs: Readonly<Record<string, InputType>>;
  readonly isOutput?: true;
}

export const MODEL_FILES = {
  diffusion: 'flux2_dev_fp8mixed.safetensors',
  text: 'mistral_3_small_flux2_fp8.safetensors',
  vae: 'flux2-vae.safetensors',
  checkpoint: 'sd_xl_base_1.0.safetensors',
} as const;

const NODES: Readonly<Record<string, NodeType>> = {
  LoadImage: { inputs: { image: 'UPLOAD' } },
  LoadImageMask: { inputs: { image: 'UPLOAD', channel: ['alpha', 'red', 'green', 'blue'] } },
  ImageScaleToTotalPixels: {
    inputs: { image: 'LINK', upscale_method: ['area', 'lanczos', 'bilinear'], megapixels: 'FLOAT' },
  },
  GetImageSize: { inputs: { image: 'LINK' } },
  UNETLoader: { inputs: { unet_name: [MODEL_FILES.diffusion], weight_dtype: ['default', 'fp8_e4m3fn'] } },
  CLIPLoader: {
    inputs: {
      clip_name: [MODEL_FILES.text],
      type: ['flux2', 'stable_diffusion'],
      device: ['default', 'cpu'],
    },
  },
  VAELoader: { inputs: { vae_name: [MODEL_FILES.vae] } },
  CheckpointLoaderSimple: { inputs: { ckpt_name: [MODEL_FILES.checkpoint] } },
  CLIPTextEncode: { inputs: { text: 'STRING', clip: 'LINK' } },
  FluxGuidance: { inputs: { conditioning: 'LINK', guidance: 'FLOAT' } },
  VAEEncode: { inputs: { pixels: 'LINK', vae: 'LINK' } },
  VAEEncodeForInpaint: { inputs: { pixels: 'LINK', vae: 'LINK', mask: 'LINK', grow_mask_by: 'INT' } },
  ReferenceLatent: { inputs: { conditioning: 'LINK', latent: 'LINK' } },
  SetLatentNoiseMask: { inputs: { samples: 'LINK', mask: 'LINK' } },
  EmptyFlux2LatentImage: { inputs: { width: 'INT', height: 'INT', batch_size: 'INT' } },
  Flux2Scheduler: { inputs: { steps: 'INT', width: 'INT', height: 'INT' } },
  RandomNoise: { inputs: { noise_seed: 'INT' } },
  KSamplerSelect: { inputs: { sampler_name: ['euler', 'dpmpp_2m'] } },
  BasicGuider: { inputs: { model: 'LINK', conditioning: 'LINK' } },
  SamplerCustomAdvanced: {
    inputs: { noise: 'LINK', guider: 'LINK', sampler: 'LINK', sigmas: 'LINK', latent_image: 'LINK' },
  },
  KSampler: {
    inputs: {
      model: 'LINK',
      seed: 'INT',
      steps: 'INT',
      cfg: 'FLOAT',
      sampler_name: ['euler', 'dpmpp_2m'],
      scheduler: ['normal', 'simple'],
      positive: 'LINK',
      negative: 'LINK',
      latent_image: 'LINK',
      denoise: 'FLOAT',
    },
  },
  VAEDecode: { inputs: { samples: 'LINK', vae: 'LINK' } },
  SaveImage: { inputs: { images: 'LINK', filename_prefix: 'STRING' }, isOutput: true },
  PreviewImage: { inputs: { images: 'LINK' }, isOutput: true },
};

export interface PromptNode {
  readonly class_type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
export type Prompt = Readonly<Record<string, PromptNode>>;

/** Returns the id of the node an input is linked to, or null. */
export function linkOf(value: unknown): string | null {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' ? value[0] : null;
}

/** GET /object_info/{class}: as ComfyUI describes a node. Empty for a class it doesn't have. */
export function objectInfo(classType: string): Record<string, unknown> {
  const node = NODES[classType];
  if (!node) return {};
  const required = Object.fromEntries(
    Object.entries(node.inputs).map(([name, type]) => [name, typeof type === 'string' ? [type] : [type, {}]]),
  );
  return {
    [classType]: {
      input: { required },
      input_order: { required: Object.keys(required) },
      output: [],
      name: classType,
      display_name: classType,
      output_node: node.isOutput ?? false,
    },
  };
}

export const CLASS_TYPES = Object.keys(NODES);

export interface Refusal {
  readonly error: Readonly<Record<string, unknown>>;
  readonly node_errors: Readonly<Record<string, unknown>>;
}

/** Validates a prompt like ComfyUI. Returns the output nodes, or the body of the refusal. */
export function validatePrompt(prompt: unknown, hasUpload: (name: string) => boolean): string[] | Refusal {
  const refuse = (type: string, message: string, node_errors = {}): Refusal => ({
    error: { type, message, details: message, extra_info: {} },
    node_errors,
  });
  if (typeof prompt !== 'object' || prompt === null || Array.isArray(prompt))
    return refuse('no_prompt', 'No prompt provided');
  const nodes = prompt as Prompt;
  for (const [id, node] of Object.entries(nodes))
    if (!node?.class_type || !NODES[node.class_type])
      return refuse(
        'missing_node_type',
        `Node '${node?.class_type ?? `ID #${id}`}' not found. The custom node may not be installed.`,
      );
  const outputs = Object.keys(nodes).filter((id) => NODES[nodes[id]?.class_type ?? '']?.isOutput);
  if (outputs.length === 0) return refuse('prompt_no_outputs', 'Prompt has no outputs');
  const errors: Record<string, unknown> = {};
  for (const [id, { class_type, inputs }] of Object.entries(nodes)) {
    const found = Object.entries(NODES[class_type]?.inputs ?? {}).flatMap(([name, type]) =>
      inputProblem(name, type, inputs[name], nodes, hasUpload),
    );
    if (found.length > 0) errors[id] = { errors: found, dependent_outputs: outputs, class_type };
  }
  return Object.keys(errors).length > 0
    ? refuse('prompt_outputs_failed_validation', 'Prompt outputs failed validation', errors)
    : outputs;
}

function inputProblem(
  name: string,
  type: InputType,
  value: unknown,
  nodes: Prompt,
  hasUpload: (file: string) => boolean,
): object[] {
  const problem = (kind: string, message: string, details: string) => [
    { type: kind, message, details, extra_info: { input_name: name } },
  ];
  if (value === undefined) return problem('required_input_missing', 'Required input is missing', name);
  const link = linkOf(value);
  if (link !== null)
    return nodes[link] ? [] : problem('exception_during_validation', 'Exception when validating node', link);
  if (type === 'LINK') return problem('bad_linked_input', 'Bad linked input, must be a length-2 list', name);
  if (type === 'UPLOAD')
    return typeof value === 'string' && hasUpload(value)
      ? []
      : problem(
          'custom_validation_failed',
          'Custom validation failed for node',
          `${name} - Invalid image file: ${value}`,
        );
  if (typeof type !== 'string')
    return type.includes(String(value))
      ? []
      : problem(
          'value_not_in_list',
          'Value not in list',
          `${name}: '${value}' not in ${JSON.stringify(type)}`,
        );
  const fits = type === 'STRING' ? typeof value === 'string' : typeof value === 'number';
  return fits && (type !== 'INT' || Number.isInteger(value))
    ? []
    : problem('invalid_input_type', `Failed to convert an input value to a ${type} value`, name);
}
