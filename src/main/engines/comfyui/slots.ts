import { REQUIRED_ROLES, SlotRole } from '@shared/domain/workflow.ts';
import { linkedNode, upstreamOf, type Workflow } from './workflow.ts';

/** One place in a workflow. `input` is null for an output node. */
export interface Slot {
  readonly role: SlotRole;
  readonly node: string;
  readonly input: string | null;
  /** Title of the node in ComfyUI, or its class. */
  readonly title: string;
}

export interface FoundSlots {
  readonly slots: readonly Slot[];
  /** Roles without a place. The required ones first. */
  readonly missing: readonly SlotRole[];
  /** Whether edits can be run with the workflow. */
  readonly isUsable: boolean;
  /** Text nodes that could all be the prompt, if none is named and the choice isn't clear. */
  readonly candidates: readonly Slot[];
}

/**
 * Finds the places of a workflow. A node titled `reseed: source` (or another role) is used for that role, which
 * overrides everything else. Without a title, nodes are recognized by ComfyUI's own classes and input names.
 */
export function findSlots(workflow: Workflow): FoundSlots {
  const finder = new SlotFinder(workflow);
  const slots = finder.find();
  const found = new Set(slots.map(({ role }) => role));
  const missing = [
    ...REQUIRED_ROLES,
    ...SlotRole.options.filter((role) => !REQUIRED_ROLES.includes(role)),
  ].filter((role) => !found.has(role));
  return {
    slots,
    missing,
    isUsable: REQUIRED_ROLES.every((role) => found.has(role)),
    candidates: finder.candidates,
  };
}

/** Input names of each role that is a value, the most specific first. */
const VALUE_INPUTS = {
  seed: ['noise_seed', 'seed'],
  steps: ['steps'],
  guidance: ['guidance', 'cfg'],
  strength: ['denoise'],
  width: ['width'],
  height: ['height'],
} as const satisfies Partial<Record<SlotRole, readonly string[]>>;

const TEXT_INPUTS = ['text', 'prompt', 'clip_l', 't5xxl', 'text_g', 'text_l'];
/** Inputs of the nodes that only hold one value for others. */
const PRIMITIVE_INPUTS = ['value', 'int', 'float', 'string', 'text', 'number'];
/** Nodes that make or cut pictures to a size of their own, such as those that scale a reference. */
const OWN_SIZE = /ImageScale|ImageResize|ImageCrop|UpscaleModel/;

class SlotFinder {
  readonly #workflow: Workflow;
  readonly #named: readonly Slot[];
  candidates: readonly Slot[] = [];

  constructor(workflow: Workflow) {
    this.#workflow = workflow;
    this.#named = namedSlots(workflow);
  }

  find(): Slot[] {
    const outputs = this.#role('output', () => this.#outputs());
    const used = upstreamOf(
      this.#workflow,
      outputs.map(({ node }) => node),
    );
    const pictures = byNumber(used.filter((id) => this.#classOf(id) === 'LoadImage'));
    const isNamed = (id: string) => this.#named.some(({ node }) => node === id);
    const free = pictures.filter((id) => !isNamed(id));
    const source = this.#role('source', () =>
      free.splice(0, 1).map((id) => this.#slot('source', id, 'image')),
    );
    const references = this.#role('reference', () => free.map((id) => this.#slot('reference', id, 'image')));
    const mask = this.#role('mask', () =>
      byNumber(used.filter((id) => this.#classOf(id) === 'LoadImageMask' && !isNamed(id)))
        .slice(0, 1)
        .map((id) => this.#slot('mask', id, 'image')),
    );
    const prompt = this.#role('prompt', () => this.#prompt(used));
    const values = (['seed', 'steps', 'guidance', 'strength', 'width', 'height'] as const).flatMap((role) =>
      this.#role(role, () => this.#values(role, used)),
    );
    return [...source, ...references, ...mask, ...prompt, ...values, ...outputs];
  }

  #role(role: SlotRole, search: () => readonly Slot[]): readonly Slot[] {
    const named = this.#named.filter((slot) => slot.role === role);
    return named.length > 0 ? named : search();
  }

  #classOf(id: string): string {
    return this.#workflow[id]?.class_type ?? '';
  }

  #slot(role: SlotRole, node: string, input: string | null): Slot {
    return { role, node, input, title: titleOf(this.#workflow, node) };
  }

  /** Saved pictures, or previews if nothing is saved. */
  #outputs(): Slot[] {
    const all = byNumber(Object.keys(this.#workflow));
    const saved = all.filter((id) => /^SaveImage/.test(this.#classOf(id)));
    const shown = saved.length > 0 ? saved : all.filter((id) => this.#classOf(id) === 'PreviewImage');
    return shown.map((id) => this.#slot('output', id, null));
  }

  /** The text that the sampler is led towards, never the negative one. */
  #prompt(used: readonly string[]): Slot[] {
    const negatives = new Set(
      used.flatMap((id) => {
        const link = linkedNode(this.#workflow[id]?.inputs.negative);
        return link === null ? [] : upstreamOf(this.#workflow, [link]);
      }),
    );
    const positives = new Set(
      used.flatMap((id) => {
        const link = linkedNode(this.#workflow[id]?.inputs.positive);
        return link === null ? [] : upstreamOf(this.#workflow, [link], (input) => input === 'negative');
      }),
    );
    const texts = byNumber(used).flatMap((id) => this.#textOf(id));
    const isBoth = (id: string) => negatives.has(id) && positives.has(id);
    const likely = texts.filter(({ owner }) => !negatives.has(owner) || isBoth(owner));
    // A guider without a negative text has its conditioning in another input.
    const slots = unique(likely.map(({ slot }) => slot));
    const nodes = new Set(slots.map(({ node }) => node));
    if (nodes.size <= 1) return slots;
    this.candidates = slots;
    return [];
  }

  /** The text inputs of a node, or of the node they are linked to. `owner` is the node that encodes the text. */
  #textOf(id: string): { readonly owner: string; readonly slot: Slot }[] {
    const { class_type = '', inputs = {} } = this.#workflow[id] ?? {};
    const isEncoder = Object.values(inputs).some((value) => linkedNode(value) !== null) && 'clip' in inputs;
    if (!isEncoder && !/TextEncode/.test(class_type)) return [];
    return TEXT_INPUTS.flatMap((input) => {
      const place = this.#placeOf(id, input, 'string');
      return place ? [{ owner: id, slot: this.#slot('prompt', place.node, place.input) }] : [];
    });
  }

  #values(role: keyof typeof VALUE_INPUTS, used: readonly string[]): Slot[] {
    const places = (input: string) =>
      byNumber(used).flatMap((id) => {
        if ((role === 'width' || role === 'height') && OWN_SIZE.test(this.#classOf(id))) return [];
        const place = this.#placeOf(id, input, 'number');
        return place ? [this.#slot(role, place.node, place.input)] : [];
      });
    const names: readonly string[] = VALUE_INPUTS[role];
    // `guidance` of FLUX wins over `cfg`, which stays at 1 there. Both names of a seed are set.
    if (role === 'seed') return unique(names.flatMap(places));
    const [first = []] = names.map(places).filter((found) => found.length > 0);
    return unique(first);
  }

  /** Where an input's value can be set: itself, or the primitive node it is linked to. */
  #placeOf(id: string, input: string, type: 'string' | 'number'): { node: string; input: string } | null {
    const value = this.#workflow[id]?.inputs[input];
    if (typeof value === type) return { node: id, input };
    const link = linkedNode(value);
    const primitive = link === null ? undefined : this.#workflow[link]?.inputs;
    if (link === null || !primitive) return null;
    const name = PRIMITIVE_INPUTS.find((key) => typeof primitive[key] === type);
    return name === undefined ? null : { node: link, input: name };
  }
}

/** Nodes whose title names a role: `reseed: source`. The input is the only one that fits, or the usual one. */
function namedSlots(workflow: Workflow): Slot[] {
  return byNumber(Object.keys(workflow)).flatMap((node): Slot[] => {
    const title = titleOf(workflow, node);
    const role = SlotRole.options.find(
      (one) => one === /^reseed:\s*([a-z]+)$/i.exec(title.trim())?.[1]?.toLowerCase(),
    );
    if (!role) return [];
    if (role === 'output') return [{ role, node, input: null, title }];
    const inputs = workflow[node]?.inputs ?? {};
    const isText = ['source', 'reference', 'mask', 'prompt'].includes(role);
    const usual: readonly string[] =
      role in VALUE_INPUTS
        ? VALUE_INPUTS[role as keyof typeof VALUE_INPUTS]
        : role === 'prompt'
          ? TEXT_INPUTS
          : ['image'];
    const input = [...usual, ...PRIMITIVE_INPUTS].find(
      (name) => typeof inputs[name] === (isText ? 'string' : 'number'),
    );
    return input === undefined ? [] : [{ role, node, input, title }];
  });
}

function titleOf(workflow: Workflow, id: string): string {
  const node = workflow[id];
  return (node?._meta?.title ?? node?.class_type ?? id).slice(0, 120);
}

/** Sorts ids like ComfyUI numbers its nodes: `9`, `12`, `12:3`. */
function byNumber(ids: readonly string[]): string[] {
  return [...ids].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function unique(slots: readonly Slot[]): Slot[] {
  const seen = new Set<string>();
  return slots.filter(({ node, input }) => {
    const key = `${node}\n${input}`;
    return !seen.has(key) && seen.add(key);
  });
}
